import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { AppState, Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";

/** Reads what the program has opened. */
export function useAppState() {
  return useQuery<AppState, Failure>({
    queryKey: ["app_state"],
    queryFn: () => call("app_state", {}),
  });
}

/**
 * Gives the function that lets the window go on with a new state.
 *
 * Nothing that was read of another ledger may stay on screen.
 */
export function useEnter(): (state: AppState) => void {
  const client = useQueryClient();
  return useCallback(
    (state) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "app_state" });
      client.setQueryData(["app_state"], state);
    },
    [client],
  );
}
