import type { FieldSpec } from "../../shared/form/draft";

/** The fields of a settlement in its form. */
export const SETTLEMENT_FIELDS: FieldSpec[] = [
  { name: "contract_id", kind: "record", noun: "contract", required: true, unique: true, span: 3 },
  { name: "final_amount", kind: "amount", required: true },
  { name: "completed_on", kind: "date" },
  { name: "archived_on", kind: "date" },
  { name: "remarks", kind: "long", span: 3 },
];
