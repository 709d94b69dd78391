import type { ContractDetail } from "../../ipc/bindings";
import { type Draft, draftOf, type Picked } from "../../shared/form/draft";
import { ALL_CONTRACT_FIELDS } from "./fields";

/** Makes the draft of a contract, with what it refers to by name. */
export function draftFrom({ contract, row, project_name }: ContractDetail): Draft {
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
