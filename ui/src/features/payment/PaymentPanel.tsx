import { useTranslation } from "react-i18next";
import type { PaymentDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { capitalAmount } from "../../shared/capitalAmount";
import { useFieldLabel } from "../../shared/labels";
import { useNavigation } from "../../shared/navigation";
import { ContractTable } from "../../shared/panel/ContractTable";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { type Fact, Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { useDetail } from "../../shared/panel/useDetail";
import { DateText, Money, Plain } from "../../shared/values";

interface Props {
  id: number;
  onClose: () => void;
  onEdit: () => void;
  onCopy: () => void;
}

const read = (id: number) => call("payment_detail", { id });

/** Everything about one payment. */
export function PaymentPanel({ id, onClose, onEdit, onCopy }: Props) {
  const detail = useDetail("payment", id, read);
  return (
    <RecordPanel
      noun="payment"
      heading={detail.data?.row.code ?? ""}
      subheading={detail.data?.row.contract_name}
      onClose={onClose}
      onEdit={onEdit}
      onCopy={onCopy}
      loading={detail.loading}
      failure={detail.error}
    >
      {detail.data && <Details detail={detail.data} />}
    </RecordPanel>
  );
}

function Details({ detail }: { detail: PaymentDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { go } = useNavigation();
  const { row, contract } = detail;
  const text = (field: "purpose" | "invoice" | "remarks", wide = false): Fact => ({
    label: label(field, "payment"),
    value: <Plain text={row[field]} />,
    wide,
  });
  return (
    <>
      <Section title={t("common.panel.fields")}>
        <Facts
          facts={[
            {
              label: label("amount", "payment"),
              wide: true,
              testId: "panel-amount",
              value: (
                <>
                  <b>
                    <Money yuan={row.refund ? `-${row.amount}` : row.amount} />
                  </b>{" "}
                  {row.refund && <span className="error">{label("refund", "payment")} </span>}
                  <span className="quiet">{capitalAmount(row.amount)}</span>
                </>
              ),
            },
            { label: label("paid_on", "payment"), value: <DateText value={row.paid_on} /> },
            {
              label: label("term", "payment"),
              testId: "panel-term",
              value:
                row.payment_plan_id === null ? (
                  <Plain text={null} />
                ) : (
                  <button
                    type="button"
                    className="link"
                    onClick={() => go({ page: "payment_plans", open: row.payment_plan_id ?? 0 })}
                  >
                    {row.term}
                  </button>
                ),
            },
            text("purpose"),
            text("invoice"),
            {
              label: label("supplier", "payment"),
              value: <Plain text={row.supplier} />,
              wide: true,
            },
            text("remarks", true),
          ]}
        />
      </Section>
      <Section title={t("payment.position")}>
        <ContractTable contracts={[contract]} />
      </Section>
      <RecordHistory noun="payment" id={row.id} />
    </>
  );
}
