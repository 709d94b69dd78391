import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEvent } from "../../ipc/events";

/** What shows whether the ledger was changed by something else. */
const SHOWN_IN = [["app_state"], ["health", "quick"]];

/** Reads again whether the ledger was changed by something else. */
export async function lookAgain(client: QueryClient): Promise<void> {
  await Promise.all(SHOWN_IN.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** Hears that the ledger was found changed by something else, and reads again how it stands. */
export function useTampering(): void {
  const client = useQueryClient();
  useEvent("ledger-tampered", () => void lookAgain(client));
}
