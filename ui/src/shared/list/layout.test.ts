import { describe, expect, it } from "vitest";
import type { Column } from "../LedgerTable";
import { arrange, moved, toggled, widened } from "./layout";

const column = (key: string, frozen = false): Column<never> => ({
  key,
  title: key,
  width: 100,
  frozen,
  grow: true,
  render: () => key,
});
const COLUMNS = [column("code", true), column("name", true), column("a"), column("b"), column("c")];
const keys = (columns: readonly Column<never>[]) => columns.map(({ key }) => key);

describe("the layout of columns", () => {
  it("moves a column to the place of another, in either direction", () => {
    expect(keys(arrange(COLUMNS, moved(COLUMNS, null, "c", "a")))).toEqual([
      "code",
      "name",
      "c",
      "a",
      "b",
    ]);
    expect(keys(arrange(COLUMNS, moved(COLUMNS, null, "a", "c")))).toEqual([
      "code",
      "name",
      "b",
      "c",
      "a",
    ]);
  });

  it("keeps what is frozen at the left", () => {
    expect(moved(COLUMNS, null, "code", "b").order).toEqual([]);
    expect(keys(arrange(COLUMNS, moved(COLUMNS, null, "name", "code"))).slice(0, 2)).toEqual([
      "name",
      "code",
    ]);
  });

  it("hides and shows, and keeps a width the user gave", () => {
    const hidden = toggled(null, "b");
    expect(keys(arrange(COLUMNS, hidden))).toEqual(["code", "name", "a", "c"]);
    expect(keys(arrange(COLUMNS, toggled(hidden, "b")))).toEqual(keys(COLUMNS));
    const wide = arrange(COLUMNS, widened(hidden, "a", 7_000)).find(({ key }) => key === "a");
    expect(wide).toMatchObject({ width: 900, grow: false });
    expect(arrange(COLUMNS, widened(widened(null, "a", 200), "a", null))[2]).toMatchObject({
      width: 100,
      grow: true,
    });
  });

  it("shows a column that a newer program brings, after those that were moved", () => {
    const layout = moved(COLUMNS, null, "c", "a");
    expect(keys(arrange([...COLUMNS, column("new")], layout)).at(-1)).toBe("new");
  });
});
