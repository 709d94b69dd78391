import { useTranslation } from "react-i18next";
import { useEvaluationColumns } from "../features/evaluation/columns";
import { EvaluationPanel } from "../features/evaluation/EvaluationPanel";
import type { EvaluationRow, ListQuery } from "../ipc/bindings";
import { call } from "../ipc/call";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";

const read = (query: ListQuery) => call("list_evaluations", { query });
const rowTestId = (row: EvaluationRow) => `row-${row.contract_code}`;
const SUMS: readonly string[] = [];

/** 履约评价: the list, and the evaluation beside it. */
export function EvaluationsPage() {
  const { t } = useTranslation();
  return (
    <RecordList
      noun="evaluation"
      title={t("evaluation.title")}
      columns={useEvaluationColumns()}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      empty={<EmptyLedger text={t("evaluation.empty")} />}
      panel={(id, close) => <EvaluationPanel id={id} onClose={close} />}
    />
  );
}
