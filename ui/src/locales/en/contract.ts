import type { Texts } from "../texts";
import type { contract as zh } from "../zh/contract";

export const contract: Texts<typeof zh> = {
  title: "Contracts",
  empty: "There are no contracts yet. Enter one, or import a workbook of contracts.",
  group_basic: "Contract",
  group_parties: "Parties",
  group_money: "Amount and payment",
  group_dates: "Dates and performance",
  position: "Payment position",
  family: "Contract family",
  growth: "Growth by supplements",
  estimated: "estimated",
  payments: "Payments ({{count}})",
  new_payment: "Enter a payment",
  no_payments: "No payments yet. Enter the first one.",
  all_payments: "Show all {{count}}",
  running_total: "Running total",
  settlement: "Settlement",
  not_settled: "Not settled yet",
  evaluation: "Evaluation",
  not_evaluated: "Not evaluated",
};
