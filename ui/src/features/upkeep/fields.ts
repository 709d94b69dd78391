import type {
  ChangeOutcome,
  DrillKind,
  DrillResult,
  IncidentLevel,
  UpkeepKind,
} from "../../ipc/bindings";
import type { FieldSpec } from "../../shared/form/draft";

const LEVELS: readonly IncidentLevel[] = ["P0", "P1", "P2", "P3"];
const OUTCOMES: readonly ChangeOutcome[] = ["已验证", "已回退"];
const DRILL_KINDS: readonly DrillKind[] = ["恢复演练", "切换演练", "其他演练"];
const RESULTS: readonly DrillResult[] = ["通过", "未通过"];

type GroupName =
  | "fault"
  | "steps"
  | "analysis"
  | "change"
  | "assessment"
  | "doing"
  | "drill"
  | "outcome";

interface Group {
  name: GroupName;
  fields: FieldSpec[];
}

const LINKS: FieldSpec = { name: "links", kind: "text", span: 3 };

/** The fields of each kind in its form, in groups. */
export const GROUPS: Record<UpkeepKind, readonly Group[]> = {
  incident: [
    {
      name: "fault",
      fields: [
        { name: "title", kind: "text", required: true, span: 2 },
        { name: "level", kind: "choice", choices: LEVELS, required: true },
        { name: "description", kind: "long", span: 3 },
      ],
    },
    {
      name: "steps",
      fields: [
        { name: "found_at", kind: "minute", required: true },
        { name: "found_by", kind: "text", required: true },
        { name: "confirmed_at", kind: "minute" },
        { name: "located_at", kind: "minute" },
        { name: "handled_at", kind: "minute" },
        { name: "handled_by", kind: "text" },
      ],
    },
    {
      name: "analysis",
      fields: [
        { name: "analysed_at", kind: "minute" },
        { name: "cause", kind: "long", span: 3 },
        { name: "measures", kind: "long", span: 3 },
        LINKS,
      ],
    },
  ],
  change: [
    {
      name: "change",
      fields: [
        { name: "title", kind: "text", required: true, span: 3 },
        { name: "description", kind: "long", span: 3 },
        { name: "applied_at", kind: "minute", required: true },
        { name: "applied_by", kind: "text", required: true },
      ],
    },
    {
      name: "assessment",
      fields: [
        { name: "risk", kind: "long", span: 3 },
        { name: "assessed_at", kind: "minute" },
        { name: "assessed_by", kind: "text", span: 2 },
        { name: "approved_at", kind: "minute" },
        { name: "approved_by", kind: "text", span: 2 },
      ],
    },
    {
      name: "doing",
      fields: [
        { name: "done_at", kind: "minute" },
        { name: "done_by", kind: "text", span: 2 },
        { name: "outcome", kind: "choice", choices: OUTCOMES },
        { name: "concluded_at", kind: "minute" },
        { name: "concluded_by", kind: "text" },
        { name: "note", kind: "long", span: 3 },
        LINKS,
      ],
    },
  ],
  drill: [
    {
      name: "drill",
      fields: [
        { name: "kind", kind: "choice", choices: DRILL_KINDS, required: true },
        { name: "held_at", kind: "minute", required: true },
        { name: "held_by", kind: "text", required: true },
        { name: "scope", kind: "long", required: true, span: 3 },
      ],
    },
    {
      name: "outcome",
      fields: [
        { name: "result", kind: "choice", choices: RESULTS, required: true },
        { name: "seconds", kind: "count" },
        { name: "findings", kind: "long", span: 3 },
        LINKS,
      ],
    },
  ],
};

/** Every field of a kind, in the order of its form. */
export function fieldsOf(kind: UpkeepKind): FieldSpec[] {
  return GROUPS[kind].flatMap(({ fields }) => fields);
}
