import { useTranslation } from "react-i18next";
import type { EvaluationRow } from "../../ipc/bindings";
import { useFieldLabel } from "../labels";
import { useNavigation } from "../navigation";
import { ComprehensiveScore } from "../ScoreOrigin";
import { Plain, Score, State } from "../values";

const SHOWN = 100;

/** The evaluations of a supplier, by contract: the newest year, what counts, and the grade. */
export function EvaluationTable({ evaluations }: { evaluations: readonly EvaluationRow[] }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const label = useFieldLabel();
  if (evaluations.length === 0) {
    return <p className="quiet">{t("evaluation.none_of_supplier")}</p>;
  }
  return (
    <table className="mini-table" data-testid="supplier-evaluations">
      <thead>
        <tr>
          <th>{label("contract_code", "evaluation")}</th>
          <th>{t("supplier.last_year")}</th>
          <th className="right">{label("last_score", "evaluation")}</th>
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
                onClick={() => go({ page: "evaluations", open: row.id })}
              >
                {row.contract_code}
              </button>{" "}
              <span className="quiet" title={row.contract_name}>
                {row.contract_name}
              </span>
            </td>
            <td className="nowrap">{newestYear(row)}</td>
            <td className="right">
              <Score score={row.last_score} />
            </td>
            <td className="right">
              <ComprehensiveScore row={row} />
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
