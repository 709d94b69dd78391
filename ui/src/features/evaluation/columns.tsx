import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EvaluationRow, Ordinals } from "../../ipc/bindings";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { ComprehensiveScore } from "../../shared/ScoreOrigin";
import { Plain, Score, State } from "../../shared/values";

const NO_ORDINALS: Ordinals = { years: [], numbers: [] };
const NO_GRADES: readonly string[] = [];

/**
 * The columns of the evaluation list: a column for each year and each irregular evaluation for
 * which the ledger has scores.
 */
export function useEvaluationColumns(
  ordinals: Ordinals = NO_ORDINALS,
  grades: readonly string[] = NO_GRADES,
): readonly ListColumn<EvaluationRow>[] {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  return useMemo(() => {
    const of = (key: keyof EvaluationRow & string, width: number) => ({
      key,
      title: label(key, "evaluation"),
      width,
      sortable: true,
    });
    type TextKey =
      | "contract_code"
      | "contract_sequence"
      | "contract_name"
      | "supplier"
      | "period"
      | "evaluator"
      | "remarks";
    const OPTIONAL: TextKey[] = ["contract_sequence", "period", "evaluator", "remarks"];
    const text = (key: TextKey, width: number) => ({
      ...of(key, width),
      filter: { kind: "text" as const, optional: OPTIONAL.includes(key) },
      render: (row: EvaluationRow) => <Plain text={row[key]} />,
    });
    const score = (key: "last_score" | "process_score", width: number) => ({
      ...of(key, width),
      align: "right" as const,
      filter: { kind: "score" as const, optional: true },
      render: (row: EvaluationRow) => <Score score={row[key]} />,
    });
    const ordinal = (
      of: "yearly_scores" | "irregular_scores",
      one: number,
      title: string,
    ): ListColumn<EvaluationRow> => ({
      key: `${of}:${one}`,
      title,
      width: 92,
      align: "right",
      render: (row) => <Score score={row[of][one] ?? null} />,
    });
    return [
      { ...text("contract_code", 196), frozen: true },
      { ...text("contract_name", 230), frozen: true, grow: true },
      { ...text("supplier", 190), grow: true },
      {
        ...of("comprehensive_score", 100),
        align: "right",
        filter: { kind: "score", optional: true },
        render: (row) => <ComprehensiveScore row={row} />,
      },
      {
        ...of("grade", 88),
        filter: { kind: "choice", choices: grades, optional: true },
        render: (row) => <State value={row.grade ?? "未评价"} />,
      },
      {
        ...of("comprehensive_origin", 100),
        filter: { kind: "choice", choices: ["computed", "imported", "entered"] },
        render: (row) => (
          <Plain
            text={row.comprehensive_origin === null ? null : choice(row.comprehensive_origin)}
          />
        ),
      },
      score("last_score", 126),
      score("process_score", 100),
      ...ordinals.years.map((year) =>
        ordinal("yearly_scores", year, t("evaluation.year_column", { year })),
      ),
      ...ordinals.numbers.map((number) =>
        ordinal("irregular_scores", number, t("evaluation.number_column", { number })),
      ),
      text("period", 170),
      text("evaluator", 100),
      text("contract_sequence", 128),
      text("remarks", 140),
    ];
  }, [t, label, choice, ordinals, grades]);
}
