import { useQuery } from "@tanstack/react-query";
import type { BackupStanding, Failure } from "../ipc/bindings";
import { call } from "../ipc/call";

/** Reads how well the open ledger is backed up. */
export function useBackupStanding() {
  return useQuery<BackupStanding, Failure>({
    queryKey: ["backups", "standing"],
    queryFn: () => call("backup_standing", {}),
  });
}
