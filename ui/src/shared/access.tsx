import { createContext, useCallback, useContext } from "react";
import type { Access, Noun, UpkeepKind } from "../ipc/bindings";
import type { PageName } from "./navigation";

/** What can be done with records from a list, a panel or a form. */
export type Deed = "create" | "update" | "delete" | "batch";

/** What rights are given for, by the names that the ledger has for it. */
export type Operation =
  | `${Deed | "import"}_${Noun}`
  | "read"
  | "export"
  | "try_rules"
  | "save_payment_plan"
  | "merge_suppliers"
  | "import_workbook"
  | "undo"
  | "undo_others"
  | "adopt_rules"
  | "update_settings"
  | "keep_upkeep"
  | "manage_accounts"
  | "acknowledge_tampering"
  | "back_up"
  | "keep_backups"
  | "restore"
  | "migrate"
  | "check"
  | "diagnose";

const Context = createContext<Access | null>(null);

/** Tells the screens inside who is at work and what that person may do. */
export const AccessProvider = Context.Provider;

/** Gives who is at work; nothing where no ledger is open. */
export function useAccess(): Access | null {
  return useContext(Context);
}

/**
 * Gives the function that tells whether the person at work may do something.
 *
 * It only spares people buttons that lead to a refusal: the ledger decides each time.
 */
export function useMay(): (operation: Operation) => boolean {
  const access = useContext(Context);
  return useCallback((operation) => access === null || access.may.includes(operation), [access]);
}

/** Gives the function that tells whether the person at work may do something with the records of a noun. */
export function useMayDo(): (deed: Deed, noun: Noun | UpkeepKind) => boolean {
  const may = useMay();
  return useCallback((deed, noun) => may(operationOf(deed, noun)), [may]);
}

/** Names the operation: a payment plan is saved as a whole, whether it is new or not. */
function operationOf(deed: Deed, noun: Noun | UpkeepKind): Operation {
  if (noun === "incident" || noun === "change" || noun === "drill") {
    return "keep_upkeep";
  }
  const saves = deed === "create" || deed === "update";
  return noun === "payment_plan" && saves ? "save_payment_plan" : `${deed}_${noun}`;
}

/** Gives the function that tells whether the person at work may take an operation back. */
export function useMayUndo(): (actor: string) => boolean {
  const access = useContext(Context);
  const may = useMay();
  return useCallback(
    (actor) =>
      may("undo_others") ||
      (may("undo") && (access?.person == null || access.person.name === actor)),
    [access, may],
  );
}

/** What the pages that not everybody may use are for. */
const PAGE_NEEDS: { [page in PageName]?: Operation } = {
  import: "import_workbook",
  migration: "migrate",
  settings: "update_settings",
  rating_trial: "try_rules",
  people: "manage_accounts",
};

/** The pages that are there only for whom a feature is switched on. */
const PAGE_FEATURE: { [page in PageName]?: string } = { rating_trial: "rating_trial" };

/** Gives the function that tells whether a page is there for the person at work. */
export function useMayOpen(): (page: PageName) => boolean {
  const access = useContext(Context);
  const may = useMay();
  return useCallback(
    (page) => {
      const needed = PAGE_NEEDS[page];
      const feature = PAGE_FEATURE[page];
      return (
        (needed === undefined || may(needed)) &&
        (feature === undefined || access === null || access.features.includes(feature))
      );
    },
    [access, may],
  );
}
