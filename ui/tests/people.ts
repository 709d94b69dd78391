import type { Access, AccountRow, Role, RoleRights } from "../src/ipc/bindings";
import type { Deed, Operation } from "../src/shared/access";
import { ALL_NOUNS } from "../src/shared/queries";

const on = (...deeds: (Deed | "import")[]): Operation[] =>
  deeds.flatMap((deed) => ALL_NOUNS.map((noun): Operation => `${deed}_${noun}`));

const READER: Operation[] = ["read", "export", "try_rules", "back_up", "check"];
const EDITOR: Operation[] = [
  ...READER,
  ...on("create", "update", "batch", "import"),
  "save_payment_plan",
  "import_workbook",
  "undo",
];
const MANAGER: Operation[] = [
  ...EDITOR,
  ...on("delete"),
  "undo_others",
  "merge_suppliers",
  "adopt_rules",
  "update_settings",
  "keep_upkeep",
];
const ADMINISTRATOR: Operation[] = [
  ...MANAGER,
  "manage_accounts",
  "acknowledge_tampering",
  "keep_backups",
  "restore",
  "migrate",
  "diagnose",
];

/** What each role may do, as the ledger answers. */
export const RIGHTS: RoleRights[] = [
  { role: "administrator", may: ADMINISTRATOR },
  { role: "manager", may: MANAGER },
  { role: "editor", may: EDITOR },
  { role: "reader", may: READER },
];

/** One person alone, without a login. */
export const ALONE: Access = {
  with_accounts: false,
  person: null,
  locked: false,
  must_change: false,
  idle_minutes: 0,
  may: ADMINISTRATOR,
  features: ["rating_trial"],
  resets: [],
};

/** A ledger with accounts, in which nobody has signed in. */
export const NOBODY: Access = { ...ALONE, with_accounts: true, may: [], features: [] };

/** Somebody of a role who has signed in. */
export function signedIn(role: Role, part: Partial<Access> = {}): Access {
  return {
    ...NOBODY,
    person: { id: 7, name: "王芳", role, in_test_group: false },
    may: RIGHTS.find((one) => one.role === role)?.may ?? [],
    features: ["rating_trial"],
    ...part,
  };
}

/** An account, as an administrator sees it. */
export function accountRow(name: string, part: Partial<AccountRow> = {}): AccountRow {
  return {
    id: 8,
    revision: 3,
    account: { name, role: "editor", disabled: false, in_test_group: false },
    must_change: false,
    created_at: "2026-11-20T01:00:00Z",
    created_by: "王芳",
    signed_in_at: null,
    locked_until: null,
    reset_at: null,
    reset_by: null,
    ...part,
  };
}
