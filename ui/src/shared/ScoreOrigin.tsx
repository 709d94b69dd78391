import { useTranslation } from "react-i18next";
import type { EvaluationRow } from "../ipc/bindings";
import { useChoiceLabel } from "./labels";
import { sumText } from "./scoreSum";
import { Score } from "./values";

/** A comprehensive score; where it comes from, and the sum behind it, show on hover. */
export function ComprehensiveScore({ row }: { row: EvaluationRow }) {
  const said = useOriginText()(row);
  return (
    <span title={said ?? undefined}>
      <Score score={row.comprehensive_score} />
    </span>
  );
}

/** Gives the function that says where a comprehensive score comes from. */
export function useOriginText(): (row: EvaluationRow) => string | null {
  const { t } = useTranslation();
  const choice = useChoiceLabel();
  return (row) => {
    if (row.comprehensive_origin === null) {
      return null;
    }
    const origin = choice(row.comprehensive_origin);
    const { last_score: last, process_score: process, weights } = row;
    const sum = weights === null ? null : sumText({ last, process, weights });
    return sum === null ? t("evaluation.kept_as_given", { origin }) : `${origin}：${sum}`;
  };
}
