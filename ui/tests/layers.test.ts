import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");
const LAYERS = ["locales", "ipc", "shared", "features", "pages", "app"];

/** Every import of one file of ours from another, as paths under src. */
function imports(): { from: string; to: string }[] {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(SRC, file), "utf8");
    const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to]) => to);
    return targets.map((to) => ({
      from: file,
      to: relative(SRC, resolve(SRC, dirname(file), to ?? "")),
    }));
  });
}

const layerOf = (path: string) => LAYERS.indexOf(path.split("/")[0] ?? "");
const featureOf = (path: string) => /^features\/([^/]+)/.exec(path)?.[1];

describe("layers", () => {
  const inside = imports().filter(
    ({ from, to }) => layerOf(from) >= 0 && layerOf(to) >= 0 && !from.includes(".test."),
  );

  it("reads the imports at all", () => {
    expect(inside.length).toBeGreaterThan(100);
  });

  it("import downward only: shared ← features ← pages ← app", () => {
    expect(inside.filter(({ from, to }) => layerOf(to) > layerOf(from))).toEqual([]);
  });

  it("keep the features apart: pages compose them", () => {
    const crossing = inside.filter(({ from, to }) => {
      const own = featureOf(from);
      return own !== undefined && featureOf(to) !== undefined && featureOf(to) !== own;
    });
    expect(crossing).toEqual([]);
  });

  it("leave the bridge to ipc", () => {
    const bridging = readdirSync(SRC, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("ipc"))
      .filter((file) =>
        /\b(invoke|Channel)\b[^;]*api\/core/.test(readFileSync(join(SRC, file), "utf8")),
      );
    expect(bridging).toEqual([]);
  });
});
