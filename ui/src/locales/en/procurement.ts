import type { Texts } from "../texts";
import type { procurement as zh } from "../zh/procurement";

export const procurement: Texts<typeof zh> = {
  title: "Procurements",
  empty: "There are no procurements yet. Enter one, or import a workbook of procurements.",
  contracts: "Contracts ({{count}})",
  new_contract: "Enter a contract",
  group: {
    basic: "Subject and demand",
    method: "Method and evaluation",
    dates: "Milestones",
    award: "Amounts and award",
    guarantees: "Guarantees",
  },
};
