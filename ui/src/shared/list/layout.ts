import type { Column } from "../LedgerTable";
import type { ColumnLayout } from "../preferences";

export const NARROWEST = 40;
export const WIDEST = 900;

/** How columns stand before anyone moved them. */
export const AS_MADE: ColumnLayout = { order: [], hidden: [], widths: {} };

/** Puts all columns, hidden ones too, into the order of the layout; frozen ones stay first. */
export function ordered<C extends Column<never>>(
  columns: readonly C[],
  layout: ColumnLayout | null,
): C[] {
  const place = (column: C) => {
    const at = layout?.order.indexOf(column.key) ?? -1;
    return at < 0 ? columns.length + columns.indexOf(column) : at;
  };
  const frozen = (column: C) => (column.frozen === true ? 0 : 1);
  return [...columns].sort((a, b) => frozen(a) - frozen(b) || place(a) - place(b));
}

/** Gives the columns that are shown, in their order, each as wide as the user made it. */
export function arrange<C extends Column<never>>(
  columns: readonly C[],
  layout: ColumnLayout | null,
): readonly C[] {
  if (layout === null) {
    return columns;
  }
  const shown = ordered(columns, layout).filter(({ key }) => !layout.hidden.includes(key));
  return shown.map((column) => {
    const width = layout.widths[column.key];
    return width === undefined ? column : { ...column, width, grow: false };
  });
}

/** Moves a column to the place of another; a frozen one stays among the frozen. */
export function moved<C extends Column<never>>(
  columns: readonly C[],
  layout: ColumnLayout | null,
  key: string,
  to: string,
): ColumnLayout {
  const before = ordered(columns, layout);
  const order = before.map((column) => column.key);
  const isFrozen = (name: string) => before.find((one) => one.key === name)?.frozen === true;
  const [from, target] = [order.indexOf(key), order.indexOf(to)];
  if (from < 0 || target < 0 || isFrozen(key) !== isFrozen(to)) {
    return layout ?? AS_MADE;
  }
  order.splice(from, 1);
  order.splice(target, 0, key);
  return { ...(layout ?? AS_MADE), order };
}

/** Hides a column, or shows it again. */
export function toggled(layout: ColumnLayout | null, key: string): ColumnLayout {
  const old = layout ?? AS_MADE;
  const hidden = old.hidden.includes(key)
    ? old.hidden.filter((one) => one !== key)
    : [...old.hidden, key];
  return { ...old, hidden };
}

/** Makes a column as wide as that; without a width as wide as it was made. */
export function widened(
  layout: ColumnLayout | null,
  key: string,
  width: number | null,
): ColumnLayout {
  const { [key]: _, ...others } = layout?.widths ?? {};
  const kept = width === null ? {} : { [key]: clampWidth(width) };
  return { ...(layout ?? AS_MADE), widths: { ...others, ...kept } };
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}
