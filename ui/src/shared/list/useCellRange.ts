import {
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { CellRange, CellRangeGrip } from "../LedgerTable";

/** A cell by the place of its row and column in the list. */
interface Place {
  row: number;
  column: number;
}

interface Ends {
  anchor: Place;
  head: Place;
}

interface Options {
  rows: number;
  columns: number;
  /** A new value takes the range away: other rows or columns stand there now. */
  about: string;
}

/** How often a list scrolls on while the pointer is held beyond its edge, in milliseconds. */
const SCROLL_EVERY = 50;
/** A pointer this close to the edge of the list scrolls it. */
const EDGE = 24;
const SCROLL_BY = 56;

export interface ListCellRange extends CellRangeGrip {
  clear: () => void;
}

/**
 * Lets the user drag over cells, as in a spreadsheet, or grow the range with Shift and an arrow.
 *
 * A press within one cell stays what it was: it opens the row, or marks a text in the cell.
 */
export function useCellRange({ rows, columns, about }: Options): ListCellRange {
  const [ends, setEnds] = useState<Ends | null>(null);
  const latest = useRef({ ends, rows, columns });
  latest.current = { ends, rows, columns };
  const drag = useRef<Drag | null>(null);
  const dragged = useRef(false);
  const clear = useCallback(() => setEnds(null), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the range is about takes it away.
  useEffect(() => {
    drag.current?.end();
    setEnds(null);
  }, [about]);
  useEffect(() => () => drag.current?.end(), []);

  const onPress = useCallback((event: ReactPointerEvent<HTMLElement>) => {
    drag.current?.end();
    dragged.current = false;
    const held = event.ctrlKey || event.metaKey || event.shiftKey;
    const anchor = placeOf(event.target);
    if (event.button !== 0 || held || anchor === null) {
      return;
    }
    setEnds(null);
    const grid = event.currentTarget.closest<HTMLElement>('[role="grid"]');
    drag.current = startDrag(grid, anchor, (head) => {
      dragged.current = true;
      setEnds({ anchor, head });
    });
  }, []);

  /** Tells whether the click that comes now ends a drag, and means no row. */
  const wasDragged = useCallback(() => dragged.current, []);

  const onArrow = useCallback((key: string, active: number): number | null => {
    const { ends: old, rows: count, columns: width } = latest.current;
    const step = STEPS[key];
    const sideways = step !== undefined && step.column !== 0;
    if (step === undefined || count === 0 || (old === null && (!sideways || active < 0))) {
      return null;
    }
    const anchor = old?.anchor ?? { row: active, column: 0 };
    const from = old?.head ?? { row: active, column: -1 };
    const head = {
      row: clamp(from.row + step.row, count),
      column: clamp(from.column + step.column, width),
    };
    setEnds({ anchor, head });
    return head.row;
  }, []);

  const range = useMemo(() => (ends === null ? null : rangeOf(ends)), [ends]);
  return useMemo(
    () => ({ range, onPress, wasDragged, onArrow, clear }),
    [range, onPress, wasDragged, onArrow, clear],
  );
}

const STEPS: { [key in string]: Place } = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

function rangeOf({ anchor, head }: Ends): CellRange {
  return {
    firstRow: Math.min(anchor.row, head.row),
    lastRow: Math.max(anchor.row, head.row),
    firstColumn: Math.min(anchor.column, head.column),
    lastColumn: Math.max(anchor.column, head.column),
  };
}

function clamp(at: number, count: number): number {
  return Math.max(0, Math.min(count - 1, at));
}

interface Drag {
  end: () => void;
}

/** Follows the pointer until it is let go; a list scrolls on while it is held beyond its edge. */
function startDrag(grid: HTMLElement | null, anchor: Place, onHead: (head: Place) => void): Drag {
  let begun = false;
  let last = anchor;
  let pointer = { x: 0, y: 0 };
  const reach = (place: Place | null) => {
    if (place === null || (place.row === last.row && place.column === last.column && !begun)) {
      return;
    }
    if (!begun) {
      begun = true;
      document.body.classList.add("cells-dragging");
      window.getSelection()?.removeAllRanges();
    }
    if (place.row !== last.row || place.column !== last.column) {
      last = place;
      onHead(place);
    }
  };
  const follow = (event: PointerEvent) => {
    if (event.buttons === 0) {
      end();
      return;
    }
    pointer = { x: event.clientX, y: event.clientY };
    reach(placeOf(event.target));
  };
  const timer = window.setInterval(() => {
    if (begun && grid !== null) {
      scrollOn(grid, pointer);
      reach(placeOf(document.elementFromPoint(...inside(grid, pointer))));
    }
  }, SCROLL_EVERY);
  const end = () => {
    window.clearInterval(timer);
    window.removeEventListener("pointermove", follow);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("blur", end);
    document.body.classList.remove("cells-dragging");
  };
  window.addEventListener("pointermove", follow);
  window.addEventListener("pointerup", end);
  window.addEventListener("blur", end);
  return { end };
}

function scrollOn(grid: HTMLElement, { x, y }: { x: number; y: number }): void {
  const box = grid.getBoundingClientRect();
  const down =
    y > box.bottom - EDGE - SCROLL_BY / 2 ? SCROLL_BY : y < box.top + EDGE + 32 ? -SCROLL_BY : 0;
  const right = x > box.right - EDGE ? SCROLL_BY : x < box.left + EDGE ? -SCROLL_BY : 0;
  grid.scrollTop += down;
  grid.scrollLeft += right;
}

/** The point of the list that is nearest to the pointer, clear of its header and totals. */
function inside(grid: HTMLElement, { x, y }: { x: number; y: number }): [number, number] {
  const box = grid.getBoundingClientRect();
  const within = (at: number, from: number, to: number) => Math.max(from, Math.min(to, at));
  return [
    within(x, box.left + 4, box.left + grid.clientWidth - 4),
    within(y, box.top + 36, box.top + grid.clientHeight - 36),
  ];
}

/** Finds the cell that something on the page belongs to; a box that ticks is none. */
function placeOf(target: EventTarget | null): Place | null {
  if (!(target instanceof Element) || target.closest("input, button, a") !== null) {
    return null;
  }
  const cell = target.closest<HTMLElement>("[data-at]");
  const row = cell?.closest<HTMLElement>(".ledger-row");
  if (cell == null || row == null) {
    return null;
  }
  return {
    row: Number(row.ariaRowIndex ?? row.getAttribute("aria-rowindex")) - 2,
    column: Number(cell.dataset.at),
  };
}
