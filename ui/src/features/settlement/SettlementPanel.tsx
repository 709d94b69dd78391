import { useTranslation } from "react-i18next";
import type { SettlementDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { capitalAmount } from "../../shared/capitalAmount";
import { useFieldLabel } from "../../shared/labels";
import { ContractTable } from "../../shared/panel/ContractTable";
import { DetailPanel, type PanelProps } from "../../shared/panel/DetailPanel";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { Facts, Section } from "../../shared/panel/RecordPanel";
import { DateText, Money, Plain } from "../../shared/values";

const read = (id: number) => call("settlement_detail", { id });

/** Everything about one settlement. */
export function SettlementPanel(props: PanelProps) {
  return (
    <DetailPanel
      {...props}
      noun="settlement"
      read={read}
      heading={({ row }) => row.contract_code}
      subheading={({ row }) => row.contract_name}
    >
      {(detail) => <Details detail={detail} />}
    </DetailPanel>
  );
}

function Details({ detail }: { detail: SettlementDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { row, contract } = detail;
  return (
    <>
      <Section title={t("common.panel.fields")}>
        <Facts
          facts={[
            {
              label: label("final_amount", "settlement"),
              wide: true,
              testId: "panel-final_amount",
              value: (
                <>
                  <b>
                    <Money yuan={row.final_amount} />
                  </b>{" "}
                  <span className="quiet">{capitalAmount(row.final_amount)}</span>
                </>
              ),
            },
            {
              label: label("family_amount", "settlement"),
              value: <Money yuan={row.family_amount} />,
            },
            {
              label: label("difference", "settlement"),
              value: <Money yuan={row.difference} />,
              testId: "panel-difference",
            },
            {
              label: label("completed_on", "settlement"),
              value: <DateText value={row.completed_on} />,
            },
            {
              label: label("archived_on", "settlement"),
              value: <DateText value={row.archived_on} />,
            },
            {
              label: label("supplier", "settlement"),
              value: <Plain text={row.supplier} />,
              wide: true,
            },
            {
              label: label("remarks", "settlement"),
              value: <Plain text={row.remarks} />,
              wide: true,
            },
          ]}
        />
      </Section>
      <Section title={t("settlement.contract")}>
        <ContractTable contracts={[contract]} />
      </Section>
      <RecordHistory noun="settlement" id={row.id} />
    </>
  );
}
