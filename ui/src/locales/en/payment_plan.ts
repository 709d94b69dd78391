import type { Texts } from "../texts";
import type { payment_plan as zh } from "../zh/payment_plan";

export const payment_plan: Texts<typeof zh> = {
  title: "Payment plans",
  empty:
    "There are no payment plans yet. Open a contract and enter one there, or import a workbook.",
  section: "Payment plan ({{count}} instalments)",
  section_one: "Payment plan ({{count}} instalment)",
  none_yet: "There is no payment plan yet.",
  none: "There is no payment plan yet. Choose “Edit plan” to enter its instalments.",
  edit: "Edit plan",
  form_title: "Payment plan {{code}}",
  contract_amount: "Contract amount",
  no_contract_amount: "The contract has no amount: enter amounts, not percentages",
  add: "Add a row",
  copy_plan: "Copy the plan of another contract…",
  copy_from: "Contract whose plan is copied",
  copied: "{{added}} instalments copied from {{code}}: check and save",
  copied_some:
    "{{added}} instalments copied from {{code}}; {{left}} of the same name were not copied",
  copied_none: "{{code}} has no payment plan",
  copy_row: "Copy row {{row}}",
  remove_row: "Delete row {{row}}",
  field_of_row: "Row {{row}} {{field}}",
  sum: "Sum",
  keys: "Enter: next field · Ctrl+Enter: add a row · Ctrl+S: save · Esc: cancel",
  payments: "Payments ({{count}})",
  no_payments: "No payment serves this instalment yet. Choose it when you enter one.",
  new_payment: "New payment",
  contract: "Contract",
  reload: "Read again",
  stale:
    "The plan was changed since you opened it; nothing is saved yet. Read it again before you change it.",
};
