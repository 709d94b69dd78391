import { usePaymentColumns } from "../features/payment/columns";
import { PAYMENT_FIELDS } from "../features/payment/fields";
import { PaymentForm } from "../features/payment/PaymentForm";
import { PaymentPanel } from "../features/payment/PaymentPanel";
import type { ListQuery, PaymentRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import { NounPage } from "../shared/list/NounPage";

const read = (query: ListQuery) => call("list_payments", { query });
const rowTestId = (row: PaymentRow) => `row-${row.code}`;
const SUMS = ["amount"] as const;

/** 付款: the list, the payment beside it, and the form. */
export function PaymentsPage() {
  return (
    <NounPage
      noun="payment"
      columns={usePaymentColumns()}
      read={read}
      rowTestId={rowTestId}
      sums={SUMS}
      batchFields={PAYMENT_FIELDS}
      form={(props) => <PaymentForm {...props} />}
      panel={(props) => <PaymentPanel {...props} />}
    />
  );
}
