import type { Filter } from "../../ipc/bindings";
import type { Column } from "../LedgerTable";

/** How a column is filtered. */
export type FilterKind = "text" | "choice" | "amount" | "score" | "ratio" | "date";

export interface ColumnFilter {
  kind: FilterKind;
  /** What a choice may be. */
  choices?: readonly string[];
  /** Whether the field can be empty. */
  optional?: boolean;
}

/** A column of a list of records, with its funnel and whether its sum stands below. */
export interface ListColumn<Row> extends Column<Row> {
  filter?: ColumnFilter;
  total?: boolean;
  /** What is copied, where it is not the field as the row has it. */
  copy?: (row: Row) => string;
}

/** Takes the conditions of one field. */
export function filtersOf(filters: readonly Filter[], field: string): Filter[] {
  return filters.filter((filter) => filter.field === field);
}

/** Puts the conditions of one field in the place of those it had. */
export function withFilters(all: readonly Filter[], field: string, own: Filter[]): Filter[] {
  return [...all.filter((filter) => filter.field !== field), ...own];
}
