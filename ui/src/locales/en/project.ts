import type { Texts } from "../texts";
import type { project as zh } from "../zh/project";

export const project: Texts<typeof zh> = {
  title: "Projects",
  empty: "There are no projects yet. Import a workbook of projects.",
  contracts: "Contracts ({{count}})",
};
