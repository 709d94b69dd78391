import { call } from "../../ipc/call";
import { type Draft, type DraftValue, draftOf, isPicked } from "../../shared/form/draft";
import { draftFrom } from "./draftFrom";
import { ALL_CONTRACT_FIELDS } from "./fields";

/** What a supplement or termination takes from its main contract. */
const FROM_PARENT = [
  "project_id",
  "type",
  "supplier_id",
  "party_a",
  "party_a_representative",
  "party_a_contact",
  "party_a_manager",
  "party_b_representative",
  "party_b_contact",
  "party_b_manager",
];

/** Fills in what a contract takes from its procurement or main contract, where it is empty. */
export async function inherit(field: string, value: DraftValue, draft: Draft): Promise<Draft> {
  if (!isPicked(value)) {
    return {};
  }
  if (field === "procurement_id") {
    return where(await ofProcurement(value.id), draft);
  }
  return field === "parent_id" ? ofParent(value.id, draft) : {};
}

/** A procurement says what was bought, by whom, from whom and for how much. */
async function ofProcurement(id: number): Promise<Draft> {
  const { procurement, row, project_name } = await call("procurement_detail", { id });
  const { record } = procurement;
  const taken = {
    name: record.name,
    type: record.category,
    party_a: record.unit,
    amount: record.award_amount,
    officer: record.officer,
    party_b_contact: record.winner_contact,
    project_id: record.project_id,
    supplier_id: record.winning_supplier_id,
  };
  const fields = ALL_CONTRACT_FIELDS.filter(({ name }) => name in taken);
  const project = [row.project_code, project_name].filter((part) => part !== null).join(" ");
  return draftOf(fields, taken, {
    ...(record.project_id !== null && { project_id: { id: record.project_id, label: project } }),
    ...(record.winning_supplier_id !== null && {
      supplier_id: { id: record.winning_supplier_id, label: row.winning_supplier ?? "" },
    }),
  });
}

async function ofParent(id: number, draft: Draft): Promise<Draft> {
  const parent = draftFrom(await call("contract_detail", { id }));
  const inherited = Object.fromEntries(FROM_PARENT.map((name) => [name, parent[name] ?? null]));
  // Source and procurement belong together: one without the other would contradict it.
  const origin: Draft = isEmpty(draft.procurement_id)
    ? { source: parent.source ?? null, procurement_id: parent.procurement_id ?? null }
    : {};
  return { ...where(inherited, draft), ...origin };
}

/** Keeps what is to be filled in where the draft says nothing yet. */
function where(values: Draft, draft: Draft): Draft {
  const free = Object.entries(values).filter(
    ([name, value]) => !isEmpty(value) && isEmpty(draft[name]),
  );
  return Object.fromEntries(free);
}

function isEmpty(value: DraftValue | undefined): boolean {
  return value == null || value === "";
}
