import {
  type CSSProperties,
  type MouseEvent,
  memo,
  type PointerEvent,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";
import type { Sort } from "../ipc/bindings";
import type { Column } from "./LedgerTable";
import { ROW_HEIGHT } from "./tableWindow";

/** The column of the boxes that tick rows. */
const TICK_WIDTH = 30;
const TICK_STYLE = { width: TICK_WIDTH, flexBasis: TICK_WIDTH, left: 0 };

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

/** Which rows are ticked, as the box in the header shows it. */
export type Ticked = "none" | "some" | "all";

interface HeaderRowProps<Row> {
  placed: Placed<Row>;
  sort: readonly Sort[];
  onSort: ((field: string, add: boolean) => void) | undefined;
  extra: ((column: Column<Row>) => ReactNode) | undefined;
  /** Nothing where rows cannot be ticked. */
  ticked: Ticked | undefined;
  onTickAll: (() => void) | undefined;
  columnEdge: ((key: string) => ReactNode) | undefined;
  onGrab: ((key: string, event: PointerEvent<HTMLElement>) => void) | undefined;
}

function DrawnHeader<Row>(props: HeaderRowProps<Row>) {
  const { placed, sort, onSort, extra, ticked } = props;
  const { t } = useTranslation();
  return (
    <div className="ledger-header" role="row" aria-rowindex={1} style={{ width: placed.width }}>
      {ticked !== undefined && (
        <div role="columnheader" className="ledger-cell frozen ledger-tick" style={TICK_STYLE}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t("common.list.select_all")}
            title={`${t("common.list.select_all")} (Ctrl+A)`}
            data-testid="select-all"
            checked={ticked === "all"}
            ref={(box) => {
              if (box !== null) {
                box.indeterminate = ticked === "some";
              }
            }}
            onChange={() => props.onTickAll?.()}
          />
        </div>
      )}
      {placed.columns.map((cell) => (
        <HeaderCell
          key={cell.column.key}
          cell={cell}
          sort={sort}
          onSort={onSort}
          extra={extra?.(cell.column)}
          edge={props.columnEdge?.(cell.column.key)}
          onGrab={props.onGrab}
        />
      ))}
    </div>
  );
}

/** The header of the list; scrolling does not draw it again. */
export const HeaderRow = memo(DrawnHeader) as typeof DrawnHeader;

interface HeaderCellProps<Row> {
  cell: PlacedColumn<Row>;
  sort: readonly Sort[];
  onSort: ((field: string, add: boolean) => void) | undefined;
  extra: ReactNode;
  edge: ReactNode;
  onGrab: ((key: string, event: PointerEvent<HTMLElement>) => void) | undefined;
}

/** A cell of the header: the title, which sorts, and the funnel. */
function HeaderCell<Row>({ cell, sort, onSort, extra, edge, onGrab }: HeaderCellProps<Row>) {
  const { t } = useTranslation();
  const { column } = cell;
  const level = sort.findIndex(({ field }) => field === column.key);
  const sorted = sort[level];
  const direction = sorted === undefined ? "none" : sorted.descending ? "descending" : "ascending";
  const mark = sorted === undefined ? "" : sorted.descending ? " ▼" : " ▲";
  return (
    <div
      role="columnheader"
      aria-sort={column.sortable ? direction : undefined}
      className={cell.className}
      style={cell.style}
      data-column={column.key}
      onPointerDown={(event) => onGrab?.(column.key, event)}
    >
      {column.sortable && onSort !== undefined ? (
        <button
          type="button"
          className="ledger-sort"
          data-testid={`sort-${column.key}`}
          title={t("common.list.sort_by", { label: column.title })}
          onClick={(event) => onSort(column.key, event.shiftKey)}
        >
          {column.title}
          <span aria-hidden="true">
            {mark}
            {mark !== "" && sort.length > 1 ? level + 1 : ""}
          </span>
        </button>
      ) : (
        <span className="ledger-title">{column.title}</span>
      )}
      {extra}
      {edge}
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
  /** Nothing where rows cannot be ticked. */
  ticked: boolean | undefined;
  tickLabel: string;
  /** The columns that the range of cells covers, as `first-last`. */
  picked: string | undefined;
  onPick: (index: number, event: MouseEvent<HTMLElement>) => void;
  onTick: ((index: number, how: "toggle" | "range") => void) | undefined;
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
  ticked,
  tickLabel,
  picked,
  onPick,
  onTick,
  testId,
  rowClass,
}: BodyRowProps<Row>) {
  const striped = index % 2 === 1 ? " striped" : "";
  const own = row === undefined ? "" : ` ${rowClass?.(row) ?? ""}`;
  const [from = -1, to = -1] = picked?.split("-").map(Number) ?? [];
  return (
    <div
      id={id}
      role="row"
      className={`ledger-row${striped}${active ? " active" : ""}${ticked ? " ticked" : ""}${own}`}
      aria-rowindex={index + 2}
      aria-selected={active || ticked === true}
      data-testid={row === undefined ? undefined : testId?.(row)}
      style={{ transform: `translateY(${top}px)`, width: placed.width, height: ROW_HEIGHT }}
      onClick={(event) => onPick(index, event)}
    >
      {ticked !== undefined && (
        <div role="gridcell" className="ledger-cell frozen ledger-tick" style={TICK_STYLE}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={tickLabel}
            checked={ticked}
            disabled={row === undefined}
            onChange={() => {}}
            onClick={(event) => {
              event.stopPropagation();
              // The keys go on to the list.
              event.currentTarget
                .closest<HTMLElement>('[role="grid"]')
                ?.focus({ preventScroll: true });
              onTick?.(index, event.shiftKey ? "range" : "toggle");
            }}
          />
        </div>
      )}
      {placed.columns.map((cell, at) => (
        <div
          key={cell.column.key}
          role="gridcell"
          data-field={cell.column.key}
          data-at={at}
          aria-selected={at >= from && at <= to ? true : undefined}
          className={at >= from && at <= to ? `${cell.className} picked` : cell.className}
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
  tickable: boolean;
}

function DrawnTotals<Row>({ placed, total, tickable }: TotalsRowProps<Row>) {
  return (
    <div className="ledger-totals" role="row" style={{ width: placed.width }}>
      {tickable && (
        <div role="gridcell" className="ledger-cell frozen ledger-tick" style={TICK_STYLE} />
      )}
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
export function place<Row>(
  columns: readonly Column<Row>[],
  available: number,
  tickable: boolean,
): Placed<Row> {
  const start = tickable ? TICK_WIDTH : 0;
  const wanted = columns.reduce((sum, column) => sum + column.width, start);
  const growing = columns.filter((column) => column.grow === true).length;
  const share = growing > 0 ? Math.floor(Math.max(0, available - wanted) / growing) : 0;
  const lastFrozen = columns.findLastIndex((column) => column.frozen === true);
  let left = start;
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
