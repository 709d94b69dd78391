import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Payment, PaymentDetail, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { today } from "../../shared/dates";
import {
  copyOf,
  type Draft,
  type DraftValue,
  draftOf,
  isPicked,
  type Picked,
} from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { foundLabel } from "../../shared/form/RecordPicker";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { ContractNote, NextCode } from "./ContractNote";
import { PAYMENT_FIELDS } from "./fields";
import { findInstalments, proposedInstalment } from "./instalments";

interface Props {
  target: FormTarget;
  /** The contract that a new payment starts with. */
  contract?: Picked | undefined;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

/** The form of a new payment, of a copy, or of one that is there. */
export function PaymentForm({ target, contract, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { ready, detail } = useFormRecord("payment", target, read, onClose);
  const title = useFormTitle("payment", target, detail?.payment.record.code);
  const { id } = target;
  const check = useCallback(
    (record: object) => call("check_payment", { id, payment: record as Payment }),
    [id],
  );
  const [chosen, setChosen] = useState<Picked | null>(null);
  const contractId = (chosen ?? contract)?.id ?? detail?.payment.record.contract_id ?? null;
  const finds = useMemo(() => ({ payment_plan_id: findInstalments(contractId) }), [contractId]);
  const onPicked = useCallback(async (field: string, value: DraftValue): Promise<Draft> => {
    if (field !== "contract_id") {
      return {};
    }
    const picked = isPicked(value) ? value : null;
    setChosen(picked);
    // An instalment of the former contract is none of this one's.
    return { payment_plan_id: picked === null ? null : await proposedInstalment(picked.id) };
  }, []);
  const start = id === null ? (contract?.id ?? detail?.contract.id ?? null) : null;
  // A copy serves the next open instalment, not the one that the first payment serves.
  const proposed = useQuery({
    queryKey: ["payment", "proposed", start],
    queryFn: () => proposedInstalment(start ?? 0),
    enabled: start !== null,
    gcTime: 0,
    staleTime: 0,
  });
  if (!ready || (start !== null && proposed.isPending)) {
    return null;
  }
  const known = detail === undefined ? blank(contract) : draftFrom(detail);
  const fresh = { ...copyOf(PAYMENT_FIELDS, known), payment_plan_id: proposed.data ?? null };
  return (
    <RecordForm
      noun="payment"
      title={title}
      groups={[{ title: t("payment.title"), fields: PAYMENT_FIELDS }]}
      initial={id === null ? fresh : known}
      revision={id === null ? null : (detail?.payment.revision ?? null)}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      finds={finds}
      onPicked={onPicked}
      notes={{
        contract_id: (value, { amount, refund }) =>
          isPicked(value) ? (
            <ContractNote
              own={id}
              contractId={value.id}
              amount={typeof amount === "string" ? amount : ""}
              refund={refund === true}
            />
          ) : null,
        code: (typed, { contract_id: contract }) =>
          id === null && typed === "" ? (
            <div className="form-note quiet" data-testid="next-code">
              {t("payment.code_hint")} {isPicked(contract) && <NextCode contractId={contract.id} />}
            </div>
          ) : null,
      }}
      check={check}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

const read = (id: number) => call("payment_detail", { id });

function blank(contract: Picked | undefined): Draft {
  return {
    ...draftOf(PAYMENT_FIELDS, {}),
    contract_id: contract ?? null,
    paid_on: today(),
  };
}

function save(id: number | null, request: SaveRequest): Promise<Saved> {
  const { record, revision, reason: overpayReason } = request;
  const payment = record as Payment;
  return id === null || revision === null
    ? call("create_payment", { payment, overpayReason })
    : call("update_payment", { id, revision, payment, overpayReason });
}

async function readCurrent(id: number) {
  const detail = await read(id);
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.payment;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}

function draftFrom({ payment, row, contract }: PaymentDetail): Draft {
  const { payment_plan_id: plan } = row;
  return draftOf(PAYMENT_FIELDS, payment.record, {
    contract_id: { id: payment.record.contract_id, label: foundLabel(contract) },
    payment_plan_id: plan === null ? null : { id: plan, label: row.term ?? "" },
  });
}
