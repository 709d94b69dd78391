import { useTranslation } from "react-i18next";
import type { ProcurementRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { Money, Plain } from "../../shared/values";

const SHOWN = 100;

/** The procurements of a project; each leads to its own panel. */
export function ProcurementTable({ procurements }: { procurements: readonly ProcurementRow[] }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { go } = useNavigation();
  if (procurements.length === 0) {
    return <p className="quiet">{t("project.no_procurements")}</p>;
  }
  const count = procurements.length;
  return (
    <>
      {count > SHOWN && <p className="quiet">{t("common.panel.more", { count, shown: SHOWN })}</p>}
      <table className="mini-table" data-testid="panel-procurements">
        <thead>
          <tr>
            <th>{label("code", "procurement")}</th>
            <th>{label("winning_supplier", "procurement")}</th>
            <th className="right">{label("award_amount", "procurement")}</th>
          </tr>
        </thead>
        <tbody>
          {procurements.slice(0, SHOWN).map((row) => (
            <tr key={row.id}>
              <td className="names">
                <button
                  type="button"
                  className="link"
                  title={row.name}
                  onClick={() => go({ page: "procurements", open: row.id })}
                >
                  {row.code}
                </button>
                <span className="quiet" title={row.name}>
                  {row.name}
                </span>
              </td>
              <td>
                <Plain text={row.winning_supplier} />
              </td>
              <td className="right">
                <Money yuan={row.award_amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
