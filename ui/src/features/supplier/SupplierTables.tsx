import { useTranslation } from "react-i18next";
import type { EvaluationRow, InterviewRow } from "../../ipc/bindings";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { DateText, Plain, Score, State } from "../../shared/values";

const SHOWN = 100;

/** The evaluations of a supplier, by contract. */
export function EvaluationTable({ evaluations }: { evaluations: readonly EvaluationRow[] }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { go } = useNavigation();
  if (evaluations.length === 0) {
    return <p className="quiet">{t("supplier.not_evaluated")}</p>;
  }
  return (
    <table className="mini-table" data-testid="supplier-evaluations">
      <thead>
        <tr>
          <th>{label("contract_code", "evaluation")}</th>
          <th>{t("supplier.last_year")}</th>
          <th className="right">{label("comprehensive_score", "evaluation")}</th>
          <th>{label("grade", "evaluation")}</th>
        </tr>
      </thead>
      <tbody>
        {evaluations.slice(0, SHOWN).map((row) => (
          <tr key={row.id}>
            <td className="names">
              <button
                type="button"
                className="link"
                title={row.contract_name}
                onClick={() => go({ page: "evaluations", open: row.id })}
              >
                {row.contract_code}
              </button>
            </td>
            <td className="nowrap">{newestYear(row)}</td>
            <td className="right">
              <Score score={row.comprehensive_score} />
            </td>
            <td className="nowrap">
              <State value={row.grade ?? "未评价"} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The newest yearly score with its year. */
function newestYear(row: EvaluationRow) {
  const years = Object.entries(row.yearly_scores).sort(([a], [b]) => Number(b) - Number(a));
  const newest = years[0];
  return newest === undefined ? (
    <Plain text={null} />
  ) : (
    <>
      <span className="quiet">{newest[0]}</span> <Score score={newest[1]} />
    </>
  );
}

/** The interviews with a supplier, newest first; a breach stands out. */
export function InterviewTable({ interviews }: { interviews: readonly InterviewRow[] }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  const { go } = useNavigation();
  if (interviews.length === 0) {
    return <p className="quiet">{t("supplier.no_interviews")}</p>;
  }
  return (
    <table className="mini-table" data-testid="supplier-interviews">
      <thead>
        <tr>
          <th>{label("held_on", "interview")}</th>
          <th>{label("kind", "interview")}</th>
          <th>{label("reason", "interview")}</th>
          <th>{label("status", "interview")}</th>
        </tr>
      </thead>
      <tbody>
        {interviews.slice(0, SHOWN).map((row) => (
          <tr key={row.id}>
            <td className="nowrap">
              <button
                type="button"
                className="link"
                onClick={() => go({ page: "interviews", open: row.id })}
              >
                <DateText value={row.held_on} />
              </button>
            </td>
            <td className={row.kind === "违约约谈" ? "nowrap error" : "nowrap"}>
              {choice(row.kind)}
            </td>
            <td className="names">
              <span title={row.reason}>{row.reason}</span>
            </td>
            <td className="nowrap">{choice(row.status)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
