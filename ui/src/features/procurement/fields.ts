import type { FieldSpec } from "../../shared/form/draft";
import {
  AWARD_METHODS,
  BID_EVALUATIONS,
  CATEGORIES,
  METHODS,
  QUALIFICATION_REVIEWS,
} from "./choices";

const date = (name: string): FieldSpec => ({ name, kind: "date" });

/** The fields of a procurement in its form: from requirement to award, as it happens. */
export const PROCUREMENT_FIELDS = {
  basic: [
    { name: "code", kind: "text", required: true, unique: true },
    { name: "name", kind: "text", required: true, span: 2 },
    { name: "project_id", kind: "record", noun: "project", span: 2 },
    { name: "category", kind: "choice", choices: CATEGORIES },
    { name: "unit", kind: "text" },
    { name: "officer", kind: "text" },
    { name: "platform", kind: "text" },
    { name: "demand_department", kind: "text" },
    { name: "demand_contact", kind: "text", span: 2 },
  ],
  method: [
    { name: "method", kind: "choice", choices: METHODS },
    { name: "qualification_review", kind: "choice", choices: QUALIFICATION_REVIEWS },
    { name: "bid_evaluation", kind: "choice", choices: BID_EVALUATIONS },
    { name: "award_method", kind: "choice", choices: AWARD_METHODS },
    { name: "committee", kind: "long", span: 3 },
    { name: "non_tender_explanation", kind: "long", span: 3 },
  ],
  dates: [
    date("planned_completion_on"),
    date("requirement_approved_on"),
    date("announced_on"),
    date("registration_closes_on"),
    date("bids_opened_on"),
    date("candidates_published_until"),
    date("result_published_on"),
    date("award_notice_on"),
    date("archived_on"),
  ],
  award: [
    { name: "budget_amount", kind: "amount" },
    { name: "control_price", kind: "amount" },
    { name: "award_amount", kind: "amount" },
    { name: "winning_supplier_id", kind: "record", noun: "supplier", span: 2 },
    { name: "winner_contact", kind: "text" },
    { name: "objections", kind: "long", span: 3 },
  ],
  guarantees: [
    { name: "bid_guarantee", kind: "text" },
    date("bid_guarantee_returned_on"),
    { name: "performance_guarantee", kind: "text" },
  ],
} satisfies { [group in string]: FieldSpec[] };

export type ProcurementGroup = keyof typeof PROCUREMENT_FIELDS;

/** The groups, in their order. */
export const PROCUREMENT_GROUPS = Object.keys(PROCUREMENT_FIELDS) as ProcurementGroup[];

/** Every field of the form, in its order. */
export const ALL_PROCUREMENT_FIELDS: FieldSpec[] = Object.values(PROCUREMENT_FIELDS).flat();
