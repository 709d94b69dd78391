import type { ListColumn } from "./columns";

/** A cell on its way to the clipboard. */
interface Cell {
  text: string;
  /** Numbers go as plain numbers; everything else stays the text that it is. */
  number: boolean;
}

/** A table as the clipboard takes it. */
export interface CopiedTable {
  plain: string;
  html: string;
}

const NUMBERS = ["amount", "score"];

/** Makes a table of rows, as columns show them, that a spreadsheet takes cell by cell. */
export function tableOf<Row>(
  rows: readonly Row[],
  columns: readonly ListColumn<Row>[],
  words: { choice: (value: string) => string; yes: string },
  withHeader: boolean,
): CopiedTable {
  const cells = rows.map((row) => columns.map((column) => cellOf(row, column, words)));
  if (withHeader) {
    cells.unshift(columns.map(({ title }) => ({ text: title, number: false })));
  }
  const lines = cells.map((line) => line.map(plainCell).join("\t"));
  const html = cells.map((line) => `<tr>${line.map(htmlCell).join("")}</tr>`).join("");
  return {
    plain: lines.join("\r\n"),
    html: `<html><head><meta charset="utf-8"></head><body><table>${html}</table></body></html>`,
  };
}

function cellOf<Row>(
  row: Row,
  column: ListColumn<Row>,
  words: { choice: (value: string) => string; yes: string },
): Cell {
  const kind = column.filter?.kind;
  const value = column.copy?.(row) ?? (row as { [key in string]: unknown })[column.key];
  if (value === null || value === undefined || value === "") {
    return { text: "", number: false };
  }
  if (typeof value === "number") {
    return { text: String(value), number: true };
  }
  if (typeof value === "boolean") {
    return { text: value ? words.yes : "", number: false };
  }
  if (typeof value !== "string") {
    return { text: listed(value), number: false };
  }
  if (kind === "ratio") {
    return { text: percent(value), number: true };
  }
  const number = kind !== undefined && NUMBERS.includes(kind);
  return { text: kind === "choice" ? words.choice(value) : value, number };
}

/** Writes several values of one field, such as scores by year. */
function listed(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).join("；");
  }
  const pairs = Object.entries(value as object);
  return pairs.map(([name, part]) => `${name}: ${String(part)}`).join("；");
}

/** Writes 0.2500 as 25.00%, digit by digit. */
function percent(ratio: string): string {
  const sign = ratio.startsWith("-") ? "-" : "";
  const [whole = "0", part = ""] = ratio.replace("-", "").split(".");
  const digits = part.padEnd(2, "0");
  const moved = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  return digits.length > 2 ? `${sign}${moved}.${digits.slice(2)}%` : `${sign}${moved}%`;
}

/** A text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function plainCell({ text, number }: Cell): string {
  // A spreadsheet runs what begins like this; the apostrophe makes it a text again.
  const safe = !number && FORMULA.test(text) ? `'${text}` : text;
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function htmlCell({ text, number }: Cell): string {
  const escaped = text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "<br>");
  // Spreadsheets read this format: a text stays as it is, with its leading zeros and signs.
  return number ? `<td>${escaped}</td>` : `<td style='mso-number-format:"\\@"'>${escaped}</td>`;
}

/**
 * Puts a table on the clipboard, as text and as a table.
 *
 * The page's own copy command works in every web view without asking; the newer interface is
 * only there where the user gave leave.
 */
export function putOnClipboard({ plain, html }: CopiedTable): boolean {
  let done = false;
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", plain);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  const holder = document.createElement("textarea");
  holder.value = " ";
  holder.setAttribute("aria-hidden", "true");
  holder.style.cssText = "position:fixed;opacity:0;left:-9999px";
  const before = document.activeElement;
  document.body.append(holder);
  holder.select();
  document.addEventListener("copy", fill, true);
  try {
    document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", fill, true);
    holder.remove();
    if (before instanceof HTMLElement) {
      before.focus({ preventScroll: true });
    }
  }
  return done;
}
