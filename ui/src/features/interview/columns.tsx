import { useMemo } from "react";
import type { InterviewRow } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import type { ListColumn } from "../../shared/list/columns";
import { DateText, Plain, State } from "../../shared/values";
import { Deadline } from "./Deadline";
import { INTERVIEW_KINDS, INTERVIEW_STATUSES } from "./fields";

/** The fields of a row that hold a text, or none. */
type TextKey = {
  [key in keyof InterviewRow]: InterviewRow[key] extends string | null ? key : never;
}[keyof InterviewRow];

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
    const text = (key: TextKey, width: number, optional = false): ListColumn<InterviewRow> => ({
      ...of(key, width),
      filter: { kind: "text", optional },
      render: (row) => <Plain text={row[key]} />,
    });
    const optional = (key: TextKey, width: number) => text(key, width, true);
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
      optional("rectification", 200),
      optional("result", 160),
      optional("contract_code", 190),
      text("interviewer", 96),
      optional("representative", 110),
    ];
  }, [label]);
}
