import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RunningPayment } from "../../ipc/bindings";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { Section } from "../../shared/panel/RecordPanel";
import { DateText, Money, Plain } from "../../shared/values";

interface Props {
  contractId: number;
  payments: readonly RunningPayment[];
  /** None where the person may not. */
  onNewPayment: (() => void) | undefined;
}

/** The newest payments stand in the panel; the others on request. */
const SHOWN = 12;

/** The payments of a contract with their running total. */
export function PaymentsSection({ contractId, payments, onNewPayment }: Props) {
  const { t } = useTranslation();
  const [allOf, setAllOf] = useState<number | null>(null);
  const shown = allOf === contractId ? payments : payments.slice(-SHOWN);
  return (
    <Section
      title={t("contract.payments", { count: payments.length })}
      extra={
        onNewPayment !== undefined && (
          <button type="button" className="link" onClick={onNewPayment} data-testid="new-payment">
            {t("contract.new_payment")}
          </button>
        )
      }
    >
      {payments.length === 0 ? (
        <p className="quiet">{t("contract.no_payments")}</p>
      ) : (
        <PaymentTable payments={shown} />
      )}
      {shown.length < payments.length && (
        <button type="button" className="link" onClick={() => setAllOf(contractId)}>
          {t("contract.all_payments", { count: payments.length })}
        </button>
      )}
    </Section>
  );
}

function PaymentTable({ payments }: { payments: readonly RunningPayment[] }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { go } = useNavigation();
  return (
    <table className="mini-table" data-testid="panel-payments">
      <thead>
        <tr>
          <th>{label("paid_on", "payment")}</th>
          <th className="right">{label("amount", "payment")}</th>
          <th className="right">{t("contract.running_total")}</th>
          <th>{label("purpose", "payment")}</th>
        </tr>
      </thead>
      <tbody>
        {payments.map(({ payment, running_total }) => (
          <tr key={payment.id}>
            <td className="nowrap">
              <button
                type="button"
                className="link"
                title={payment.code}
                onClick={() => go({ page: "payments", open: payment.id })}
              >
                <DateText value={payment.paid_on} />
              </button>
            </td>
            <td className="right">
              <Money yuan={payment.refund ? `-${payment.amount}` : payment.amount} />
            </td>
            <td className="right">
              <Money yuan={running_total} />
            </td>
            <td>
              {payment.refund && <span className="error">{label("refund", "payment")} </span>}
              <Plain text={payment.purpose} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
