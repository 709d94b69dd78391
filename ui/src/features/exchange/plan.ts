import type {
  ColumnChoice,
  HeaderRows,
  ImportPlan,
  Noun,
  Reading,
  SupplierDecision,
} from "../../ipc/bindings";

/** A plan in which nothing is settled: everything is told from the file. */
export const NO_PLAN: ImportPlan = {
  reading: { kind: null, sheet: null, header: null, columns: {}, remembered: {} },
  mode: "upsert",
  create_suppliers: false,
  suppliers: {},
  amendments: { cells: {}, values: {} },
  left_out: [],
};

/** Takes another sheet; its columns and cells are others, the decisions about names stay. */
export function withSheet(plan: ImportPlan, sheet: string | null): ImportPlan {
  const reading: Reading = { ...NO_PLAN.reading, sheet };
  return { ...plan, reading, amendments: NO_PLAN.amendments, left_out: [] };
}

/** Takes the sheet for another kind of records; columns were chosen for the kind before. */
export function withKind(plan: ImportPlan, kind: Noun | null): ImportPlan {
  return { ...plan, reading: { ...plan.reading, kind, columns: {}, remembered: {} } };
}

/** Points at the header; other rows have other labels. */
export function withHeader(plan: ImportPlan, header: HeaderRows | null): ImportPlan {
  return { ...plan, reading: { ...plan.reading, header, columns: {}, remembered: {} } };
}

/** Says what a column is; nothing leaves it to the file again. */
export function withColumn(
  plan: ImportPlan,
  column: number,
  choice: ColumnChoice | null,
): ImportPlan {
  const { [column]: _, ...others } = plan.reading.columns;
  const columns = choice === null ? others : { ...others, [column]: choice };
  return { ...plan, reading: { ...plan.reading, columns } };
}

/** Writes one cell anew. */
export function withCell(plan: ImportPlan, row: number, column: number, text: string): ImportPlan {
  const { cells } = plan.amendments;
  const line = { ...cells[row], [column]: text };
  return { ...plan, amendments: { ...plan.amendments, cells: { ...cells, [row]: line } } };
}

/** Writes every cell of a column anew that shows the same text. */
export function withValue(
  plan: ImportPlan,
  column: number,
  shown: string,
  text: string | null,
): ImportPlan {
  const { values } = plan.amendments;
  const { [shown.trim()]: _, ...others } = values[column] ?? {};
  const own = text === null ? others : { ...others, [shown.trim()]: text };
  return { ...plan, amendments: { ...plan.amendments, values: { ...values, [column]: own } } };
}

/** Says who a supplier of the file is; nothing leaves it open again. */
export function withSupplier(
  plan: ImportPlan,
  name: string,
  decision: SupplierDecision | null,
): ImportPlan {
  const { [name]: _, ...others } = plan.suppliers;
  return { ...plan, suppliers: decision === null ? others : { ...others, [name]: decision } };
}

/** Leaves a row out, or takes it in again. */
export function withRow(plan: ImportPlan, row: number, leftOut: boolean): ImportPlan {
  const others = plan.left_out.filter((one) => one !== row);
  return { ...plan, left_out: leftOut ? [...others, row].sort((a, b) => a - b) : others };
}

/** Counts the cells and values that were written anew. */
export function amended(plan: ImportPlan): number {
  const { cells, values } = plan.amendments;
  const of = (parts: { [key in string]: object }) =>
    Object.values(parts).reduce((sum, part) => sum + Object.keys(part).length, 0);
  return of(cells) + of(values);
}

/** Names a column as spreadsheets do: A, B, … AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
