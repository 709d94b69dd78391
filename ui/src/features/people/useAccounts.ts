import { useQuery } from "@tanstack/react-query";
import type { AccountRow, Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";

/** Reads every account of the ledger. */
export function useAccounts() {
  return useQuery<AccountRow[], Failure>({
    queryKey: ["people", "accounts"],
    queryFn: () => call("list_accounts", {}),
  });
}
