import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useInterviewColumns } from "../features/interview/columns";
import { ALL_INTERVIEW_FIELDS } from "../features/interview/fields";
import { InterviewCards } from "../features/interview/InterviewCards";
import { InterviewForm } from "../features/interview/InterviewForm";
import { InterviewPanel } from "../features/interview/InterviewPanel";
import type { InterviewRow, ListQuery } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import type { ListState } from "../shared/list/useListState";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_interviews", { query });
const rowTestId = (row: InterviewRow) => `row-${row.supplier}-${row.held_on}`;
const SUMS: readonly string[] = [];

/** 约谈记录: cards by status, the list, the interview beside it, and the form. */
export function InterviewsPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<FormTarget | null>(null);
  const create = () => setWriting({ id: null });
  const copy = (id: number) => setWriting({ id: null, copyOf: id });
  const above = useCallback((list: ListState) => <InterviewCards list={list} />, []);
  return (
    <>
      <RecordList
        noun="interview"
        title={t("interview.title")}
        columns={useInterviewColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={ALL_INTERVIEW_FIELDS}
        empty={<EmptyLedger text={t("interview.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ id })}
        onCopy={copy}
        above={above}
        panel={(id, close) => (
          <InterviewPanel
            id={id}
            onClose={close}
            onEdit={() => setWriting({ id })}
            onCopy={() => copy(id)}
          />
        )}
      />
      {writing !== null && (
        <InterviewForm
          target={writing}
          onClose={() => setWriting(null)}
          onSaved={({ id }) => {
            setWriting(null);
            if (writing.id === null) {
              go({ page: "interviews", open: id });
            }
          }}
        />
      )}
    </>
  );
}
