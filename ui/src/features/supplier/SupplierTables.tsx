import { useTranslation } from "react-i18next";
import type { InterviewRow } from "../../ipc/bindings";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { DateText } from "../../shared/values";

const SHOWN = 100;

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
