import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ProcurementDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMayDo } from "../../shared/access";
import { capitalAmount } from "../../shared/capitalAmount";
import type { FieldSpec } from "../../shared/form/draft";
import { useChoiceLabel, useFieldLabel } from "../../shared/labels";
import { type Place, useNavigation } from "../../shared/navigation";
import { ContractTable } from "../../shared/panel/ContractTable";
import { RecordHistory } from "../../shared/panel/RecordHistory";
import { type Fact, Facts, RecordPanel, Section } from "../../shared/panel/RecordPanel";
import { useDetail } from "../../shared/panel/useDetail";
import { DateText, Money, Plain } from "../../shared/values";
import { PROCUREMENT_FIELDS, PROCUREMENT_GROUPS } from "./fields";

interface Props {
  id: number;
  onClose: () => void;
  onEdit: () => void;
  onCopy: () => void;
  onNewContract: (detail: ProcurementDetail) => void;
}

const read = (id: number) => call("procurement_detail", { id });

/** Everything about one procurement. */
export function ProcurementPanel({ id, onClose, onEdit, onCopy, onNewContract }: Props) {
  const detail = useDetail("procurement", id, read);
  const row = detail.data?.row;
  return (
    <RecordPanel
      noun="procurement"
      heading={row?.code ?? ""}
      subheading={row?.name}
      onClose={onClose}
      onEdit={onEdit}
      onCopy={onCopy}
      loading={detail.loading}
      failure={detail.error}
    >
      {detail.data && <Details detail={detail.data} onNewContract={onNewContract} />}
    </RecordPanel>
  );
}

/** What stands in the heading of the panel already. */
const HEADING = new Set(["code", "name"]);

function Details({
  detail,
  onNewContract,
}: {
  detail: ProcurementDetail;
  onNewContract: (detail: ProcurementDetail) => void;
}) {
  const { t } = useTranslation();
  const fact = useFact(detail);
  const mayDo = useMayDo();
  return (
    <>
      <Section
        title={t("procurement.contracts", { count: detail.contracts.length })}
        extra={
          mayDo("create", "contract") && (
            <button
              type="button"
              className="link"
              onClick={() => onNewContract(detail)}
              data-testid="new-contract"
            >
              {t("procurement.new_contract")}
            </button>
          )
        }
      >
        <ContractTable contracts={detail.contracts} />
      </Section>
      {PROCUREMENT_GROUPS.map((name) => (
        <Section key={name} title={t(`procurement.group.${name}`)}>
          <Facts
            facts={PROCUREMENT_FIELDS[name]
              .filter((field: FieldSpec) => !HEADING.has(field.name))
              .map(fact)}
          />
        </Section>
      ))}
      <RecordHistory noun="procurement" id={detail.row.id} />
    </>
  );
}

/** Gives the function that shows a field of the procurement as its kind asks. */
function useFact(detail: ProcurementDetail): (field: FieldSpec) => Fact {
  const label = useFieldLabel();
  const choice = useChoiceLabel();
  const values = detail.procurement.record as unknown as { [field in string]: string | null };
  const { row } = detail;
  return (field) => {
    const value = values[field.name] ?? null;
    return {
      label: label(field.name, "procurement"),
      wide: field.kind === "long" || field.kind === "record" || field.kind === "amount",
      testId: `panel-${field.name}`,
      value: show(field, value),
    };
  };

  function show(field: FieldSpec, value: string | null): ReactNode {
    switch (field.kind) {
      case "date":
        return <DateText value={value} />;
      case "amount":
        return (
          <>
            <Money yuan={value} />{" "}
            {value !== null && <span className="quiet">{capitalAmount(value)}</span>}
          </>
        );
      case "choice":
        return <Plain text={value === null ? null : choice(value)} />;
      case "long":
        return <span className="prose">{value ?? <Plain text={null} />}</span>;
      case "record":
        return field.name === "project_id" ? (
          <RecordLink
            text={[row.project_code, detail.project_name].filter(Boolean).join(" ")}
            place={{ page: "projects", open: row.project_id ?? 0 }}
          />
        ) : (
          <RecordLink
            text={row.winning_supplier ?? ""}
            place={{ page: "suppliers", open: row.winning_supplier_id ?? 0 }}
          />
        );
      case "text":
      case "percent":
      case "flag":
      case "names":
        return <Plain text={value} />;
    }
  }
}

function RecordLink({ text, place }: { text: string; place: Place }) {
  const { go } = useNavigation();
  return text === "" ? (
    <Plain text={null} />
  ) : (
    <button type="button" className="link" onClick={() => go(place)}>
      {text}
    </button>
  );
}
