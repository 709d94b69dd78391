import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePaymentColumns } from "../features/payment/columns";
import { PaymentForm } from "../features/payment/PaymentForm";
import { PaymentPanel } from "../features/payment/PaymentPanel";
import type { ListQuery, PaymentRow } from "../ipc/bindings";
import { call } from "../ipc/call";
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
  const [writing, setWriting] = useState<{ id: number | null } | null>(null);
  const create = () => setWriting({ id: null });
  return (
    <>
      <RecordList
        noun="payment"
        title={t("payment.title")}
        columns={usePaymentColumns()}
        read={read}
        rowTestId={rowTestId}
        sums={SUMS}
        empty={<EmptyLedger text={t("payment.empty")} onNew={create} />}
        onNew={create}
        onEdit={(id) => setWriting({ id })}
        panel={(id, close) => (
          <PaymentPanel id={id} onClose={close} onEdit={() => setWriting({ id })} />
        )}
      />
      {writing !== null && (
        <PaymentForm
          id={writing.id}
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
