import { usePaymentPlanColumns } from "../features/payment_plan/columns";
import { PLAN_FIELDS } from "../features/payment_plan/fields";
import { PaymentPlanPanel } from "../features/payment_plan/PaymentPlanPanel";
import { PlanForm } from "../features/payment_plan/PlanForm";
import type { ListQuery, PaymentPlanRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import { NounPage } from "../shared/list/NounPage";

const read = (query: ListQuery) => call("list_payment_plans", { query });
const rowTestId = (row: PaymentPlanRow) => `row-${row.contract_code}-${row.term}`;
const SUMS = ["payable", "paid", "open"] as const;

/** 付款计划: the rows of all plans, the row beside the list, and the plan of a contract. */
export function PaymentPlansPage() {
  return (
    <NounPage
      noun="payment_plan"
      columns={usePaymentPlanColumns()}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      batchFields={PLAN_FIELDS}
      // What is saved is the plan of a contract: no row of it is opened.
      form={({ target, onClose }) => (
        <PlanForm target={target} onClose={onClose} onSaved={onClose} />
      )}
      panel={(props) => <PaymentPlanPanel {...props} />}
    />
  );
}
