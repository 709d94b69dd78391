import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Evaluation } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { formatDecimal } from "../../shared/decimal";
import { sumText } from "../../shared/scoreSum";
import { State } from "../../shared/values";

interface Props {
  id: number | null;
  /** What the form holds as far as it can be read. */
  evaluation: Evaluation;
}

/** What the scores come to while they are typed: the sum, the score that counts, its grade. */
export function RatingNote({ id, evaluation }: Props) {
  const { t } = useTranslation();
  const rating = useQuery({
    queryKey: ["evaluation", "rating", id, evaluation],
    queryFn: () => call("rate_evaluation", { id, evaluation }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (rating.data === undefined) {
    return null;
  }
  const { computed_score: computed, comprehensive_score: score, grade, weights } = rating.data;
  const parts = {
    last: evaluation.last_score,
    process: rating.data.process_score,
    weights,
  };
  const given = evaluation.comprehensive_origin !== "computed";
  return (
    <div className="form-note rating-note" data-testid="rating" aria-live="polite">
      {computed === null ? (
        <span className="quiet">
          {t(parts.process === null ? "evaluation.no_scores" : "evaluation.no_last")}
        </span>
      ) : (
        <span className={given ? "quiet" : undefined}>
          {sumText(parts)} = <b className="number">{formatDecimal(computed, 2)}</b>
        </span>
      )}{" "}
      {score !== null && <State value={grade ?? "未评价"} />}
      {given && score !== null && computed !== null && Number(score) !== Number(computed) && (
        <div className="warning">{t("evaluation.differs_note")}</div>
      )}
    </div>
  );
}
