import type { FieldSpec } from "../../shared/form/draft";

/** The fields of a row of a payment plan. */
export const PLAN_FIELDS: readonly FieldSpec[] = [
  { name: "term", kind: "text", required: true, unique: true },
  { name: "due_on", kind: "date" },
  { name: "amount", kind: "amount" },
  { name: "percent", kind: "percent" },
  { name: "remarks", kind: "text" },
];
