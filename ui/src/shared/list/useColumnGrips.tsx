import { type PointerEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import type { Column } from "../LedgerTable";
import { clampWidth } from "./layout";

interface Grips<Row> {
  /** The columns, one of them as wide as the pointer makes it now. */
  columns: readonly Column<Row>[];
  /** The edge of a header cell that can be dragged. */
  edge: ((key: string) => ReactNode) | undefined;
  onGrab: ((key: string, event: PointerEvent<HTMLElement>) => void) | undefined;
}

/** How far the pointer goes before a press on a title is a drag. */
const STILL = 6;

/**
 * Lets the user drag the edges and titles of a header.
 *
 * With pointer events, for the window keeps drag and drop to itself: files are dropped on it.
 */
export function useColumnGrips<Row>(
  columns: readonly Column<Row>[],
  onWidth: ((key: string, width: number | null) => void) | undefined,
  onMove: ((key: string, to: string) => void) | undefined,
): Grips<Row> {
  const [drawn, setDrawn] = useState<{ key: string; width: number } | null>(null);
  const start = useRef<{ key: string; x: number; width: number } | null>(null);

  const edge = useCallback(
    (key: string) => (
      <span
        aria-hidden="true"
        className="column-edge"
        data-testid={`edge-${key}`}
        onPointerDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          const cell = event.currentTarget.parentElement;
          start.current = { key, x: event.clientX, width: cell?.offsetWidth ?? 0 };
          event.currentTarget.setPointerCapture?.(event.pointerId);
        }}
        onPointerMove={(event) => {
          const from = start.current;
          if (from !== null) {
            const width = clampWidth(from.width + event.clientX - from.x);
            setDrawn({ key: from.key, width });
          }
        }}
        onPointerUp={(event) => {
          const from = start.current;
          start.current = null;
          setDrawn(null);
          if (from !== null && event.clientX !== from.x) {
            onWidth?.(from.key, clampWidth(from.width + event.clientX - from.x));
          }
        }}
        onDoubleClick={() => onWidth?.(key, null)}
      />
    ),
    [onWidth],
  );
  const onGrab = useCallback(
    (key: string, event: PointerEvent<HTMLElement>) => {
      if (event.button === 0 && onMove !== undefined) {
        follow(key, event, onMove);
      }
    },
    [onMove],
  );
  return {
    columns: useMemo(
      () =>
        drawn === null
          ? columns
          : columns.map((column) =>
              column.key === drawn.key ? { ...column, width: drawn.width, grow: false } : column,
            ),
      [columns, drawn],
    ),
    edge: onWidth === undefined ? undefined : edge,
    onGrab: onMove === undefined ? undefined : onGrab,
  };
}

/** Follows the pointer from a title to where it is let go. */
function follow(
  key: string,
  event: PointerEvent<HTMLElement>,
  onMove: (key: string, to: string) => void,
) {
  const from = event.clientX;
  let dragging = false;
  const move = (at: globalThis.PointerEvent) => {
    dragging ||= Math.abs(at.clientX - from) > STILL;
    document.body.classList.toggle("column-dragging", dragging);
  };
  const drop = (at: globalThis.PointerEvent) => {
    window.removeEventListener("pointermove", move);
    document.body.classList.remove("column-dragging");
    if (!dragging) {
      return;
    }
    // The click that follows is no sort.
    const swallow = (click: Event) => click.stopPropagation();
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
    const under = document.elementFromPoint(at.clientX, at.clientY);
    const to = under?.closest<HTMLElement>("[data-column]")?.dataset.column;
    if (to !== undefined && to !== key) {
      onMove(key, to);
    }
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", drop, { once: true });
}
