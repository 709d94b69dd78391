import { useTranslation } from "react-i18next";
import type { GradeChange, GradeShift, Trial } from "../../ipc/bindings";
import { useChoiceLabel } from "../../shared/labels";
import { Score, State } from "../../shared/values";

/** What a trial does: grades before and after, and who changes. */
export function TrialResult({ trial }: { trial: Trial }) {
  const { t } = useTranslation();
  return (
    <div className="trial-result" data-testid="trial-result">
      <Shift title={t("evaluation.trial.suppliers")} shift={trial.suppliers} testId="suppliers" />
      <Shift title={t("evaluation.trial.contracts")} shift={trial.contracts} testId="contracts" />
      {trial.given > 0 && (
        <p className="quiet">{t("evaluation.trial.given", { count: trial.given })}</p>
      )}
    </div>
  );
}

function Shift({ title, shift, testId }: { title: string; shift: GradeShift; testId: string }) {
  const { t } = useTranslation();
  const choice = useChoiceLabel();
  return (
    <section data-testid={`trial-${testId}`}>
      <h2>{title}</h2>
      <table className="mini-table trial-counts">
        <thead>
          <tr>
            <th>{t("evaluation.trial.grade")}</th>
            <th className="right">{t("evaluation.trial.before")}</th>
            <th className="right">{t("evaluation.trial.after")}</th>
            <th className="right">{t("evaluation.trial.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {shift.counts.map(({ grade, before, after }) => (
            <tr key={grade ?? ""}>
              <td>
                <State value={choice(grade ?? "未评价")} />
              </td>
              <td className="right">{before.toLocaleString("en-US")}</td>
              <td className="right">{after.toLocaleString("en-US")}</td>
              <td className="right">{signed(after - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t("evaluation.trial.changed", { count: shift.changed, rescored: shift.rescored })}
        {shift.changed > shift.changes.length &&
          t("evaluation.trial.first", { count: shift.changes.length })}
      </p>
      {shift.changes.length > 0 && <Changes changes={shift.changes} />}
    </section>
  );
}

function Changes({ changes }: { changes: readonly GradeChange[] }) {
  const { t } = useTranslation();
  return (
    <table className="mini-table">
      <thead>
        <tr>
          <th>{t("evaluation.trial.who")}</th>
          <th className="right">{t("evaluation.trial.score_before")}</th>
          <th className="right">{t("evaluation.trial.score_after")}</th>
          <th>{t("evaluation.trial.grade_change")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.id} data-testid={`change-${change.id}`}>
            <td>
              {change.code} <span className={change.code === "" ? "" : "quiet"}>{change.name}</span>
            </td>
            <td className="right">
              <Score score={change.from_score} />
            </td>
            <td className={`right ${direction(change)}`}>
              <Score score={change.to_score} />
            </td>
            <td className="nowrap">
              <State value={change.from ?? "未评价"} /> → <State value={change.to ?? "未评价"} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function direction({ from_score: from, to_score: to }: GradeChange): string {
  const by = Number(to ?? -1) - Number(from ?? -1);
  return by < 0 ? "fall" : by > 0 ? "rise" : "";
}

function signed(by: number): string {
  return by === 0 ? "0" : `${by > 0 ? "+" : "−"}${Math.abs(by).toLocaleString("en-US")}`;
}
