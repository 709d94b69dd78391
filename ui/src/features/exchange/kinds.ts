import type { Noun } from "../../ipc/bindings";
import type { PageName } from "../../shared/navigation";

/** Every kind of workbook, in the order in which a ledger is filled. */
export const KINDS: readonly Noun[] = [
  "project",
  "supplier",
  "procurement",
  "contract",
  "payment_plan",
  "payment",
  "settlement",
  "evaluation",
  "interview",
];

const PAGES: Partial<Record<Noun, PageName>> = {
  project: "projects",
  supplier: "suppliers",
  procurement: "procurements",
  contract: "contracts",
  payment_plan: "payment_plans",
  payment: "payments",
  settlement: "settlements",
  evaluation: "evaluations",
  interview: "interviews",
};

/** Names the page that lists a noun; some have none of their own. */
export function pageOf(noun: Noun): PageName | undefined {
  return PAGES[noun];
}
