import { useQuery } from "@tanstack/react-query";
import type { BackupList, Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";

/** Reads every backup of the open ledger, newest first. */
export function useBackups() {
  return useQuery<BackupList, Failure>({
    queryKey: ["backups", "list"],
    queryFn: () => call("list_backups", {}),
  });
}
