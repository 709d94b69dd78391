import type { Draft, FieldSpec } from "../../shared/form/draft";
import { SUPPLIER_STATUSES } from "./columns";

const hasReason = (draft: Draft) => draft.status !== "合格";

/** The fields of a supplier in its form. */
export const SUPPLIER_FIELDS = {
  basic: [
    { name: "name", kind: "text", required: true, unique: true, span: 2 },
    { name: "code", kind: "text", unique: true },
    { name: "uscc", kind: "text", unique: true },
    { name: "category", kind: "text" },
    { name: "former_names", kind: "names", unique: true },
  ],
  contact: [
    { name: "contact", kind: "text" },
    { name: "phone", kind: "text" },
    { name: "account", kind: "text" },
    { name: "bank", kind: "text" },
    { name: "address", kind: "text", span: 2 },
  ],
  status: [
    { name: "status", kind: "choice", choices: SUPPLIER_STATUSES, required: true },
    { name: "status_on", kind: "date", visible: hasReason, required: true },
    { name: "status_reason", kind: "text", visible: hasReason, required: true, span: 3 },
    { name: "remarks", kind: "long", span: 3 },
  ],
} satisfies { [group in string]: FieldSpec[] };

/** Every field of the form, in its order. */
export const ALL_SUPPLIER_FIELDS: FieldSpec[] = Object.values(SUPPLIER_FIELDS).flat();
