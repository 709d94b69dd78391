import type { Code, Noun, Problem } from "../../ipc/bindings";
import { readDate, readMinute } from "../dates";
import { compareDecimals, decimalPlaces, formatDecimal, readDecimal, shift } from "../decimal";

/** A record that a picker chose, with the words it is shown by. */
export interface Picked {
  id: number;
  label: string;
}

export type DraftValue = string | boolean | string[] | Picked | null;

/** What stands in the fields of a form, as it was typed. */
export type Draft = { [field in string]: DraftValue };

export type FieldKind =
  | "text"
  | "long"
  | "amount"
  | "score"
  | "date"
  | "minute"
  | "count"
  | "percent"
  | "choice"
  | "flag"
  | "record"
  | "names";

/** A field of a form. */
export interface FieldSpec {
  name: string;
  kind: FieldKind;
  required?: boolean;
  /** Whether an empty text stays a text in the record: the ledger then fills it. */
  keepEmpty?: boolean;
  /** Whether no two records have the same value: a copy starts without it. */
  unique?: boolean;
  choices?: readonly string[];
  /** What a picker picks. */
  noun?: Noun;
  /** Whether a picker shows what there is to choose before anything is typed: it is little. */
  few?: boolean;
  /** How many of the three columns the field takes. */
  span?: 1 | 2 | 3;
  /** What the field is called, where no noun has a name for it. */
  label?: string;
  /** Takes the field out of the form. */
  onRemove?: () => void;
  /** Whether the field has a place in the form just now; a hidden field is empty. */
  visible?: (draft: Draft) => boolean;
}

/** Amounts reach to ten trillion yuan. */
const WHOLE_DIGITS = 13;

/** Makes the draft of a record; `picked` names the records that the ids stand for. */
export function draftOf(
  fields: readonly FieldSpec[],
  record: object,
  picked: { [field in string]: Picked | null } = {},
): Draft {
  const values = record as { [field in string]: unknown };
  return Object.fromEntries(
    fields.map((field) => [field.name, draftValue(field, values[field.name], picked[field.name])]),
  );
}

function draftValue(
  field: FieldSpec,
  value: unknown,
  picked: Picked | null | undefined,
): DraftValue {
  switch (field.kind) {
    case "record":
      return picked ?? (typeof value === "number" ? { id: value, label: String(value) } : null);
    case "flag":
      return value === true;
    case "names":
      return Array.isArray(value) ? value.map(String) : [];
    case "amount":
    case "score":
      return typeof value === "string" ? formatDecimal(value, 2) : "";
    case "percent":
      return typeof value === "string" ? trimZeros(shift(value, 2)) : "";
    case "count":
      return typeof value === "number" ? String(value) : "";
    case "text":
    case "long":
    case "date":
    case "minute":
    case "choice":
      return typeof value === "string" ? value : "";
  }
}

/** Makes the draft of a copy: what is unique is left to be filled in. */
export function copyOf(fields: readonly FieldSpec[], draft: Draft): Draft {
  const unique = fields.filter((field) => field.unique === true);
  return { ...draft, ...draftOf(unique, {}) };
}

/** Reads the draft into the fields of a record, with everything that cannot be read. */
export function readDraft(fields: readonly FieldSpec[], draft: Draft) {
  const record: { [field in string]: unknown } = {};
  const problems: Problem[] = [];
  for (const field of fields) {
    const hidden = field.visible !== undefined && !field.visible(draft);
    const value = hidden ? null : (draft[field.name] ?? null);
    const read = readValue(field, value);
    if (read.problem !== undefined) {
      problems.push({ field: field.name, ...read.problem });
    } else if (!hidden && field.required === true && isEmpty(read.value)) {
      problems.push({ code: "record.field_missing", field: field.name, params: {} });
    } else {
      record[field.name] = read.value;
    }
  }
  return { record, problems };
}

interface Read {
  value: unknown;
  problem?: { code: Code; params: { [key in string]: string } };
}

