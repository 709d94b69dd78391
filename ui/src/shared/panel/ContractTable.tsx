import { useTranslation } from "react-i18next";
import type { ContractRow } from "../../ipc/bindings";
import { useChoiceLabel, useFieldLabel } from "../labels";
import { useNavigation } from "../navigation";
import { Money, ProgressBar, State } from "../values";

interface Props {
  contracts: readonly ContractRow[];
  /** The contract whose panel this is: marked, and no link. */
  current?: number;
  /** Sets supplements and terminations in under their main contract. */
  tree?: boolean;
}

const SHOWN = 100;

/** Contracts in a panel: each leads to its own. */
export function ContractTable({ contracts, current, tree = false }: Props) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  if (contracts.length === 0) {
    return <p className="quiet">{t("common.panel.no_contracts")}</p>;
  }
  const shown = contracts.slice(0, SHOWN);
  return (
    <>
      {contracts.length > SHOWN && (
        <p className="quiet">{t("common.panel.more", { count: contracts.length, shown: SHOWN })}</p>
      )}
      <table className="mini-table">
        <thead>
          <tr>
            <th>{label("code", "contract")}</th>
            <th>{tree ? label("kind", "contract") : label("status", "contract")}</th>
            <th className="right">{label("amount", "contract")}</th>
            <th>{label("progress", "contract")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr
              key={row.id}
              className={`${row.id === current ? "current" : ""}${tree && row.parent_code !== null ? " child" : ""}`}
            >
              <td className="names">
                <ContractLink row={row} linked={row.id !== current} />
                <span className="quiet" title={row.name}>
                  {row.name}
                </span>
              </td>
              <td className="nowrap">{tree ? choice(row.kind) : <State value={row.status} />}</td>
              <td className="right">
                <Money yuan={row.amount} />
              </td>
              <td style={{ minWidth: 100 }}>
                <ProgressBar ratio={row.progress} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function ContractLink({ row, linked }: { row: ContractRow; linked: boolean }) {
  const { go } = useNavigation();
  return linked ? (
    <button
      type="button"
      className="link"
      title={row.name}
      onClick={() => go({ page: "contracts", open: row.id })}
    >
      {row.code}
    </button>
  ) : (
    <b title={row.name}>{row.code}</b>
  );
}
