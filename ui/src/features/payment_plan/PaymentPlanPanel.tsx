import { useTranslation } from "react-i18next";
import type { PaymentPlanDetail, PaymentRow } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { DueDate } from "../../shared/DueDate";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { ContractTable } from "../../shared/panel/ContractTable";
import { DetailPanel, type PanelProps } from "../../shared/panel/DetailPanel";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { Facts, Section } from "../../shared/panel/RecordPanel";
import { DateText, Money, Percent, Plain, ProgressBar, State } from "../../shared/values";

const read = (id: number) => call("payment_plan_detail", { id });

/** Everything about one row of a payment plan. */
export function PaymentPlanPanel(props: PanelProps) {
  return (
    <DetailPanel
      {...props}
      noun="payment_plan"
      read={read}
      heading={({ row }) => row.term}
      subheading={({ row }) => `${row.contract_code} ${row.contract_name}`}
      state={({ row }) => row.state !== null && <State value={row.state} />}
    >
      {(detail) => <Details detail={detail} />}
    </DetailPanel>
  );
}

function Details({ detail }: { detail: PaymentPlanDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { row, contract, payments } = detail;
  return (
    <>
      <Section title={t("common.panel.fields")}>
        <Facts
          facts={[
            {
              label: label("payable", "payment_plan"),
              testId: "panel-payable",
              value: (
                <b>
                  <Money yuan={row.payable} />
                </b>
              ),
            },
            {
              label: label("share", "payment_plan"),
              value: <Percent ratio={row.share} decimals={2} />,
            },
            { label: label("paid", "payment_plan"), value: <Money yuan={row.paid} /> },
            {
              label: label("open", "payment_plan"),
              testId: "panel-open",
              value: <Money yuan={row.open} />,
            },
            {
              label: label("progress", "payment_plan"),
              wide: true,
              value: <ProgressBar ratio={row.progress} />,
            },
            {
              label: label("due_on", "payment_plan"),
              wide: true,
              value:
                row.falls_due_on === null ? (
                  <DateText value={row.due_on} />
                ) : (
                  <DueDate on={row.falls_due_on} state={row.due} days={row.days_left} withDate />
                ),
            },
            {
              label: label("supplier", "payment_plan"),
              value: <Plain text={row.supplier} />,
              wide: true,
            },
            {
              label: label("remarks", "payment_plan"),
              value: <Plain text={row.remarks} />,
              wide: true,
            },
          ]}
        />
      </Section>
      <Section title={t("payment_plan.payments", { count: payments.length })}>
        {payments.length === 0 ? (
          <p className="quiet">{t("payment_plan.no_payments")}</p>
        ) : (
          <Serving payments={payments} />
        )}
      </Section>
      <Section title={t("payment_plan.contract")}>
        <ContractTable contracts={[contract]} />
      </Section>
      <RecordHistory noun="payment_plan" id={row.id} />
    </>
  );
}

/** The payments that serve the row, each leading to its own. */
function Serving({ payments }: { payments: readonly PaymentRow[] }) {
  const label = useFieldLabel();
  const { go } = useNavigation();
  return (
    <table className="mini-table" data-testid="panel-serving">
      <thead>
        <tr>
          <th>{label("paid_on", "payment")}</th>
          <th>{label("code", "payment")}</th>
          <th className="right">{label("amount", "payment")}</th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => (
          <tr key={payment.id}>
            <td className="nowrap">
              <DateText value={payment.paid_on} />
            </td>
            <td>
              <button
                type="button"
                className="link"
                onClick={() => go({ page: "payments", open: payment.id })}
              >
                {payment.code}
              </button>
            </td>
            <td className="right">
              <Money yuan={payment.refund ? `-${payment.amount}` : payment.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
