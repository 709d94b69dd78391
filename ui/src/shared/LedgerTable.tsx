import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  type UIEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { Sort } from "../ipc/bindings";
import { BodyRow, HeaderRow, place, type Ticked, TotalsRow } from "./LedgerRow";
import "./LedgerTable.css";
import { useColumnGrips } from "./list/useColumnGrips";
import { frameOf, keyTarget, OVERSCAN, ROW_HEIGHT, scrollToShow, windowOf } from "./tableWindow";

/** A column of a list. Make the array once (`useMemo`): a new one draws every row again. */
export interface Column<Row> {
  /** The name of the field, as lists know it. */
  key: string;
  title: string;
  width: number;
  /** Takes a share of the room that is left over. */
  grow?: boolean;
  align?: "left" | "right" | "center";
  /** Stays at the left edge; frozen columns come first. */
  frozen?: boolean;
  sortable?: boolean;
  render: (row: Row, index: number) => ReactNode;
}

/** Which rows are ticked, and how to tick more. */
export interface RowTicks<Row> {
  isTicked: (row: Row) => boolean;
  tick: (index: number, how: "toggle" | "range") => void;
  all: Ticked;
  tickAll: () => void;
}

/** A block of cells, by the places of its rows and of its columns as they are shown. */
export interface CellRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** The block of cells that the user dragged over, and how it grows. */
export interface CellRangeGrip {
  range: CellRange | null;
  onPress: (event: PointerEvent<HTMLElement>) => void;
  wasDragged: () => boolean;
  /** Moves the end of the block with an arrow; returns the row where it is then. */
  onArrow: (key: string, active: number) => number | null;
}

interface Props<Row> {
  /** What the table is, for those who hear it. */
  label: string;
  columns: readonly Column<Row>[];
  count: number;
  rowAt: (index: number) => Row | undefined;
  onRange?: (first: number, last: number) => void;
  rowTestId?: (row: Row) => string;
  rowClass?: (row: Row) => string;
  /** The row that the keyboard is on. */
  active?: number;
  onActive?: (index: number) => void;
  onOpen?: (row: Row, index: number, event: { shiftKey: boolean }) => void;
  sort?: readonly Sort[];
  /** Sorts by a field; with `add` by it after those before. */
  onSort?: (field: string, add: boolean) => void;
  /** Rows that can be ticked; none without it. */
  ticks?: RowTicks<Row>;
  /** The block of cells that can be dragged over; none without it. */
  cells?: CellRangeGrip;
  /** Says that the user made a column as wide as that; none as it was made. */
  onWidth?: (key: string, width: number | null) => void;
  /** Says that the user dragged a column to the place of another. */
  onMove?: (key: string, to: string) => void;
  /** What stands in a header cell after the title: the funnel. */
  headerExtra?: (column: Column<Row>) => ReactNode;
  /** What stands in the totals row under a column; no row without it. */
  totals?: (column: Column<Row>) => ReactNode;
  /** What to do where there are no rows. */
  empty?: ReactNode;
  /** A new value moves the list to its top. */
  resetKey?: string;
  startScroll?: number;
  onScrollTop?: (top: number) => void;
  testId?: string;
}

/**
 * A table that draws only the rows on screen, over any number of rows of equal height.
 *
 * The rows come from `rowAt`, which may not have them yet: then the row is drawn empty.
 */
