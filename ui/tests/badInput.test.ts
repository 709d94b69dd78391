import { describe, expect, it } from "vitest";
import { type FieldKind, readDraft } from "../src/shared/form/draft";
import { FORMS } from "./forms";

/** What is typed into a kind of field, and what is said of it there. */
const BAD: [FieldKind, string, string][] = [
  ["amount", "1e400", "cell.not_amount"],
  ["amount", "12.345", "cell.too_many_decimals"],
  ["amount", "99999999999999", "cell.amount_too_large"],
  ["amount", "<b>1</b>", "cell.not_amount"],
  ["amount", "'; DROP TABLE contract", "cell.not_amount"],
  ["score", "1e400", "cell.not_score"],
  ["score", "12.345", "cell.too_many_decimals"],
  ["score", "-1", "cell.score_out_of_range"],
  ["score", "100.01", "cell.score_out_of_range"],
  ["score", "优", "cell.not_score"],
  ["percent", "1e400", "cell.not_percent"],
  ["percent", "五", "cell.not_percent"],
  ["percent", "3.333", "cell.too_many_decimals"],
  ["percent", "9".repeat(40), "cell.not_percent"],
  ["date", "2024-02-30", "cell.not_date"],
  ["date", "2024-13-01", "cell.not_date"],
  ["date", "1899-12-31", "cell.not_date"],
  ["date", "2200-01-01", "cell.not_date"],
  ["date", "昨天", "cell.not_date"],
];

/** What is folded into what the ledger keeps. */
const FOLDED: [FieldKind, string, string][] = [
  ["amount", "１２，３４５．６０", "12345.6"],
  ["amount", "￥12.5万元", "125000"],
  ["score", "８５．５", "85.5"],
  ["percent", "５％", "0.05"],
  ["date", "２０２４年３月５日", "2024-03-05"],
  ["date", "20240229", "2024-02-29"],
];

describe.each(Object.entries(FORMS))("the form of a %s", (_, fields) => {
  const visible = fields.map((field) => ({ ...field, visible: () => true }));
  const of = (kind: FieldKind) => visible.filter((field) => field.kind === kind);

  it("says at the field what cannot be read, and loses nothing else", () => {
    for (const [kind, typed, code] of BAD) {
      for (const field of of(kind)) {
        const { problems } = readDraft([field], { [field.name]: typed });
        expect(problems, `${field.name} ${typed}`).toMatchObject([{ code, field: field.name }]);
      }
    }
  });

  it("reads full-width digits and the ways people write", () => {
    for (const [kind, typed, kept] of FOLDED) {
      for (const field of of(kind)) {
        const { record, problems } = readDraft([field], { [field.name]: typed });
        expect(problems).toEqual([]);
        expect(record[field.name], `${field.name} ${typed}`).toBe(kept);
      }
    }
  });
});
