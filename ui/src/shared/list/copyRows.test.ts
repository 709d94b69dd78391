import { describe, expect, it } from "vitest";
import type { ListColumn } from "./columns";
import { tableOf } from "./copyRows";

interface Row {
  code: string;
  name: string;
  amount: string | null;
  progress: string;
  refund: boolean;
}

const column = (key: keyof Row, part: Partial<ListColumn<Row>> = {}): ListColumn<Row> => ({
  key,
  title: key,
  width: 100,
  render: () => null,
  ...part,
});
const COLUMNS = [
  column("code", { filter: { kind: "text" } }),
  column("name", { filter: { kind: "text" } }),
  column("amount", { filter: { kind: "amount" } }),
  column("progress", { filter: { kind: "ratio" } }),
  column("refund"),
];
const WORDS = { choice: (value: string) => value, yes: "是" };
const ROW: Row = {
  code: "0012",
  name: "=HYPERLINK(1)",
  amount: "-1234567.80",
  progress: "0.0625",
  refund: true,
};
const copied = (part: Partial<Row> = {}, header = false) =>
  tableOf([{ ...ROW, ...part }], COLUMNS, WORDS, header);

describe("rows on the clipboard", () => {
  it("go as plain numbers, percent and words", () => {
    expect(copied().plain.split("\t").slice(2)).toEqual(["-1234567.80", "6.25%", "是"]);
    expect(copied({ amount: null }).plain.split("\t")[2]).toBe("");
  });

  it("never go as a formula, and keep their leading zeros as text", () => {
    for (const name of ["=1+1", "+86 10", "-", "@SUM(A1)"]) {
      const { plain, html } = copied({ name });
      expect(plain.split("\t")[1]).toBe(`'${name}`);
      expect(html).toContain(`<td style='mso-number-format:"\\@"'>${name}</td>`);
    }
    expect(copied().html).toContain(`<td style='mso-number-format:"\\@"'>0012</td>`);
    expect(copied().html).toContain("<td>-1234567.80</td>");
  });

  it("keep cells apart whatever stands in them", () => {
    const { plain, html } = copied({ name: '一\t"二"\n三<b>&' });
    expect(plain).toContain('"一\t""二""\n三<b>&"');
    expect(html).toContain("一\t&quot;二&quot;<br>三&lt;b&gt;&amp;");
  });

  it("bring their titles along when asked to", () => {
    expect(copied({}, true).plain.split("\r\n")[0]).toBe("code\tname\tamount\tprogress\trefund");
  });
});
