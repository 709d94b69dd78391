import type { Evaluation } from "../../ipc/bindings";
import { type Draft, type FieldSpec, readDraft } from "../../shared/form/draft";

const YEARLY = /^yearly_(\d+)$/;
const IRREGULAR = /^irregular_(\d+)$/;

export const yearlyField = (year: number) => `yearly_${year}`;
export const irregularField = (number: number) => `irregular_${number}`;

/** Makes an evaluation of the fields of its form; a score that is empty is none. */
export function evaluationOf(record: { [field in string]: unknown }): Evaluation {
  const scores = (pattern: RegExp) => {
    const found: { [ordinal in number]: string } = {};
    for (const [field, value] of Object.entries(record)) {
      const ordinal = pattern.exec(field)?.[1];
      if (ordinal !== undefined && typeof value === "string") {
        found[Number(ordinal)] = value;
      }
    }
    return found;
  };
  const text = (field: string) => (record[field] ?? null) as string | null;
  const origin = (record.comprehensive_origin ?? "computed") as Evaluation["comprehensive_origin"];
  return {
    contract_id: typeof record.contract_id === "number" ? record.contract_id : 0,
    period: text("period"),
    evaluator: text("evaluator"),
    last_score: text("last_score"),
    yearly_scores: scores(YEARLY),
    irregular_scores: scores(IRREGULAR),
    comprehensive_score: origin === "computed" ? null : text("comprehensive_score"),
    comprehensive_origin: origin,
    weights: null,
    remarks: text("remarks"),
  };
}

/** Reads what a form holds as far as it can be read, for the score that is shown while typing. */
export function evaluationSoFar(fields: readonly FieldSpec[], draft: Draft): Evaluation {
  return evaluationOf(readDraft(fields, draft).record);
}
