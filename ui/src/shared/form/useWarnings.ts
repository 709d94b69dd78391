import { useEffect, useState } from "react";
import type { Problem } from "../../ipc/bindings";
import { type Draft, type FieldSpec, readDraft } from "./draft";

/** Tells what is unusual about a record that may be saved all the same. */
export type Check = (record: { [field in string]: unknown }) => Promise<Problem[]>;

const REST = 300;
const NONE: readonly Problem[] = [];

/** Has the ledger look at a draft whenever it rests and can be read. */
export function useWarnings(
  fields: readonly FieldSpec[],
  draft: Draft,
  check: Check | undefined,
): readonly Problem[] {
  const [warnings, setWarnings] = useState(NONE);
  useEffect(() => {
    if (check === undefined) {
      return;
    }
    let outdated = false;
    const timer = setTimeout(() => {
      const { record, problems } = readDraft(fields, draft);
      // What cannot be read yet is told when it is saved; it is nothing to warn of.
      const found = problems.length > 0 ? Promise.resolve([]) : check(record);
      found
        .catch(() => [])
        .then((now) => !outdated && setWarnings((old) => (same(old, now) ? old : now)));
    }, REST);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [fields, draft, check]);
  return warnings;
}

/** Keeps the old list where nothing changed, so that no field is drawn again. */
function same(old: readonly Problem[], now: readonly Problem[]): boolean {
  return JSON.stringify(old) === JSON.stringify(now);
}
