import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { AppState } from "../../ipc/bindings";
import { call } from "../../ipc/call";

/** Gives the function that locks the window at once, before the program has answered. */
export function useLock(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    // An answer that is still under way says that nothing is locked.
    void client.cancelQueries({ queryKey: ["app_state"] });
    client.setQueryData<AppState>(
      ["app_state"],
      (state) => state && { ...state, access: { ...state.access, locked: true } },
    );
    call("lock", {})
      .then(() => client.invalidateQueries({ queryKey: ["app_state"] }))
      // Where the program could not lock, the cover lies over the desk all the same.
      .catch(() => {});
  }, [client]);
}