function readValue(field: FieldSpec, value: DraftValue): Read {
  switch (field.kind) {
    case "record":
      return { value: isPicked(value) ? value.id : null };
    case "flag":
      return { value: value === true };
    case "names":
      return {
        value: Array.isArray(value) ? value.map((name) => name.trim()).filter(Boolean) : [],
      };
    case "amount":
      return readAmount(textOf(value));
    case "score":
      return readScore(textOf(value));
    case "percent":
      return readPercent(textOf(value));
    case "date":
      return readDay(textOf(value));
    case "minute":
      return readTime(textOf(value));
    case "count":
      return readCount(textOf(value));
    case "text":
    case "long":
    case "choice": {
      const text = textOf(value);
      const kept = field.required === true || field.keepEmpty === true;
      return { value: text === "" && !kept ? null : text };
    }
  }
}

function readAmount(text: string): Read {
  if (text === "") {
    return { value: null };
  }
  const params = { value: text };
  const amount = readDecimal(text);
  if (amount === null) {
    return { value: null, problem: { code: "cell.not_amount", params } };
  }
  if (decimalPlaces(amount) > 2) {
    return { value: null, problem: { code: "cell.too_many_decimals", params } };
  }
  if ((amount.replace("-", "").split(".")[0] ?? "").length > WHOLE_DIGITS) {
    return { value: null, problem: { code: "cell.amount_too_large", params } };
  }
  return { value: amount };
}

function readScore(text: string): Read {
  if (text === "") {
    return { value: null };
  }
  const params = { value: text };
  const score = readDecimal(text);
  if (score === null) {
    return { value: null, problem: { code: "cell.not_score", params } };
  }
  if (decimalPlaces(score) > 2) {
    return { value: null, problem: { code: "cell.too_many_decimals", params } };
  }
  if (compareDecimals(score, "0") < 0 || compareDecimals(score, "100") > 0) {
    return { value: null, problem: { code: "cell.score_out_of_range", params } };
  }
  return { value: score };
}

function readPercent(text: string): Read {
  const plain = readDecimal(text.normalize("NFKC").replace(/%\s*$/, ""));
  if (text === "") {
    return { value: null };
  }
  const params = { value: text };
  if (plain === null || (plain.split(".")[0] ?? "").length > WHOLE_DIGITS) {
    return { value: null, problem: { code: "cell.not_percent", params } };
  }
  if (decimalPlaces(plain) > 2) {
    return { value: null, problem: { code: "cell.too_many_decimals", params } };
  }
  return { value: shift(plain, -2) };
}

function readDay(text: string): Read {
  const date = readDate(text);
  if (text === "" || date !== null) {
    return { value: date };
  }
  return { value: null, problem: { code: "cell.not_date", params: { value: text } } };
}

function readTime(text: string): Read {
  const minute = readMinute(text);
  if (text === "" || minute !== null) {
    return { value: minute };
  }
  return { value: null, problem: { code: "upkeep.time_invalid", params: { value: text } } };
}

function readCount(text: string): Read {
  const plain = text.normalize("NFKC");
  if (plain === "") {
    return { value: null };
  }
  return /^\d{1,9}$/.test(plain)
    ? { value: Number(plain) }
    : { value: null, problem: { code: "upkeep.seconds_invalid", params: { value: text } } };
}

/** Counts the fields that say something else than before. */
export function changedFields(fields: readonly FieldSpec[], from: Draft, to: Draft): FieldSpec[] {
  return fields.filter((field) => !sameValue(field, from[field.name], to[field.name]));
}

/** Tells whether two values of a field say the same, however they are written. */
export function sameValue(field: FieldSpec, left?: DraftValue, right?: DraftValue): boolean {
  const a = readValue(field, left ?? null);
  const b = readValue(field, right ?? null);
  if (a.problem !== undefined || b.problem !== undefined) {
    return textOf(left ?? null) === textOf(right ?? null);
  }
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

/** Says a value of a draft in one line. */
export function draftText(value: DraftValue | undefined): string {
  if (isPicked(value)) {
    return value.label;
  }
  return Array.isArray(value) ? value.join("；") : typeof value === "string" ? value : "";
}

export function isPicked(value: unknown): value is Picked {
  return typeof value === "object" && value !== null && "id" in value && "label" in value;
}

function textOf(value: DraftValue): string {
  return typeof value === "string" ? value.trim() : "";
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "";
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
