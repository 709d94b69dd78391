import type { Texts } from "../texts";
import type { supplier as zh } from "../zh/supplier";

export const supplier: Texts<typeof zh> = {
  title: "Suppliers",
  empty: "There are no suppliers yet. Enter one, or import a workbook of suppliers.",
  group_basic: "Supplier",
  group_contact: "Contact and account",
  group_status: "Status",
  undertaken: "Undertaken",
  contracts: "Contracts ({{count}})",
  interviews: "{{count}}, {{breaches}} for breach",
  similar: "Suppliers of a similar name; please make sure that it is not one of them:",
  once_named: "once {{name}}",
  contract_count: "{{count}} contracts",
  same_name: "same name",
  evaluations: "Evaluations ({{count}})",
  not_evaluated: "Not evaluated",
  last_year: "Latest year",
  trend_hint: "Mean of the yearly scores",
  trend_said: "Mean yearly scores {{scores}}",
  interview_list: "Interviews ({{count}})",
  no_interviews: "No interviews",
  status_history: "Changes of status",
};
