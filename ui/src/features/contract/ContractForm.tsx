import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Contract, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { copyOf, type Draft, draftOf, type Picked } from "../../shared/form/draft";
import { findMainContracts } from "../../shared/form/findMainContracts";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { type FormTarget, useFormRecord } from "../../shared/form/useFormRecord";
import { useFormTitle } from "../../shared/form/useFormTitle";
import { draftFrom } from "./draftFrom";
import { ALL_CONTRACT_FIELDS, CONTRACT_FIELDS } from "./fields";
import { inherit } from "./inherit";

interface Props {
  target: FormTarget;
  /** The procurement that a new contract comes of. */
  procurement?: Picked | undefined;
  /** The main contract that a new supplement belongs to. */
  parent?: Picked | undefined;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const FINDS = { parent_id: findMainContracts };

const NEW: Draft = {
  ...draftOf(ALL_CONTRACT_FIELDS, {}),
  kind: "主合同",
  source: "直接签订",
};

/** The form of a new contract, of a copy, or of one that is there. */
export function ContractForm({ target, procurement, parent, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const { ready, detail } = useFormRecord("contract", target, read, onClose);
  const title = useFormTitle("contract", target, detail?.contract.record.code);
  const groups = useMemo(
    () => [
      { title: t("contract.group_basic"), fields: CONTRACT_FIELDS.basic },
      { title: t("contract.group_parties"), fields: CONTRACT_FIELDS.parties },
      { title: t("contract.group_money"), fields: CONTRACT_FIELDS.money },
      { title: t("contract.group_dates"), fields: CONTRACT_FIELDS.dates },
    ],
    [t],
  );
  const { id } = target;
  const check = useCallback(
    (record: object) => call("check_contract", { id, contract: record as Contract }),
    [id],
  );
  if (!ready) {
    return null;
  }
  const start = startOf(procurement, parent);
  const known = detail === undefined ? { ...NEW, ...start.draft } : draftFrom(detail);
  return (
    <RecordForm
      noun="contract"
      title={title}
      groups={groups}
      initial={id === null ? copyOf(ALL_CONTRACT_FIELDS, known) : known}
      revision={id === null ? null : (detail?.contract.revision ?? null)}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      finds={FINDS}
      check={check}
      onPicked={inherit}
      pick={start.pick}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

/** What a new contract starts with: the procurement it comes of, or its main contract. */
function startOf(
  procurement: Picked | undefined,
  parent: Picked | undefined,
): { draft: Draft; pick: { field: string; value: Picked } | undefined } {
  if (parent !== undefined) {
    return { draft: { kind: "补充协议" }, pick: { field: "parent_id", value: parent } };
  }
  return procurement === undefined
    ? { draft: {}, pick: undefined }
    : { draft: { source: "采购合同" }, pick: { field: "procurement_id", value: procurement } };
}

const read = (id: number) => call("contract_detail", { id });

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const contract = record as Contract;
  return id === null || revision === null
    ? call("create_contract", { contract })
    : call("update_contract", { id, revision, contract });
}

async function readCurrent(id: number) {
  const detail = await read(id);
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.contract;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}
