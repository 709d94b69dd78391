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
};
