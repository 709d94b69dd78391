import type { Draft, FieldSpec } from "../../shared/form/draft";
import { CATEGORIES, KINDS, SOURCES } from "./columns";

const needsParent = (draft: Draft) => draft.kind === "补充协议" || draft.kind === "解除协议";
const isProcured = (draft: Draft) => draft.source === "采购合同";

/** The fields of a contract in its form. */
export const CONTRACT_FIELDS = {
  basic: [
    { name: "code", kind: "text", required: true, unique: true },
    { name: "sequence", kind: "text", unique: true },
    { name: "kind", kind: "choice", choices: KINDS, required: true },
    { name: "parent_id", kind: "record", noun: "contract", span: 3, visible: needsParent },
    { name: "name", kind: "text", required: true, span: 2 },
    { name: "type", kind: "choice", choices: CATEGORIES },
    { name: "source", kind: "choice", choices: SOURCES, required: true },
    { name: "procurement_id", kind: "record", noun: "procurement", span: 2, visible: isProcured },
    { name: "project_id", kind: "record", noun: "project", span: 2 },
  ],
  parties: [
    { name: "supplier_id", kind: "record", noun: "supplier", required: true, span: 2 },
    { name: "party_a", kind: "text" },
    { name: "party_b_representative", kind: "text" },
    { name: "party_b_contact", kind: "text" },
    { name: "party_b_manager", kind: "text" },
    { name: "party_a_representative", kind: "text" },
    { name: "party_a_contact", kind: "text" },
    { name: "party_a_manager", kind: "text" },
  ],
  money: [
    { name: "amount", kind: "amount" },
    { name: "retention_percent", kind: "percent" },
    { name: "retention_due_on", kind: "date" },
    { name: "payment_terms", kind: "long", span: 3 },
  ],
  dates: [
    { name: "signed_on", kind: "date" },
    { name: "starts_on", kind: "date" },
    { name: "ends_on", kind: "date" },
    { name: "duration", kind: "text" },
    { name: "guarantee_returned_on", kind: "date" },
    { name: "archived_on", kind: "date" },
    { name: "officer", kind: "text" },
    { name: "remarks", kind: "long", span: 3 },
  ],
} satisfies { [group in string]: FieldSpec[] };

/** Every field of the form, in its order. */
export const ALL_CONTRACT_FIELDS: FieldSpec[] = Object.values(CONTRACT_FIELDS).flat();
