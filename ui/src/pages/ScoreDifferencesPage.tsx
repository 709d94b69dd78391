import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ViewList, type ViewQuery } from "../features/evaluation/ViewList";
import type { ScoreDifference, Weights } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { Column } from "../shared/LedgerTable";
import { useChoiceLabel, useFieldLabel } from "../shared/labels";
import { useNavigation } from "../shared/navigation";
import { sumText } from "../shared/scoreSum";
import { Plain, Score, State } from "../shared/values";

const read = ({ offset, limit }: ViewQuery) => call("list_score_differences", { offset, limit });
const rowTestId = (row: ScoreDifference) => `row-${row.contract_code}`;

/** Given scores that are not what the rule would make of the others, with both and the sum. */
export function ScoreDifferencesPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const settings = useQuery({
    queryKey: ["evaluation", "settings"],
    queryFn: () => call("settings", {}),
  });
  return (
    <ViewList
      title={t("evaluation.view_score_differences")}
      queryKey={["evaluation", "differences"]}
      columns={useColumns(settings.data?.settings.weights)}
      read={read}
      rowTestId={rowTestId}
      empty={t("evaluation.no_differences")}
      onOpen={(row) => go({ page: "evaluations", open: row.id })}
    />
  );
}

function useColumns(weights: Weights | undefined): readonly Column<ScoreDifference>[] {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  return useMemo(() => {
    const title = (key: string) => label(key, "evaluation");
    return [
      {
        key: "contract_code",
        title: title("contract_code"),
        width: 158,
        frozen: true,
        render: (row) => <Plain text={row.contract_code} />,
      },
      {
        key: "supplier",
        title: title("supplier"),
        width: 220,
        grow: true,
        render: (row) => <Plain text={row.supplier} />,
      },
      {
        key: "comprehensive_origin",
        title: title("comprehensive_origin"),
        width: 92,
        render: (row) => choice(row.comprehensive_origin ?? ""),
      },
      {
        key: "comprehensive_score",
        title: t("evaluation.given_score"),
        width: 100,
        align: "right",
        render: (row) => <Score score={row.comprehensive_score} />,
      },
      {
        key: "grade",
        title: title("grade"),
        width: 88,
        render: (row) => <State value={row.grade ?? "未评价"} />,
      },
      {
        key: "computed_score",
        title: t("evaluation.computed_score"),
        width: 100,
        align: "right",
        render: (row) => <Score score={row.computed_score} />,
      },
      {
        key: "computed_grade",
        title: t("evaluation.computed_grade"),
        width: 110,
        render: (row) => <State value={row.computed_grade} />,
      },
      {
        key: "sum",
        title: t("evaluation.sum"),
        width: 260,
        grow: true,
        render: (row) => (
          <Plain
            text={
              weights === undefined
                ? null
                : sumText({ last: row.last_score, process: row.process_score, weights })
            }
          />
        ),
      },
    ];
  }, [t, label, choice, weights]);
}
