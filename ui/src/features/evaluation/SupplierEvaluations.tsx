import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SupplierDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { EvaluationTable } from "../../shared/panel/EvaluationTable";
import { Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { Score, State } from "../../shared/values";

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
            <EvaluationTable evaluations={detail.data.evaluations} />
          </Section>
        </>
      )}
    </RecordPanel>
  );
}
