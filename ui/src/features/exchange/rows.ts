import type { ColumnMatch, Counts, Issue, RehearsalRow, RowAction } from "../../ipc/bindings";

/** Every outcome a row can have, in the order in which people ask for them. */
export const ACTIONS: readonly RowAction[] = [
  "insert",
  "update",
  "unchanged",
  "conflict",
  "error",
  "skipped",
];

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
export function issueOf(row: RehearsalRow, column: string): Issue | undefined {
  const own = row.issues.filter((issue) => issue.column === column);
  return own.find((issue) => issue.severity === "error") ?? own[0];
}

/** Tells whether a column holds numbers, which stand at the right. */
export function isNumeric(column: ColumnMatch): boolean {
  return column.field !== null && /(amount|price|score|scores|percent)$/.test(column.field);
}

/** Measures a text in columns of half a Chinese character. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  }
  return width;
}

/** Gives a column the room that its label and its first rows need, within bounds. */
export function columnWidth(label: string, samples: readonly string[]): number {
  const widest = Math.max(textWidth(label) + 2, ...samples.map(textWidth));
  return Math.max(72, Math.min(260, Math.round(widest * 7) + 20));
}

/** Takes the name of a file off its path, whichever way the slashes lean. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Reads a path as people paste it: Windows copies it with quotation marks. */
export function readPath(typed: string): string {
  return typed.trim().replace(/^"(.*)"$/, "$1");
}
