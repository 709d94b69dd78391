import { useMemo } from "react";
import type { InterviewRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { DateText, Plain, State } from "../../shared/values";
import { Deadline } from "./Deadline";
import { INTERVIEW_KINDS, INTERVIEW_STATUSES } from "./fields";

type TextKey =
  | "contract_code"
  | "interviewer"
  | "representative"
  | "reason"
  | "content"
  | "rectification"
  | "result";

const OPTIONAL: readonly TextKey[] = ["contract_code", "representative", "rectification", "result"];

/** The columns of the interview list. */
export function useInterviewColumns(): readonly ListColumn<InterviewRow>[] {
  const label = useFieldLabel();
  return useMemo(() => {
    const of = (key: keyof InterviewRow & string, width: number) => ({
      key,
      title: label(key, "interview"),
      width,
      sortable: true,
    });
    const text = (key: TextKey, width: number): ListColumn<InterviewRow> => ({
      ...of(key, width),
      filter: { kind: "text", optional: OPTIONAL.includes(key) },
      render: (row) => <Plain text={row[key]} />,
    });
    return [
      {
        ...of("held_on", 104),
        frozen: true,
        filter: { kind: "date" },
        render: (row) => <DateText value={row.held_on} />,
      },
      {
        ...of("supplier", 220),
        frozen: true,
        grow: true,
        filter: { kind: "text" },
        render: (row) => <Plain text={row.supplier} />,
      },
      {
        ...of("kind", 110),
        filter: { kind: "choice", choices: INTERVIEW_KINDS },
        render: (row) => <State value={row.kind} />,
      },
      {
        ...of("status", 96),
        filter: { kind: "choice", choices: INTERVIEW_STATUSES },
        render: (row) => <State value={row.status} />,
      },
      {
        ...of("due_on", 190),
        filter: { kind: "date", optional: true },
        render: (row) => <Deadline due={row.due_on} days={row.days_left} />,
      },
      { ...text("reason", 200), grow: true },
      { ...text("content", 240), grow: true },
      text("rectification", 200),
      text("result", 160),
      text("contract_code", 190),
      text("interviewer", 96),
      text("representative", 110),
    ];
  }, [label]);
}
