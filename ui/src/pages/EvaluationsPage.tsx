import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useEvaluationColumns } from "../features/evaluation/columns";
import { EvaluationForm } from "../features/evaluation/EvaluationForm";
import { EvaluationPanel } from "../features/evaluation/EvaluationPanel";
import { SHARED } from "../features/evaluation/fields";
import { ViewTabs } from "../features/evaluation/ViewTabs";
import type { EvaluationRow, ListQuery } from "../ipc/bindings";
import { call } from "../ipc/call";
import { NounPage } from "../shared/list/NounPage";

const read = (query: ListQuery) => call("list_evaluations", { query });
const rowTestId = (row: EvaluationRow) => `row-${row.contract_code}`;
const SUMS: readonly string[] = [];

/** 履约评价 by contract: the list, the evaluation beside it, and the form. */
export function EvaluationsPage() {
  const ordinals = useQuery({
    queryKey: ["evaluation", "ordinals"],
    queryFn: () => call("score_ordinals", {}),
  });
  const settings = useQuery({
    queryKey: ["evaluation", "settings"],
    queryFn: () => call("settings", {}),
  });
  const bands = settings.data?.settings.bands;
  const grades = useMemo(() => bands?.map(({ name }) => name), [bands]);
  const above = useCallback(() => <ViewTabs />, []);
  return (
    <NounPage
      noun="evaluation"
      columns={useEvaluationColumns(ordinals.data, grades)}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      batchFields={SHARED}
      above={above}
      form={(props) => <EvaluationForm {...props} />}
      panel={(props) => <EvaluationPanel {...props} />}
    />
  );
}
