import { useQuery } from "@tanstack/react-query";
import type { AppState, Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";

/** Reads what the program has opened. */
export function useAppState() {
  return useQuery<AppState, Failure>({
    queryKey: ["app_state"],
    queryFn: () => call("app_state", {}),
  });
}
