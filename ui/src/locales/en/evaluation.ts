import type { Texts } from "../texts";
import type { evaluation as zh } from "../zh/evaluation";

export const evaluation: Texts<typeof zh> = {
  title: "Evaluations",
  empty: "There are no evaluations yet. Import a workbook of evaluations.",
  comprehensive: "Comprehensive score",
  scores: "Scores",
  yearly: "Year {{year}}",
  irregular: "Irregular no. {{number}}",
  weights: "Last {{last}} % + process {{process}} %",
  no_weights: "Imported, kept as it was",
};