export function LedgerTable<Row>(props: Props<Row>) {
  const { columns, count, rowAt, onRange, onActive, onOpen, resetKey, startScroll, onScrollTop } =
    props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [top, setTop] = useState(startScroll ?? 0);
  const active = props.active ?? -1;
  const frame = frameOf(count, size.height, props.totals !== undefined);
  const { first, last, offset } = windowOf(frame, top, count);
  const { ticks, cells } = props;
  const { t } = useTranslation();
  const tickable = ticks !== undefined;
  const tickLabel = tickable ? t("common.list.select_row") : "";
  const grips = useColumnGrips(columns, props.onWidth, props.onMove);
  const placed = useMemo(
    () => place(grips.columns, size.width, tickable),
    [grips.columns, size.width, tickable],
  );

  // Only the scroll that the page remembered counts; later ones are the user's own.
  const start = useRef(startScroll);
  useLayoutEffect(() => {
    if (start.current !== undefined && box.current !== null) {
      box.current.scrollTop = start.current;
    }
  }, []);

  const shown = useRef(resetKey);
  useLayoutEffect(() => {
    if (shown.current !== resetKey && box.current !== null) {
      shown.current = resetKey;
      box.current.scrollTop = 0;
      setTop(0);
    }
  }, [resetKey]);

  useEffect(() => onRange?.(first, last), [onRange, first, last]);

  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop } = event.currentTarget;
    onScrollTop?.(scrollTop);
    // Within one row nothing changes; only a list longer than the bar moves in between.
    setTop(frame.ratio === 1 ? scrollTop - (scrollTop % ROW_HEIGHT) : scrollTop);
  };

  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (element === null) {
        return;
      }
      element.scrollTop = scrollToShow(frame, element.scrollTop, index);
    },
    [frame],
  );

  const move = (to: number) => {
    const index = Math.max(0, Math.min(count - 1, to));
    if (count > 0) {
      onActive?.(index);
      reveal(index);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const head = event.shiftKey ? (cells?.onArrow(event.key, active) ?? null) : null;
    if (head !== null) {
      event.preventDefault();
      reveal(head);
      return;
    }
    const target = keyTarget(event.key, active, count, frame.visibleRows);
    if (target !== null) {
      event.preventDefault();
      move(target);
      if (event.shiftKey && count > 0) {
        ticks?.tick(Math.max(0, Math.min(count - 1, target)), "range");
      }
    } else if (event.key === " " && active >= 0) {
      event.preventDefault();
      ticks?.tick(active, "toggle");
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      const row = rowAt(active);
      if (row !== undefined) {
        onOpen?.(row, active, event);
      }
    }
  };

  const tick = ticks?.tick;
  const wasDragged = cells?.wasDragged;
  const onPick = useCallback(
    (index: number, event: MouseEvent<HTMLElement>) => {
      if (wasDragged?.() === true) {
        return;
      }
      onActive?.(index);
      if (tick !== undefined && (event.ctrlKey || event.metaKey || event.shiftKey)) {
        tick(index, event.shiftKey ? "range" : "toggle");
        return;
      }
      const row = rowAt(index);
      if (row !== undefined) {
        onOpen?.(row, index, event);
      }
    },
    [onActive, onOpen, rowAt, tick, wasDragged],
  );

  const pool = Math.max(1, frame.visibleRows + 2 * OVERSCAN + 2);
  const indices = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return (
    <div
      ref={box}
      className="ledger-table"
      data-testid={props.testId ?? "list-table"}
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable={tickable ? true : undefined}
      aria-activedescendant={active >= first && active <= last ? `${id}-${active}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <HeaderRow
        placed={placed}
        sort={props.sort ?? UNSORTED}
        onSort={props.onSort}
        extra={props.headerExtra}
        ticked={ticks?.all}
        onTickAll={ticks?.tickAll}
        columnEdge={grips.edge}
        onGrab={grips.onGrab}
      />
      <div
        className="ledger-body"
        role="presentation"
        onPointerDown={cells?.onPress}
        style={{
          height: Math.max(frame.height, count === 0 ? frame.viewport : 0),
          width: placed.width,
        }}
      >
        {indices.map((index) => (
          <BodyRow
            // A row that leaves the screen lends its nodes to the one that comes.
            key={index % pool}
            id={`${id}-${index}`}
            index={index}
            row={rowAt(index)}
            top={offset + (index - first) * ROW_HEIGHT}
            placed={placed}
            active={index === active}
            ticked={tickedOf(ticks, rowAt(index))}
            tickLabel={tickLabel}
            picked={pickedOf(cells?.range, index)}
            onPick={onPick}
            onTick={tick}
            testId={props.rowTestId}
            rowClass={props.rowClass}
          />
        ))}
        {count === 0 && props.empty !== undefined && (
          <div className="ledger-empty" style={{ width: size.width }}>
            {props.empty}
          </div>
        )}
      </div>
      {props.totals !== undefined && (
        <TotalsRow placed={placed} total={props.totals} tickable={tickable} />
      )}
    </div>
  );
}

const UNSORTED: readonly Sort[] = [];

function tickedOf<Row>(ticks: RowTicks<Row> | undefined, row: Row | undefined) {
  return ticks === undefined ? undefined : row !== undefined && ticks.isTicked(row);
}

/** The columns of a row that the range covers, as one text: a row is drawn again where it changes. */
function pickedOf(range: CellRange | null | undefined, index: number): string | undefined {
  if (range == null || index < range.firstRow || index > range.lastRow) {
    return undefined;
  }
  return `${range.firstColumn}-${range.lastColumn}`;
}

/** Measures the box now and whenever the window changes. */
function useSize(box: React.RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) {
      return;
    }
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}
