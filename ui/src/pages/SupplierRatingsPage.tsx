import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Sparkline } from "../features/evaluation/Sparkline";
import { SupplierEvaluations } from "../features/evaluation/SupplierEvaluations";
import { ViewList, type ViewQuery } from "../features/evaluation/ViewList";
import { ScoreTrend } from "../features/supplier/ScoreTrend";
import { ComprehensiveScore } from "../shared/ScoreOrigin";
import "../features/supplier/supplier.css";
import { Checkbox } from "antd";
import type { Filter, SupplierRating } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Column } from "../shared/LedgerTable";
import { useFieldLabel } from "../shared/labels";
import { useRemembered } from "../shared/navigation";
import { Plain, Score, State } from "../shared/values";

const RATED: Filter = { field: "mean_score", comparison: "not_empty", values: [] };
const rowTestId = (row: SupplierRating) => `row-${row.name}`;

/** 履约评价 by supplier: newest score, mean, grade, and the trend over the years. */
export function SupplierRatingsPage() {
  const { t } = useTranslation();
  const [all, setAll] = useRemembered("all", false);
  const filters = all ? [] : [RATED];
  const read = ({ search, sort, offset, limit }: ViewQuery) =>
    call("list_supplier_ratings", {
      query: { search, sort: [...sort], filters, offset, limit },
    });
  return (
    <ViewList
      title={t("evaluation.view_supplier_ratings")}
      queryKey={["evaluation", "ratings", all]}
      columns={useColumns()}
      read={read}
      rowTestId={rowTestId}
      searchable
      tools={
        <Checkbox
          checked={all}
          onChange={(event) => setAll(event.target.checked)}
          data-testid="with-unrated"
        >
          {t("evaluation.with_unrated")}
        </Checkbox>
      }
      empty={t("evaluation.no_ratings")}
      panel={(id, close) => (
        <SupplierEvaluations
          id={id}
          onClose={close}
          chart={({ trend }) => <ScoreTrend trend={trend} />}
        />
      )}
    />
  );
}

function useColumns(): readonly Column<SupplierRating>[] {
  const { t } = useTranslation();
  const label = useFieldLabel();
  return useMemo(
    () => [
      {
        key: "name",
        title: label("name", "supplier"),
        width: 260,
        frozen: true,
        grow: true,
        sortable: true,
        render: (row) => <Plain text={row.name} />,
      },
      {
        key: "grade",
        title: label("grade", "supplier"),
        width: 96,
        render: (row) => <State value={row.grade ?? "未评价"} />,
      },
      {
        key: "newest",
        title: t("evaluation.newest"),
        width: 110,
        align: "right",
        render: ({ newest }) =>
          newest === null ? <Score score={null} /> : <ComprehensiveScore row={newest} />,
      },
      {
        key: "mean_score",
        title: label("mean_score", "supplier"),
        width: 110,
        align: "right",
        sortable: true,
        render: (row) => <Score score={row.mean_score} />,
      },
      {
        key: "evaluations",
        title: label("evaluations", "evaluation"),
        width: 90,
        align: "right",
        render: (row) => <span className="number">{row.evaluations}</span>,
      },
      {
        key: "trend",
        title: t("evaluation.trend"),
        width: 150,
        render: (row) => <Sparkline trend={row.trend} />,
      },
      {
        key: "newest_contract",
        title: t("evaluation.newest_contract"),
        width: 240,
        grow: true,
        render: ({ newest }) => (
          <Plain
            text={newest === null ? null : `${newest.contract_code} ${newest.contract_name}`}
          />
        ),
      },
    ],
    [t, label],
  );
}
