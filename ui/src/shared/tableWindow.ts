export const ROW_HEIGHT = 28;
const HEADER_HEIGHT = 32;
export const OVERSCAN = 6;
/** Browsers cut elements off at 33,554,428 pixels; a longer list moves faster than the bar. */
const MAX_HEIGHT = 16_000_000;

/** The measures of a list on screen. */
export interface Frame {
  /** Height of the body in pixels, as the scroll bar sees it. */
  height: number;
  /** Height of the rows on screen. */
  viewport: number;
  visibleRows: number;
  /** How many pixels of rows one pixel of the bar moves. */
  ratio: number;
}

/** Measures a list of `count` rows in a box of that height. */
export function frameOf(count: number, boxHeight: number, hasTotals: boolean): Frame {
  const viewport = Math.max(0, boxHeight - HEADER_HEIGHT - (hasTotals ? HEADER_HEIGHT : 0));
  const full = count * ROW_HEIGHT;
  const height = Math.min(full, MAX_HEIGHT);
  const ratio = height < full ? (full - viewport) / (height - viewport) : 1;
  return { height, viewport, visibleRows: Math.max(1, Math.floor(viewport / ROW_HEIGHT)), ratio };
}

/** Tells which rows are on screen, and where the first of them is drawn. */
export function windowOf(frame: Frame, top: number, count: number) {
  const virtualTop = top * frame.ratio;
  const onTop = Math.floor(virtualTop / ROW_HEIGHT);
  const first = Math.max(0, Math.min(onTop, count - 1) - OVERSCAN);
  const last = Math.min(count - 1, onTop + Math.ceil(frame.viewport / ROW_HEIGHT) + OVERSCAN);
  return { first, last, offset: first * ROW_HEIGHT - virtualTop + top };
}

/** Tells where the bar must stand so that a row is on screen; where it is, if it is already. */
export function scrollToShow(frame: Frame, top: number, index: number): number {
  const virtualTop = top * frame.ratio;
  const rowTop = index * ROW_HEIGHT;
  if (rowTop < virtualTop) {
    return rowTop / frame.ratio;
  }
  if (rowTop + ROW_HEIGHT > virtualTop + frame.viewport) {
    return (rowTop + ROW_HEIGHT - frame.viewport) / frame.ratio;
  }
  return top;
}

/** Tells which row a key goes to. */
export function keyTarget(
  key: string,
  active: number,
  count: number,
  visible: number,
): number | null {
  switch (key) {
    case "ArrowDown":
      return active + 1;
    case "ArrowUp":
      return active - 1;
    case "PageDown":
      return active + visible;
    case "PageUp":
      return active - visible;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
