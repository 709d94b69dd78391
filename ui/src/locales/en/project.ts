import type { Texts } from "../texts";
import type { project as zh } from "../zh/project";

export const project: Texts<typeof zh> = {
  title: "Projects",
  empty: "There are no projects yet. Enter one, or import a workbook of projects.",
  group_basic: "Project",
  position: "Payment position",
  families: "Contracts",
  families_text: "{{in_execution}} in execution · {{settled}} settled · {{terminated}} terminated",
  contracts: "Contracts ({{count}})",
  procurements: "Procurements ({{count}})",
  no_procurements: "No procurements yet",
  file: {
    export: "Export the project file",
    written: "Project file written",
  },
};
