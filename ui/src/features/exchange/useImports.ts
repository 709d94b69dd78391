import { useQuery } from "@tanstack/react-query";
import type { Failure, ImportHistoryEntry } from "../../ipc/bindings";
import { call } from "../../ipc/call";

/** Reads every import, newest first; whatever writes to the journal makes it read again. */
export function useImports() {
  return useQuery<ImportHistoryEntry[], Failure>({
    queryKey: ["journal", "imports"],
    queryFn: () => call("list_imports", {}),
  });
}
