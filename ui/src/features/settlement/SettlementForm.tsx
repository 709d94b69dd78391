import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Saved, Settlement, SettlementDetail } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { decimalPlaces, readDecimal } from "../../shared/decimal";
import { copyOf, type Draft, draftOf, isPicked, type Picked } from "../../shared/form/draft";
import { findMainContracts } from "../../shared/form/findMainContracts";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { foundLabel } from "../../shared/form/RecordPicker";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { PositionNote } from "../../shared/PositionNote";
import { useRested } from "../../shared/useRested";
import { SETTLEMENT_FIELDS } from "./fields";

interface Props {
  target: FormTarget;
  /** The contract that a new settlement closes. */
  contract?: Picked | undefined;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const FINDS = { contract_id: findMainContracts };

/** The form of a new settlement, of a copy, or of one that is there. */
export function SettlementForm({ target, contract, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { ready, detail } = useFormRecord("settlement", target, read, onClose);
  const title = useFormTitle("settlement", target, detail?.row.contract_code);
  if (!ready) {
    return null;
  }
  const { id } = target;
  const blank = { ...draftOf(SETTLEMENT_FIELDS, {}), contract_id: contract ?? null };
  const known = detail === undefined ? blank : draftFrom(detail);
  return (
    <RecordForm
      noun="settlement"
      title={title}
      groups={[{ title: t("settlement.title"), fields: SETTLEMENT_FIELDS }]}
      initial={id === null && detail !== undefined ? copyOf(SETTLEMENT_FIELDS, known) : known}
      revision={id === null ? null : (detail?.settlement.revision ?? null)}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      finds={FINDS}
      notes={{
        contract_id: (value, { final_amount: amount }) =>
          isPicked(value) ? (
            <ContractNote contractId={value.id} amount={typeof amount === "string" ? amount : ""} />
          ) : null,
      }}
      check={check}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

const REST = 250;

/** Where the contract stands, and where it will stand once it is settled. */
function ContractNote({ contractId, amount }: { contractId: number; amount: string }) {
  const read = readDecimal(useRested(amount, REST));
  const finalAmount = read !== null && decimalPlaces(read) <= 2 ? read : null;
  const { data } = useQuery({
    queryKey: ["settlement", "preview", contractId, finalAmount],
    queryFn: () => call("preview_settlement", { contractId, finalAmount }),
    placeholderData: (before) => before,
  });
  return data === undefined ? null : <PositionNote preview={data} typed={finalAmount !== null} />;
}

const read = (id: number) => call("settlement_detail", { id });

const check = (record: object) => call("check_settlement", { settlement: record as Settlement });

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const settlement = record as Settlement;
  return id === null || revision === null
    ? call("create_settlement", { settlement })
    : call("update_settlement", { id, revision, settlement });
}

async function readCurrent(id: number) {
  const detail = await read(id);
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.settlement;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}

function draftFrom({ settlement, contract }: SettlementDetail): Draft {
  return draftOf(SETTLEMENT_FIELDS, settlement.record, {
    contract_id: { id: settlement.record.contract_id, label: foundLabel(contract) },
  });
}
