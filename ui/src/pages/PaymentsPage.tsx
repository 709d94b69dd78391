import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePaymentColumns } from "../features/payment/columns";
import { PAYMENT_FIELDS } from "../features/payment/fields";
import { PaymentForm } from "../features/payment/PaymentForm";
import { PaymentPanel } from "../features/payment/PaymentPanel";
import type { ListQuery, PaymentRow } from "../ipc/bindings";
import { call } from "../ipc/call";
import type { FormTarget } from "../shared/form/useFormRecord";
import { EmptyLedger } from "../shared/list/EmptyLedger";
import { RecordList } from "../shared/list/RecordList";
import { useNavigation } from "../shared/navigation";

const read = (query: ListQuery) => call("list_payments", { query });
const rowTestId = (row: PaymentRow) => `row-${row.code}`;
const SUMS = ["amount"] as const;

/** 付款: the list, the payment beside it, and the form. */
export function PaymentsPage() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [writing, setWriting] = useState<FormTarget | null>(null);
  const create = () => setWriting({ id: null });
  const copy = (id: number) => setWriting({ id: null, copyOf: id });
  return (
    <>
      <RecordList
        noun="payment"
        title={t("payment.title")}
        columns={usePaymentColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        batchFields={PAYMENT_FIELDS}
        empty={<EmptyLedger text={t("payment.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ id })}
        onCopy={copy}
        panel={(id, close) => (
          <PaymentPanel
            id={id}
            onClose={close}
            onEdit={() => setWriting({ id })}
            onCopy={() => copy(id)}
          />
        )}
      />
      {writing !== null && (
        <PaymentForm
          target={writing}
          onClose={() => setWriting(null)}
          onSaved={({ id }) => {
            setWriting(null);
            if (writing.id === null) {
              go({ page: "payments", open: id });
            }
          }}
        />
      )}
    </>
  );
}
