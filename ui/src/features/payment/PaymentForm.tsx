import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Payment, PaymentDetail, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import { type Draft, draftOf, isPicked, type Picked } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { foundLabel } from "../../shared/form/RecordPicker";
import { ContractNote } from "./ContractNote";
import { PAYMENT_FIELDS } from "./fields";

interface Props {
  /** The payment to edit; none makes a new one. */
  id: number | null;
  /** The contract that a new payment starts with. */
  contract?: Picked | undefined;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** The form of a new payment, or of one that is there. */
export function PaymentForm({ id, contract, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const detail = useQuery({
    queryKey: ["payment", "form", id],
    queryFn: () => call("payment_detail", { id: id ?? 0 }),
    enabled: id !== null,
    gcTime: 0,
    staleTime: 0,
  });
  if (id !== null && detail.data === undefined) {
    return null;
  }
  const noun = t("common.noun.payment");
  const stored = detail.data?.payment;
  return (
    <RecordForm
      noun="payment"
      title={
        stored === undefined
          ? t("common.form.new_title", { noun })
          : t("common.form.edit_title", { noun, name: stored.record.code })
      }
      groups={[{ title: t("payment.title"), fields: PAYMENT_FIELDS }]}
      initial={detail.data === undefined ? blank(contract) : draftFrom(detail.data)}
      revision={stored?.revision ?? null}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      notes={{
        contract_id: (value) => (isPicked(value) ? <ContractNote id={value.id} /> : null),
        code: () =>
          id === null ? <div className="form-note quiet">{t("payment.code_hint")}</div> : null,
      }}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

function blank(contract: Picked | undefined): Draft {
  return {
    ...draftOf(PAYMENT_FIELDS, {}),
    contract_id: contract ?? null,
    paid_on: today(),
  };
}

function save(id: number | null, request: SaveRequest): Promise<Saved> {
  const { record, revision, overpayReason } = request;
  const payment = record as Payment;
  return id === null || revision === null
    ? call("create_payment", { payment, overpayReason })
    : call("update_payment", { id, revision, payment, overpayReason });
}

async function readCurrent(id: number) {
  const detail = await call("payment_detail", { id });
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.payment;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}

function draftFrom({ payment, contract }: PaymentDetail): Draft {
  return draftOf(PAYMENT_FIELDS, payment.record, {
    contract_id: { id: payment.record.contract_id, label: foundLabel(contract) },
  });
}
