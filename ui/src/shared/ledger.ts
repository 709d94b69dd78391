import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { AppState } from "../ipc/bindings";

const listeners = new Set<() => void>();

/** Has something forgotten whenever another ledger stands in the window. */
export function whenReplaced(forget: () => void): void {
  listeners.add(forget);
}

/** Reads everything anew: nothing of the ledger before may stay on screen. */
async function startAnew(client: QueryClient, state: AppState): Promise<void> {
  for (const forget of listeners) {
    forget();
  }
  client.setQueryData(["app_state"], state);
  await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "app_state" });
}

/**
 * Forgets everything that was read, when nobody is at work any more.
 *
 * The screens are still there for a moment: they must not ask again, for they would be refused.
 */
function forgetAll(client: QueryClient, state: AppState): void {
  for (const forget of listeners) {
    forget();
  }
  client.setQueryData(["app_state"], state);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "app_state" });
}

/** Gives the function that takes the ledger from the window when a person signs out. */
export function useLeave(): (state: AppState) => void {
  const client = useQueryClient();
  return useCallback((state) => forgetAll(client, state), [client]);
}

/** Gives the function that lets the window go on with another ledger, or with a restored one. */
export function useEnter(): (state: AppState) => Promise<void> {
  const client = useQueryClient();
  return useCallback((state) => startAnew(client, state), [client]);
}
