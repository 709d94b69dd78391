import {
  QueryClient,
  type UseMutationResult,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { Failure, Noun } from "../ipc/bindings";
import { asFailure } from "../ipc/call";

/**
 * The nouns whose screens show something of a noun, besides its own.
 *
 * A payment changes the progress of its contract and the totals of the supplier; so a change of
 * one noun makes the queries of these stale as well.
 */
const SHOWN_IN: Record<Noun, Noun[]> = {
  project: ["contract", "procurement"],
  procurement: ["contract", "project"],
  supplier: [
    "contract",
    "payment_plan",
    "payment",
    "settlement",
    "evaluation",
    "interview",
    "project",
    "procurement",
  ],
  contract: [
    "supplier",
    "project",
    "procurement",
    "payment_plan",
    "payment",
    "settlement",
    "evaluation",
    "interview",
  ],
  payment_plan: ["contract", "payment"],
  payment: ["contract", "payment_plan", "supplier", "project", "procurement", "evaluation"],
  settlement: [
    "contract",
    "payment_plan",
    "supplier",
    "project",
    "procurement",
    "payment",
    "evaluation",
  ],
  evaluation: ["contract", "supplier"],
  interview: ["supplier"],
};

/** Every noun: an undo, an import or another setting may touch the screens of any of them. */
export const ALL_NOUNS = Object.keys(SHOWN_IN) as readonly Noun[];

/** What every write changes, whatever its noun. */
const ALWAYS = [
  "journal",
  "undo_state",
  "app_state",
  "find",
  "settings",
  "overview",
  "backups",
  "people",
  "upkeep",
] as const;

/** Names the first parts of the query keys that a change of these nouns makes stale. */
export function staleKeys(changed: readonly Noun[]): string[] {
  const nouns = new Set<string>(changed.flatMap((noun) => [noun, ...SHOWN_IN[noun]]));
  return [...nouns, ...ALWAYS];
}

/** Reads again exactly what a write changed. */
export async function refresh(client: QueryClient, changed: readonly Noun[]): Promise<void> {
  const keys = staleKeys(changed);
  await client.invalidateQueries({
    predicate: (query) => keys.includes(String(query.queryKey[0])),
  });
}

/** What every write answers at least: the nouns it touched. */
interface Change {
  changed: Noun[];
}

/** Runs a write and refreshes what it changed; a failure comes as a `Failure`. */
export function useSave<Input, Output extends Change>(
  write: (input: Input) => Promise<Output>,
): UseMutationResult<Output, Failure, Input> {
  const client = useQueryClient();
  return useMutation<Output, Failure, Input>({
    mutationFn: async (input) => {
      try {
        return await write(input);
      } catch (reason) {
        throw asFailure(reason);
      }
    },
    onSuccess: (output) => refresh(client, output.changed),
  });
}

/**
 * Makes the store of what was read.
 *
 * The file changes only through this window, so nothing grows stale by itself and nothing is
 * retried: an error of the file is shown, not repeated.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
