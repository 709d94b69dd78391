import { type CSSProperties, memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Sort } from "../ipc/bindings";
import type { Column } from "./LedgerTable";
import { ROW_HEIGHT } from "./tableWindow";

/** A column with its place, made once for all the cells of the column. */
interface PlacedColumn<Row> {
  column: Column<Row>;
  className: string;
  style: CSSProperties;
}

export interface Placed<Row> {
  columns: PlacedColumn<Row>[];
  width: number;
}

interface HeaderRowProps<Row> {
  placed: Placed<Row>;
  sort: Sort | undefined;
  onSort: ((field: string) => void) | undefined;
  extra: ((column: Column<Row>) => ReactNode) | undefined;
}

function DrawnHeader<Row>({ placed, sort, onSort, extra }: HeaderRowProps<Row>) {
  return (
    <div className="ledger-header" role="row" aria-rowindex={1} style={{ width: placed.width }}>
      {placed.columns.map((cell) => (
        <HeaderCell
          key={cell.column.key}
          cell={cell}
          sort={sort}
          onSort={onSort}
          extra={extra?.(cell.column)}
        />
      ))}
    </div>
  );
}

/** The header of the list; scrolling does not draw it again. */
export const HeaderRow = memo(DrawnHeader) as typeof DrawnHeader;

interface HeaderCellProps<Row> {
  cell: PlacedColumn<Row>;
  sort: Sort | undefined;
  onSort: ((field: string) => void) | undefined;
  extra: ReactNode;
}

/** A cell of the header: the title, which sorts, and the funnel. */
function HeaderCell<Row>({ cell, sort, onSort, extra }: HeaderCellProps<Row>) {
  const { t } = useTranslation();
  const { column } = cell;
  const sorted = sort?.field === column.key;
  const direction = sorted ? (sort.descending ? "descending" : "ascending") : "none";
  return (
    <div
      role="columnheader"
      aria-sort={column.sortable ? direction : undefined}
      className={cell.className}
      style={cell.style}
    >
      {column.sortable && onSort !== undefined ? (
        <button
          type="button"
          className="ledger-sort"
          data-testid={`sort-${column.key}`}
          title={t("common.list.sort_by", { label: column.title })}
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
          className={cell.className}
          style={cell.style}
        >
          {row === undefined ? null : cell.column.render(row, index)}
        </div>
      ))}
    </div>
  );
}

/** A row of the list; drawn again only where something of it changed. */
export const BodyRow = memo(DrawnRow) as typeof DrawnRow;

interface TotalsRowProps<Row> {
  placed: Placed<Row>;
  total: (column: Column<Row>) => ReactNode;
}

function DrawnTotals<Row>({ placed, total }: TotalsRowProps<Row>) {
  return (
    <div className="ledger-totals" role="row" style={{ width: placed.width }}>
      {placed.columns.map(({ column, className, style }) => (
        <div key={column.key} role="gridcell" className={className} style={style}>
          {total(column)}
        </div>
      ))}
    </div>
  );
}

/** The totals under the list; scrolling does not draw them again. */
export const TotalsRow = memo(DrawnTotals) as typeof DrawnTotals;

/** Shares the room that is left over among the columns that grow. */
export function place<Row>(columns: readonly Column<Row>[], available: number): Placed<Row> {
  const wanted = columns.reduce((sum, column) => sum + column.width, 0);
  const growing = columns.filter((column) => column.grow === true).length;
  const share = growing > 0 ? Math.floor(Math.max(0, available - wanted) / growing) : 0;
  const lastFrozen = columns.findLastIndex((column) => column.frozen === true);
  let left = 0;
  const placed = columns.map((column, at) => {
    const width = column.width + (column.grow === true ? share : 0);
    const frozen = column.frozen === true;
    const edge = at === lastFrozen ? " last-frozen" : "";
    const className = `ledger-cell ${column.align ?? "left"}${frozen ? " frozen" : ""}${edge}`;
    const style = { width, flexBasis: width, ...(frozen ? { left } : {}) };
    left += width;
    return { column, className, style };
  });
  return { columns: placed, width: Math.max(left, available) };
}
