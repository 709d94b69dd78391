import type { Found, PaymentPlanRow } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { formatDecimal } from "../../shared/decimal";
import type { Picked } from "../../shared/form/draft";
import { type Find, foundLabel } from "../../shared/form/RecordPicker";

/** Reads the payment plan of a contract. */
function planOf(contractId: number) {
  return call("preview_payment", { id: null, contractId, amount: null, refund: false });
}

/** Names an instalment by its term, with what is still open. */
function found(row: PaymentPlanRow): Found {
  const parts = [row.due_on, row.open === null ? null : formatDecimal(row.open, 2), row.state];
  const name = parts.filter((part) => part !== null).join(" · ");
  return { noun: "payment_plan", id: row.id, code: row.term, name };
}

/** Gives the way to look for an instalment of a contract; without one there is none. */
export function findInstalments(contractId: number | null): Find {
  return async (text) => {
    const plan = contractId === null ? [] : (await planOf(contractId)).plan;
    return plan.filter(({ term }) => term.includes(text)).map(found);
  };
}

/** Returns the instalment that the next payment on a contract most likely serves. */
export async function proposedInstalment(contractId: number): Promise<Picked | null> {
  const { plan, proposed_plan_id: proposed } = await planOf(contractId);
  const row = plan.find(({ id }) => id === proposed);
  return row === undefined ? null : { id: row.id, label: foundLabel(found(row)) };
}
