import type {
  CellChange,
  ColumnMatch,
  Counts,
  Issue,
  RehearsalRow,
  RowAction,
} from "../../ipc/bindings";
import { formatDecimal } from "../../shared/decimal";

/** Every outcome a row can have, in the order in which people ask for them. */
export const ACTIONS: readonly RowAction[] = [
  "insert",
  "update",
  "unchanged",
  "conflict",
  "error",
  "skipped",
];

/** Writes a number of rows with thousands separators. */
export function whole(rows: number): string {
  return formatDecimal(String(rows), 0);
}

/** Sums the data rows that were read. */
export function total(counts: Counts): number {
  return ACTIONS.reduce((sum, action) => sum + counts[action], 0);
}

/** Counts the rows that an import would write. */
export function importable(counts: Counts): number {
  return counts.insert + counts.update;
}

/** Counts the rows that keep an import from being whole. */
export function blocked(counts: Counts): number {
  return counts.error + counts.conflict;
}

/** Picks the rows to show first: those that need a person. */
export function firstShown(counts: Counts): RowAction | null {
  if (counts.error > 0) {
    return "error";
  }
  return counts.conflict > 0 ? "conflict" : null;
}

/** Finds the gravest issue of one cell. */
export function issueOf(row: RehearsalRow, column: ColumnMatch): Issue | undefined {
  const own = row.issues.filter((issue) => issue.at === column.column);
  return own.find((issue) => issue.severity === "error") ?? own[0];
}

/** Tells whether a column holds numbers, which stand at the right. */
export function isNumeric(column: ColumnMatch): boolean {
  return column.field !== null && /(amount|price|score|scores|percent)$/.test(column.field);
}

/** Estimates how many pixels a text takes at the size of the lists. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 13 : /[A-Z0-9]/.test(character) ? 8.6 : 7;
  }
  return width;
}

/** The widest a column starts with; longer texts end in an ellipsis. */
export const WIDEST = 260;

/** Gives a column the room that its label and its first rows need, within bounds. */
export function columnWidth(label: string, samples: readonly string[]): number {
  const widest = Math.max(textWidth(label), ...samples.map(textWidth));
  return Math.max(64, Math.min(WIDEST, Math.ceil(widest) + 20));
}

/** A changed cell as one text, where there is room for both values; else the new one alone. */
export function changeText(change: CellChange): { old: string | null; new: string } {
  const [old, next] = [change.old ?? "—", change.new ?? "—"];
  return { old: textWidth(`${old} → ${next}`) > WIDEST - 20 ? null : old, new: next };
}

/** Takes the name of a file off its path, whichever way the slashes lean. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Reads a path as people paste it: Windows copies it with quotation marks. */
export function readPath(typed: string): string {
  return typed.trim().replace(/^"(.*)"$/, "$1");
}
