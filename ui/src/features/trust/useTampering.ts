import { useQueryClient } from "@tanstack/react-query";
import { useEvent } from "../../ipc/events";

/** Hears that the ledger was found changed by something else, and reads again how it stands. */
export function useTampering(): void {
  const client = useQueryClient();
  useEvent("ledger-tampered", () => void client.invalidateQueries({ queryKey: ["app_state"] }));
}
