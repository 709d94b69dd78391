import type { Texts } from "../texts";
import type { home as zh } from "../zh/home";

export const home: Texts<typeof zh> = {
  title: "Home",
  today: "{{today}}",
  todos: "To do",
  nothing: "Nothing waits.",
  urgency: { harm: "harm", soon: "soon", gap: "gap" },
  waiting: "{{count, number}} waiting",
  payments: "Payments of the last 24 months",
  month: "{{month}}: {{value}} paid; show the payments",
  months_total: "{{count}} months: {{total}}",
  types: "Contract amount by type",
  no_type: "No type",
  contracts: "{{count, number}} contracts",
  contracts_one: "{{count, number}} contract",
  grades: "Suppliers by grade",
  suppliers: "suppliers",
  projects: "Payment progress by project",
  paid_of_base: "paid ÷ due",
  last_backup: "Last backup {{at}}",
  last_proven: "last proven restorable {{at}}",
  never: "never",
};
