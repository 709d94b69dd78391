import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContractDetail } from "../../ipc/bindings";
import { useMayDo } from "../../shared/access";
import { DeletionPreview } from "../../shared/deletion/DeletionPreview";
import { useFieldLabel } from "../../shared/labels";
import { Facts, Section } from "../../shared/panel/RecordPanel";
import { DateText, Money, Plain } from "../../shared/values";

interface Props {
  detail: ContractDetail;
  /** Settles the contract; none where only its main contract can be settled, or the person may not. */
  onSettle: (() => void) | undefined;
  onEdit: (id: number) => void;
}

/** The settlement of the family: entered, edited and removed here, on its main contract. */
export function SettlementSection({ detail, onSettle, onEdit }: Props) {
  const { t } = useTranslation();
  const mayDo = useMayDo();
  const [removing, setRemoving] = useState(false);
  const { settlement } = detail;
  const isMain = detail.row.parent_code === null;
  if (settlement === null) {
    return (
      <Section
        title={t("contract.settlement")}
        extra={
          onSettle !== undefined && (
            <button type="button" className="link" onClick={onSettle} data-testid="settle">
              {t("contract.settle")}
            </button>
          )
        }
      >
        <p className="quiet">{t("contract.not_settled")}</p>
      </Section>
    );
  }
  return (
    <Section
      title={t("contract.settlement")}
      extra={
        isMain && (
          <>
            {mayDo("update", "settlement") && (
              <button
                type="button"
                className="link"
                onClick={() => onEdit(settlement.id)}
                data-testid="edit-settlement"
              >
                {t("contract.edit_settlement")}
              </button>
            )}{" "}
            {mayDo("delete", "settlement") && (
              <button
                type="button"
                className="link"
                onClick={() => setRemoving(true)}
                data-testid="delete-settlement"
              >
                {t("contract.delete_settlement")}
              </button>
            )}
          </>
        )
      }
    >
      <SettlementFacts detail={detail} />
      {removing && (
        <DeletionPreview
          noun="settlement"
          selection={{ records: [{ id: settlement.id, revision: settlement.revision }] }}
          onClose={() => setRemoving(false)}
        />
      )}
    </Section>
  );
}

function SettlementFacts({ detail }: { detail: ContractDetail }) {
  const { t } = useTranslation();
  const label = useFieldLabel();
  const { settlement } = detail;
  if (settlement === null) {
    return null;
  }
  return (
    <Facts
      facts={[
        {
          label: label("final_amount", "settlement"),
          value: <Money yuan={settlement.final_amount} />,
          testId: "panel-final_amount",
        },
        {
          label: t("contract.difference"),
          value: <Money yuan={settlement.difference} />,
          testId: "panel-difference",
        },
        {
          label: label("completed_on", "settlement"),
          value: <DateText value={settlement.completed_on} />,
        },
        {
          label: label("archived_on", "settlement"),
          value: <DateText value={settlement.archived_on} />,
        },
        {
          label: label("remarks", "settlement"),
          value: <Plain text={settlement.remarks} />,
          wide: true,
        },
      ]}
    />
  );
}
