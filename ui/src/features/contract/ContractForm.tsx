import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Contract, ContractDetail, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { type Draft, draftOf, isPicked, type Picked } from "../../shared/form/draft";
import { RecordForm, type SaveRequest } from "../../shared/form/RecordForm";
import { SupplierNote } from "../../shared/SupplierNote";
import { ALL_CONTRACT_FIELDS, CONTRACT_FIELDS } from "./fields";

interface Props {
  /** The contract to edit; none makes a new one. */
  id: number | null;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}

const FINDS = { parent_id: findParents };

const NEW: Draft = {
  ...draftOf(ALL_CONTRACT_FIELDS, {}),
  kind: "主合同",
  source: "直接签订",
};

/** The form of a new contract, or of one that is there. */
export function ContractForm({ id, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  // The form starts from what the ledger says now, never from what a list read before.
  const detail = useQuery({
    queryKey: ["contract", "form", id],
    queryFn: () => call("contract_detail", { id: id ?? 0 }),
    enabled: id !== null,
    gcTime: 0,
    staleTime: 0,
  });
  const groups = useMemo(
    () => [
      { title: t("contract.group_basic"), fields: CONTRACT_FIELDS.basic },
      { title: t("contract.group_parties"), fields: CONTRACT_FIELDS.parties },
      { title: t("contract.group_money"), fields: CONTRACT_FIELDS.money },
      { title: t("contract.group_dates"), fields: CONTRACT_FIELDS.dates },
    ],
    [t],
  );
  if (id !== null && detail.data === undefined) {
    return null;
  }
  const noun = t("common.noun.contract");
  const stored = detail.data?.contract;
  return (
    <RecordForm
      noun="contract"
      title={
        stored === undefined
          ? t("common.form.new_title", { noun })
          : t("common.form.edit_title", { noun, name: stored.record.code })
      }
      groups={groups}
      initial={detail.data === undefined ? NEW : draftFrom(detail.data)}
      revision={stored?.revision ?? null}
      save={(request) => save(id, request)}
      {...(id === null ? {} : { readCurrent: () => readCurrent(id) })}
      finds={FINDS}
      notes={{
        supplier_id: (value) => (isPicked(value) ? <SupplierNote id={value.id} /> : null),
      }}
      onPicked={fillFromParent}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

function save(id: number | null, { record, revision }: SaveRequest): Promise<Saved> {
  const contract = record as Contract;
  return id === null || revision === null
    ? call("create_contract", { contract })
    : call("update_contract", { id, revision, contract });
}

async function readCurrent(id: number) {
  const detail = await call("contract_detail", { id });
  const { revision, updated_by: updatedBy, updated_at: updatedAt } = detail.contract;
  return { draft: draftFrom(detail), revision, updatedBy, updatedAt };
}

function draftFrom({ contract, row, project_name }: ContractDetail): Draft {
  const { record } = contract;
  const picked = (id: number | null, label: string | null): Picked | null =>
    id === null ? null : { id, label: label ?? String(id) };
  const project = [row.project_code, project_name].filter((part) => part !== null).join(" ");
  return draftOf(ALL_CONTRACT_FIELDS, record, {
    parent_id: picked(record.parent_id, row.parent_code),
    procurement_id: picked(record.procurement_id, row.procurement_code),
    project_id: picked(record.project_id, project === "" ? null : project),
    supplier_id: picked(record.supplier_id, row.supplier),
  });
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

/** A supplement starts with the parties, project and type of its main contract. */
async function fillFromParent(field: string, value: Draft[string], draft: Draft): Promise<Draft> {
  if (field !== "parent_id" || !isPicked(value)) {
    return {};
  }
  const parent = draftFrom(await call("contract_detail", { id: value.id }));
  const inherited = ["supplier_id", "project_id", "party_a", "type"];
  const empty = inherited.filter((name) => draft[name] === null || draft[name] === "");
  return Object.fromEntries(empty.map((name) => [name, parent[name] ?? null]));
}
