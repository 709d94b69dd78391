import { describe, expect, it } from "vitest";
import { en } from "../src/locales/en";
import { i18n } from "../src/shared/i18n";

/** Texts of which there is never only one. */
const ALWAYS_MANY = [
  "common.list.copy_too_many",
  "exchange.sheets.open",
  "home.months_total",
  "journal.first_records",
];

const COUNTS_MANY = /\{\{count[^}]*\}\} (unknown |imported or entered |earlier )?[a-z]{2,}s\b/;

/** Every text of a language file by its key. */
function texts(part: object, path = ""): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : texts(value, `${path}${key}.`),
  );
}

describe("English", () => {
  const all = new Map(texts(en));

  it("has another text for one wherever it counts", () => {
    const many = [...all].filter(([key, text]) => COUNTS_MANY.test(text) && !key.endsWith("_one"));
    const missing = many.map(([key]) => key).filter((key) => !all.has(`${key}_one`));
    expect(missing.sort()).toEqual(ALWAYS_MANY);
  });

  it("says 1 backup and 2 backups", () => {
    const t = i18n.getFixedT("en");
    expect(t("backup.count", { count: 1 })).toBe("1 backup");
    expect(t("backup.count", { count: 2 })).toBe("2 backups");
    expect(t("backup.drilled", { count: 1 })).toBe("Drill passed: 1 backup can be restored");
  });
});
