import { useTranslation } from "react-i18next";
import type { EvaluationRow, InterviewRow, Undertaking } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import { money, percent, points, useWord } from "./printed";

/** The contracts of a supplier on paper, with their sum. */
export function ContractsPrinted({ undertaking }: { undertaking: Undertaking }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const word = useWord();
  const { families, totals } = undertaking;
  if (families.length === 0) {
    return <p>{t("common.panel.no_contracts")}</p>;
  }
  return (
    <table>
      <thead>
        <tr>
          <th>{label("code", "contract")}</th>
          <th>{label("name", "contract")}</th>
          <th>{label("status", "contract")}</th>
          <th className="right">{label("family_amount", "contract")}</th>
          <th className="right">{label("paid", "contract")}</th>
          <th className="right">{label("progress", "contract")}</th>
          <th>{label("signed_on", "contract")}</th>
        </tr>
      </thead>
      <tbody>
        {families.map((row) => (
          <tr key={row.id}>
            <td className="nowrap">{row.code}</td>
            <td>{row.name}</td>
            <td className="nowrap">{word(row.status)}</td>
            <td className="right">{money(row.family_amount)}</td>
            <td className="right">{money(row.paid)}</td>
            <td className="right">{percent(row.progress)}</td>
            <td className="nowrap">{row.signed_on ?? "—"}</td>
          </tr>
        ))}
        <tr className="sum">
          <td colSpan={3}>{t("common.list.total")}</td>
          <td className="right">{money(totals.amount)}</td>
          <td className="right">{money(totals.paid)}</td>
          <td className="right">{percent(totals.progress)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

/** The evaluations of a supplier on paper, with every score. */
export function EvaluationsPrinted({ evaluations }: { evaluations: readonly EvaluationRow[] }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const word = useWord();
  if (evaluations.length === 0) {
    return <p>{t("supplier.not_evaluated")}</p>;
  }
  return (
    <table>
      <thead>
        <tr>
          <th>{label("contract_code", "evaluation")}</th>
          <th className="right">{label("last_score", "evaluation")}</th>
          <th>{label("yearly_scores", "evaluation")}</th>
          <th>{label("irregular_scores", "evaluation")}</th>
          <th className="right">{label("comprehensive_score", "evaluation")}</th>
          <th>{label("grade", "evaluation")}</th>
        </tr>
      </thead>
      <tbody>
        {evaluations.map((row) => (
          <tr key={row.id}>
            <td>{row.contract_code}</td>
            <td className="right">{points(row.last_score)}</td>
            <td>{scores(row.yearly_scores)}</td>
            <td>{scores(row.irregular_scores)}</td>
            <td className="right">{points(row.comprehensive_score)}</td>
            <td className="nowrap">{word(row.grade ?? "未评价")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function scores(all: { [ordinal in number]: string }): string {
  const parts = Object.entries(all).map(([ordinal, score]) => `${ordinal}: ${points(score)}`);
  return parts.join("  ") || "—";
}

/** The interviews with a supplier on paper; line breaks survive. */
export function InterviewsPrinted({ interviews }: { interviews: readonly InterviewRow[] }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const word = useWord();
  if (interviews.length === 0) {
    return <p>{t("supplier.no_interviews")}</p>;
  }
  return (
    <table>
      <thead>
        <tr>
          <th>{label("held_on", "interview")}</th>
          <th>{label("kind", "interview")}</th>
          <th>{label("reason", "interview")}</th>
          <th>{label("rectification", "interview")}</th>
          <th>{label("result", "interview")}</th>
          <th>{label("status", "interview")}</th>
        </tr>
      </thead>
      <tbody>
        {interviews.map((row) => (
          <tr key={row.id}>
            <td className="nowrap">{row.held_on}</td>
            <td className="nowrap">{word(row.kind)}</td>
            <td className="prose">{row.reason}</td>
            <td className="prose">{row.rectification ?? "—"}</td>
            <td className="prose">{row.result ?? "—"}</td>
            <td className="nowrap">{word(row.status)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
