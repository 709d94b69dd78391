import type { TFunction } from "i18next";
import type { Evaluation } from "../../ipc/bindings";
import type { Draft, FieldSpec } from "../../shared/form/draft";
import { irregularField, yearlyField } from "./scores";

/** The years and numbers for which the form has a field. */
export interface Ordinals {
  years: readonly number[];
  numbers: readonly number[];
}

/** Takes the ordinals of the scores that a record has. */
export function ordinalsOf(record: Evaluation): Ordinals {
  const sorted = (scores: object) =>
    Object.keys(scores)
      .map(Number)
      .sort((a, b) => a - b);
  return { years: sorted(record.yearly_scores), numbers: sorted(record.irregular_scores) };
}

export const GENERAL: readonly FieldSpec[] = [
  { name: "contract_id", kind: "record", noun: "contract", required: true, span: 3 },
  { name: "period", kind: "text", span: 2 },
  { name: "evaluator", kind: "text" },
];

/** The fields that many evaluations can be given at once. */
export const SHARED: readonly FieldSpec[] = [
  ...GENERAL,
  { name: "remarks", kind: "long", span: 3 },
];

/** The fields of the comprehensive score; an imported one stays imported until it is changed. */
export function comprehensiveFields(imported: boolean): readonly FieldSpec[] {
  return [
    { name: "last_score", kind: "score" },
    {
      name: "comprehensive_origin",
      kind: "choice",
      choices: ["computed", imported ? "imported" : "entered"],
      required: true,
    },
    {
      name: "comprehensive_score",
      kind: "score",
      required: true,
      visible: (draft: Draft) => draft.comprehensive_origin !== "computed",
    },
    { name: "remarks", kind: "long", span: 3 },
  ];
}

/** A field for each year, which can be taken out again. */
export function yearFields(
  years: readonly number[],
  t: TFunction,
  onRemove: (year: number) => void,
): readonly FieldSpec[] {
  return years.map((year) => ({
    name: yearlyField(year),
    kind: "score",
    label: t("evaluation.yearly", { year }),
    onRemove: () => onRemove(year),
  }));
}

/** A field for each irregular evaluation, which can be taken out again. */
export function numberFields(
  numbers: readonly number[],
  t: TFunction,
  onRemove: (number: number) => void,
): readonly FieldSpec[] {
  return numbers.map((number) => ({
    name: irregularField(number),
    kind: "score",
    label: t("evaluation.irregular", { number }),
    onRemove: () => onRemove(number),
  }));
}
