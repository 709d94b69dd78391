import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEvaluationColumns } from "../features/evaluation/columns";
import { EvaluationForm } from "../features/evaluation/EvaluationForm";
import { EvaluationPanel } from "../features/evaluation/EvaluationPanel";
import { SHARED } from "../features/evaluation/fields";
import { ViewTabs } from "../features/evaluation/ViewTabs";
import type { EvaluationRow, ListQuery } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_evaluations", { query });
const rowTestId = (row: EvaluationRow) => `row-${row.contract_code}`;
const SUMS: readonly string[] = [];

/** 履约评价 by contract: the list, the evaluation beside it, and the form. */
export function EvaluationsPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<FormTarget | null>(null);
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
  const create = () => setWriting({ id: null });
  const copy = (id: number) => setWriting({ id: null, copyOf: id });
  const above = useCallback(() => <ViewTabs />, []);
  return (
    <>
      <RecordList
        noun="evaluation"
        title={t("evaluation.title")}
        columns={useEvaluationColumns(ordinals.data, grades)}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={SHARED}
        empty={<EmptyLedger text={t("evaluation.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ id })}
        onCopy={copy}
        above={above}
        panel={(id, close) => (
          <EvaluationPanel
            id={id}
            onClose={close}
            onEdit={() => setWriting({ id })}
            onCopy={() => copy(id)}
          />
        )}
      />
      {writing !== null && (
        <EvaluationForm
          target={writing}
          onClose={() => setWriting(null)}
          onSaved={({ id }) => {
            setWriting(null);
            if (writing.id === null) {
              go({ page: "evaluations", open: id });
            }
          }}
        />
      )}
    </>
  );
}
