import { useCallback } from "react";
import { useInterviewColumns } from "../features/interview/columns";
import { ALL_INTERVIEW_FIELDS } from "../features/interview/fields";
import { InterviewCards } from "../features/interview/InterviewCards";
import { InterviewForm } from "../features/interview/InterviewForm";
import { InterviewPanel } from "../features/interview/InterviewPanel";
import type { InterviewRow, ListQuery } from "../ipc/bindings";
import { call } from "../ipc/call";
import { NounPage } from "../shared/list/NounPage";
import type { ListState } from "../shared/list/useListState";

const read = (query: ListQuery) => call("list_interviews", { query });
const rowTestId = (row: InterviewRow) => `row-${row.supplier}-${row.held_on}`;
const SUMS: readonly string[] = [];

/** 约谈记录: cards by status, the list, the interview beside it, and the form. */
export function InterviewsPage() {
  const above = useCallback((list: ListState) => <InterviewCards list={list} />, []);
  return (
    <NounPage
      noun="interview"
      columns={useInterviewColumns()}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      batchFields={ALL_INTERVIEW_FIELDS}
      above={above}
      form={(props) => <InterviewForm {...props} />}
      panel={(props) => <InterviewPanel {...props} />}
    />
  );
}
