import type { Texts } from "../texts";
import type { settlement as zh } from "../zh/settlement";

export const settlement: Texts<typeof zh> = {
  title: "Settlements",
  empty: "There are no settlements yet. Settle a contract from its panel, or import a workbook.",
  contract: "Contract",
};
