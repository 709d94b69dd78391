import { memo, type ReactNode } from "react";
import type { Sort } from "../ipc/bindings";
import type { Column } from "./LedgerTable";
import { ROW_HEIGHT } from "./tableWindow";

export interface PlacedColumn<Row> {
  column: Column<Row>;
  width: number;
  left: number;
  lastFrozen: boolean;
}

export interface Placed<Row> {
  columns: PlacedColumn<Row>[];
  width: number;
}

interface HeaderCellProps<Row> {
  cell: PlacedColumn<Row>;
  sort: Sort | undefined;
  sortName: string;
  onSort: ((field: string) => void) | undefined;
  extra: ReactNode;
}

/** A cell of the header: the title, which sorts, and the funnel. */
export function HeaderCell<Row>({ cell, sort, sortName, onSort, extra }: HeaderCellProps<Row>) {
  const { column } = cell;
  const sorted = sort?.field === column.key;
  const direction = sorted ? (sort.descending ? "descending" : "ascending") : "none";
  return (
    <div
      role="columnheader"
      aria-sort={column.sortable ? direction : undefined}
      {...cellProps(cell)}
    >
      {column.sortable && onSort !== undefined ? (
        <button
          type="button"
          className="ledger-sort"
          data-testid={`sort-${column.key}`}
          title={sortName}
          onClick={() => onSort(column.key)}
        >
          {column.title}
          <span aria-hidden="true">{sorted ? (sort.descending ? " ▼" : " ▲") : ""}</span>
        </button>
      ) : (
        <span className="ledger-title">{column.title}</span>
      )}
      {extra}
    </div>
  );
}

interface BodyRowProps<Row> {
  id: string;
  index: number;
  row: Row | undefined;
  top: number;
  placed: Placed<Row>;
  active: boolean;
  onPick: (index: number) => void;
  testId: ((row: Row) => string) | undefined;
  rowClass: ((row: Row) => string) | undefined;
}

function DrawnRow<Row>({
  id,
  index,
  row,
  top,
  placed,
  active,
  onPick,
  testId,
  rowClass,
}: BodyRowProps<Row>) {
  const striped = index % 2 === 1 ? " striped" : "";
  const own = row === undefined ? "" : ` ${rowClass?.(row) ?? ""}`;
  return (
    <div
      id={id}
      role="row"
      className={`ledger-row${striped}${active ? " active" : ""}${own}`}
      aria-rowindex={index + 2}
      aria-selected={active}
      data-testid={row === undefined ? undefined : testId?.(row)}
      style={{ transform: `translateY(${top}px)`, width: placed.width, height: ROW_HEIGHT }}
      onClick={() => onPick(index)}
    >
      {placed.columns.map((cell) => (
        <div
          key={cell.column.key}
          role="gridcell"
          data-field={cell.column.key}
          {...cellProps(cell)}
        >
          {row === undefined ? null : cell.column.render(row, index)}
        </div>
      ))}
    </div>
  );
}

/** A row of the list; drawn again only where something of it changed. */
export const BodyRow = memo(DrawnRow) as typeof DrawnRow;

export function cellProps<Row>({ column, width, left, lastFrozen }: PlacedColumn<Row>) {
  const frozen = column.frozen === true;
  return {
    className: `ledger-cell ${column.align ?? "left"}${frozen ? " frozen" : ""}${lastFrozen ? " last-frozen" : ""}`,
    style: { width, flexBasis: width, ...(frozen ? { left } : {}) },
  };
}

/** Shares the room that is left over among the columns that grow. */
export function place<Row>(columns: readonly Column<Row>[], available: number): Placed<Row> {
  const wanted = columns.reduce((sum, column) => sum + column.width, 0);
  const growing = columns.filter((column) => column.grow === true).length;
  const share = growing > 0 ? Math.floor(Math.max(0, available - wanted) / growing) : 0;
  const lastFrozen = columns.findLastIndex((column) => column.frozen === true);
  let left = 0;
  const placed = columns.map((column, at) => {
    const width = column.width + (column.grow === true ? share : 0);
    const cell = { column, width, left, lastFrozen: at === lastFrozen };
    left += width;
    return cell;
  });
  return { columns: placed, width: Math.max(left, available) };
}
