import { sumMoney } from "../decimal";
import type { CellRange } from "../LedgerTable";
import type { ListStatus } from "../statusBar";
import type { ListColumn } from "./columns";

/** Says how large a block of cells is, and what its amounts come to where all of them are read. */
export function cellsOf<Row>(
  range: CellRange | null,
  columns: readonly ListColumn<Row>[],
  rowAt: (index: number) => Row | undefined,
): ListStatus["cells"] {
  if (range === null) {
    return null;
  }
  const size = {
    rows: range.lastRow - range.firstRow + 1,
    columns: range.lastColumn - range.firstColumn + 1,
  };
  const amounts = columns
    .slice(range.firstColumn, range.lastColumn + 1)
    .filter(({ filter }) => filter?.kind === "amount");
  const rows = Array.from({ length: size.rows }, (_, at) => rowAt(range.firstRow + at));
  if (amounts.length === 0 || !rows.every((row) => row !== undefined)) {
    return { ...size, sum: null };
  }
  const texts = rows.flatMap((row) =>
    amounts.map(({ key }) => (row as { [field in string]: unknown })[key]),
  );
  return { ...size, sum: sumMoney(texts.filter((text) => typeof text === "string")) };
}
