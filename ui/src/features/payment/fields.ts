import type { FieldSpec } from "../../shared/form/draft";

/** The fields of a payment in its form. */
export const PAYMENT_FIELDS: FieldSpec[] = [
  { name: "contract_id", kind: "record", noun: "contract", required: true, span: 3 },
  {
    name: "payment_plan_id",
    kind: "record",
    noun: "payment_plan",
    few: true,
    span: 3,
  },
  { name: "amount", kind: "amount", required: true },
  { name: "paid_on", kind: "date", required: true },
  { name: "refund", kind: "flag" },
  { name: "purpose", kind: "text", span: 2 },
  { name: "invoice", kind: "text" },
  { name: "code", kind: "text", keepEmpty: true, unique: true },
  { name: "remarks", kind: "long", span: 3 },
];
