import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Contract, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { copyOf, type Draft, draftOf, type Picked } from "../../shared/form/draft";
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
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const FINDS = { parent_id: findParents };

const NEW: Draft = {
  ...draftOf(ALL_CONTRACT_FIELDS, {}),
  kind: "主合同",
  source: "直接签订",
};

/** The form of a new contract, of a copy, or of one that is there. */
export function ContractForm({ target, procurement: start, onSaved, onClose }: Props) {
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
  if (!ready) {
    return null;
  }
  const { id } = target;
  const blank: Draft = start === undefined ? NEW : { ...NEW, source: "采购合同" };
  const known = detail === undefined ? blank : draftFrom(detail);
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
      onPicked={inherit}
      pick={start === undefined ? undefined : { field: "procurement_id", value: start }}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
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

/** Only a main or framework contract can be a parent. */
async function findParents(text: string) {
  const page = await call("list_contracts", {
    query: {
      search: text,
      filters: [{ field: "kind", comparison: "is", values: ["主合同", "框架协议"] }],
      sort: [],
      offset: 0,
      limit: 30,
    },
  });
  return page.rows.map(({ id, code, name }) => ({ noun: "contract" as const, id, code, name }));
}
