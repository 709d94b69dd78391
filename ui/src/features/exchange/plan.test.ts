import { describe, expect, it } from "vitest";
import {
  amended,
  columnName,
  NO_PLAN,
  withCell,
  withColumn,
  withHeader,
  withKind,
  withRow,
  withSheet,
  withSupplier,
  withValue,
} from "./plan";

const CHOICE = { take: "field" as const, field: "amount", ordinal: null, unit: null };

describe("a plan of an import", () => {
  it("keeps what was settled before where something else is settled", () => {
    const before = withCell(withColumn(NO_PLAN, 3, CHOICE), 5, 2, "丙公司");
    const after = withValue(withCell(before, 5, 3, "12"), 2, " 乙公司 ", "乙有限公司");
    expect(after.amendments).toEqual({
      cells: { 5: { 2: "丙公司", 3: "12" } },
      values: { 2: { 乙公司: "乙有限公司" } },
    });
    expect(after.reading.columns).toEqual({ 3: CHOICE });
    expect(amended(after)).toBe(3);
    expect(before.amendments.cells).toEqual({ 5: { 2: "丙公司" } });
    expect(withValue(after, 2, "乙公司", null).amendments.values).toEqual({ 2: {} });
  });

  it("forgets columns and cells where sheet, kind or header become others", () => {
    const chosen = withSupplier(withColumn(withCell(NO_PLAN, 5, 2, "x"), 3, CHOICE), "甲", {
      is: "new",
    });
    expect(withSheet(chosen, "付款").reading.columns).toEqual({});
    expect(withSheet(chosen, "付款").amendments.cells).toEqual({});
    expect(withSheet(chosen, "付款").suppliers).toEqual({ 甲: { is: "new" } });
    expect(withKind(chosen, "payment").reading.columns).toEqual({});
    expect(withHeader(chosen, { first: 2, last: 3 }).reading).toMatchObject({
      header: { first: 2, last: 3 },
      columns: {},
    });
    expect(withColumn(chosen, 3, null).reading.columns).toEqual({});
    expect(withSupplier(chosen, "甲", null).suppliers).toEqual({});
  });

  it("leaves rows out, once each and in order", () => {
    const left = withRow(withRow(withRow(NO_PLAN, 9, true), 4, true), 9, true);
    expect(left.left_out).toEqual([4, 9]);
    expect(withRow(left, 4, false).left_out).toEqual([9]);
  });

  it("names columns as spreadsheets do", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual([
      "A",
      "Z",
      "AA",
      "AZ",
      "BA",
      "ZZ",
      "AAA",
    ]);
  });
});
