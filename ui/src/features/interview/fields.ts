import type { InterviewKind, InterviewStatus } from "../../ipc/bindings";
import type { FieldSpec } from "../../shared/form/draft";

export const INTERVIEW_KINDS: readonly InterviewKind[] = [
  "违约约谈",
  "履约沟通",
  "商务洽谈",
  "投标前沟通",
  "其他",
];

export const INTERVIEW_STATUSES: readonly InterviewStatus[] = [
  "待整改",
  "整改中",
  "已完成",
  "仅记录",
];

/** The fields of an interview in its form. */
export const INTERVIEW_FIELDS = {
  talk: [
    { name: "supplier_id", kind: "record", noun: "supplier", required: true, span: 2 },
    { name: "kind", kind: "choice", choices: INTERVIEW_KINDS, required: true },
    { name: "contract_id", kind: "record", noun: "contract", span: 2 },
    { name: "held_on", kind: "date", required: true },
    { name: "interviewer", kind: "text", required: true },
    { name: "representative", kind: "text", span: 2 },
    { name: "reason", kind: "long", required: true, span: 3 },
    { name: "content", kind: "long", required: true, span: 3 },
  ],
  rectification: [
    { name: "status", kind: "choice", choices: INTERVIEW_STATUSES, required: true },
    { name: "due_on", kind: "date" },
    { name: "rectification", kind: "long", span: 3 },
    { name: "result", kind: "long", span: 3 },
  ],
} satisfies { [group in string]: FieldSpec[] };

/** Every field of the form, in its order. */
export const ALL_INTERVIEW_FIELDS: FieldSpec[] = Object.values(INTERVIEW_FIELDS).flat();
