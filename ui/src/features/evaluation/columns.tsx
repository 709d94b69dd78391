import { useMemo } from "react";
import type { EvaluationRow } from "../../ipc/bindings";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { Plain, Score, State } from "../../shared/values";
import { scoresText } from "./scores";

const GRADES = ["优秀", "良好", "合格", "不合格"] as const;

/** The columns of the evaluation list. */
export function useEvaluationColumns(): readonly ListColumn<EvaluationRow>[] {
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
    const score = (key: "last_score" | "comprehensive_score", width: number) => ({
      ...of(key, width),
      align: "right" as const,
      filter: { kind: "score" as const, optional: true },
      render: (row: EvaluationRow) => <Score score={row[key]} />,
    });
    const scores = (key: "yearly_scores" | "irregular_scores", width: number) => ({
      ...of(key, width),
      sortable: false,
      render: (row: EvaluationRow) => <Plain text={scoresText(row[key])} />,
    });
    return [
      { ...text("contract_code", 158), frozen: true },
      { ...text("contract_name", 230), frozen: true, grow: true },
      { ...text("supplier", 190), grow: true },
      score("comprehensive_score", 100),
      {
        ...of("grade", 88),
        filter: { kind: "choice", choices: GRADES, optional: true },
        render: (row) => <State value={row.grade ?? "未评价"} />,
      },
      {
        ...of("comprehensive_origin", 100),
        filter: { kind: "choice", choices: ["imported", "computed"] },
        render: (row) => (
          <Plain
            text={row.comprehensive_origin === null ? null : choice(row.comprehensive_origin)}
          />
        ),
      },
      score("last_score", 126),
      scores("yearly_scores", 220),
      scores("irregular_scores", 170),
      text("period", 170),
      text("evaluator", 100),
      text("contract_sequence", 128),
      text("remarks", 140),
    ];
  }, [label, choice]);
}
