import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EvaluationRow, SupplierDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { Score, State } from "../../shared/values";
import { ComprehensiveScore } from "./ScoreOrigin";

interface Props {
  id: number;
  onClose: () => void;
  /** Draws the trend over the years. */
  chart: (detail: SupplierDetail) => ReactNode;
}

/** The evaluations of one supplier with their trend, beside the list of ratings. */
export function SupplierEvaluations({ id, onClose, chart }: Props) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const label = useFieldLabel();
  const detail = useQuery({
    queryKey: ["supplier", "detail", id],
    queryFn: () => call("supplier_detail", { id }),
  });
  const row = detail.data?.row;
  return (
    <RecordPanel
      noun="supplier"
      heading={row?.name ?? ""}
      state={row && <State value={row.grade ?? "未评价"} />}
      onClose={onClose}
      loading={detail.isPending}
      failure={detail.error}
    >
      {detail.data !== undefined && row !== undefined && (
        <>
          <Section
            title={t("evaluation.view_supplier_ratings")}
            extra={
              <button
                type="button"
                className="link"
                onClick={() => go({ page: "suppliers", open: id })}
              >
                {t("evaluation.whole_supplier")}
              </button>
            }
          >
            <Facts
              facts={[
                {
                  label: label("mean_score", "supplier"),
                  value: <Score score={row.mean_score} />,
                },
                {
                  label: label("evaluations", "evaluation"),
                  value: detail.data.evaluations.length,
                },
              ]}
            />
          </Section>
          {detail.data.trend.length > 0 && (
            <Section title={t("evaluation.trend")}>{chart(detail.data)}</Section>
          )}
          <Section title={t("evaluation.scores")}>
            <Evaluations rows={detail.data.evaluations} />
          </Section>
        </>
      )}
    </RecordPanel>
  );
}

function Evaluations({ rows }: { rows: readonly EvaluationRow[] }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const label = useFieldLabel();
  if (rows.length === 0) {
    return <p className="quiet">{t("evaluation.none_of_supplier")}</p>;
  }
  return (
    <table className="mini-table" data-testid="supplier-evaluations">
      <thead>
        <tr>
          <th>{label("contract_code", "evaluation")}</th>
          <th className="right">{label("last_score", "evaluation")}</th>
          <th className="right">{label("process_score", "evaluation")}</th>
          <th className="right">{label("comprehensive_score", "evaluation")}</th>
          <th>{label("grade", "evaluation")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="names">
              <button
                type="button"
                className="link"
                onClick={() => go({ page: "evaluations", open: row.id })}
              >
                {row.contract_code}
              </button>
              <span className="quiet" title={row.contract_name}>
                {row.contract_name}
              </span>
            </td>
            <td className="right">
              <Score score={row.last_score} />
            </td>
            <td className="right">
              <Score score={row.process_score} />
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
