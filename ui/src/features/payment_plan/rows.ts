import type {
  PaymentPlan,
  PaymentPlanRow,
  PlanEntry,
  PlanVersion,
  Problem,
} from "../../ipc/bindings";
import { changedFields, copyOf, type Draft, draftOf, readDraft } from "../../shared/form/draft";
import { PLAN_FIELDS } from "./fields";

/** A row of a plan as it is being entered. */
export interface RowDraft {
  /** Tells the rows apart while they are entered. */
  key: number;
  /** The row of the ledger; none for a new one. */
  known: PlanVersion | null;
  draft: Draft;
}

/** Each pair of which one is stated and the other follows. */
const OTHER: { [field in string]: string } = { amount: "percent", percent: "amount" };

let lastKey = 0;

function rowOf(known: PlanVersion | null, draft: Draft): RowDraft {
  lastKey += 1;
  return { key: lastKey, known, draft };
}

/** Makes the rows of the form from those of the ledger. */
export function rowsOf(rows: readonly PaymentPlanRow[]): RowDraft[] {
  return rows.map((row) =>
    rowOf({ id: row.id, revision: row.revision }, draftOf(PLAN_FIELDS, row)),
  );
}

/** Makes an empty row. */
export function newRow(): RowDraft {
  return rowOf(null, draftOf(PLAN_FIELDS, {}));
}

/** Makes a row that starts as another one, without its name. */
export function copiedRow({ draft }: RowDraft): RowDraft {
  return rowOf(null, copyOf(PLAN_FIELDS, draft));
}

/**
 * Adds rows of another plan to those that are entered: a row of a name that is there already is left
 * out, and rows that say nothing make way.
 */
export function withRows(rows: readonly RowDraft[], more: readonly PaymentPlan[]) {
  const named = new Set(rows.map(({ draft }) => String(draft.term).trim()));
  const added = more.filter(({ term }) => !named.has(term));
  return {
    rows: [
      ...rows.filter((row) => !isBlank(row)),
      ...added.map((plan) => rowOf(null, draftOf(PLAN_FIELDS, plan))),
    ],
    added: added.length,
    left: more.length - added.length,
  };
}

/** Puts a value into a field; what is typed as an amount is no percentage any more. */
export function withValue(row: RowDraft, field: string, value: string): RowDraft {
  const other = OTHER[field];
  const cleared = other !== undefined && value.trim() !== "" ? { [other]: "" } : {};
  return { ...row, draft: { ...row.draft, [field]: value, ...cleared } };
}

/** Whether a new row says nothing: it is not saved. */
function isBlank({ known, draft }: RowDraft): boolean {
  return known === null && changedFields(PLAN_FIELDS, draftOf(PLAN_FIELDS, {}), draft).length === 0;
}

/** Reads the rows into those of the ledger, with everything that cannot be read, by its place. */
export function readRows(contractId: number, rows: readonly RowDraft[]) {
  const problems: Problem[] = [];
  const entries: PlanEntry[] = [];
  rows.forEach((row, place) => {
    if (isBlank(row)) {
      return;
    }
    const read = readDraft(PLAN_FIELDS, row.draft);
    problems.push(
      ...read.problems.map((problem) => ({ ...problem, field: `${place}.${problem.field}` })),
    );
    const plan = { ...read.record, contract_id: contractId } as PaymentPlan;
    entries.push({ known: row.known, plan });
  });
  return { entries, problems };
}

/** Reads what the rows come to as far as they can be read: one plan for each row. */
export function readable(contractId: number, rows: readonly RowDraft[]): PaymentPlan[] {
  return rows.map(({ draft }) => ({
    term: "",
    due_on: null,
    amount: null,
    percent: null,
    remarks: null,
    ...readDraft(PLAN_FIELDS, draft).record,
    contract_id: contractId,
  }));
}

/** Names the rows of the ledger that are no longer there. */
export function goneRows(before: readonly RowDraft[], now: readonly RowDraft[]): PlanVersion[] {
  const left = new Set(now.map(({ known }) => known?.id));
  return before.flatMap(({ known }) => (known === null || left.has(known.id) ? [] : [known]));
}

/** Counts the rows that would be saved otherwise than they are. */
export function countChanges(before: readonly RowDraft[], now: readonly RowDraft[]): number {
  const old = new Map(before.map((row) => [row.key, row.draft]));
  const changed = now.filter((row) => {
    const was = old.get(row.key);
    return was === undefined
      ? !isBlank(row)
      : changedFields(PLAN_FIELDS, was, row.draft).length > 0;
  });
  return changed.length + goneRows(before, now).length;
}
