import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Failure, HealthItem, HealthSummary, Progress } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";

const QUICK = ["health", "quick"] as const;
const THOROUGH = ["health", "thorough"] as const;

/** Reads how everything stands: what is known at once, and what the last thorough check found. */
export function useHealth() {
  const quick = useQuery<HealthSummary, Failure>({
    queryKey: QUICK,
    queryFn: () => call("health", {}),
    staleTime: 0,
  });
  const thorough = useQuery<HealthSummary | null>({
    queryKey: THOROUGH,
    queryFn: () => null,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const checked = thorough.data ?? null;
  return {
    items: together(quick.data?.items ?? [], checked?.items ?? []),
    lookedAt: quick.data?.at ?? null,
    checkedAt: checked?.at ?? null,
    pending: quick.isPending,
    failure: quick.error,
    refresh: quick.refetch,
  };
}

/** What only a thorough check can tell stands as that check found it. */
export function together(quick: HealthItem[], thorough: HealthItem[]): HealthItem[] {
  return quick.map((item) => {
    const found = thorough.find(({ name, about }) => name === item.name && about === item.about);
    return item.state === "unknown" && found !== undefined ? found : item;
  });
}

export type HealthWork = "checking" | "backing_up" | "drilling";

/** What mends or proves something; one thing at a time. */
export function useHealthWork() {
  const client = useQueryClient();
  const [work, setWork] = useState<HealthWork | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const run = useCallback(
    async (kind: HealthWork): Promise<boolean> => {
      setWork(kind);
      setProgress(null);
      setFailure(null);
      try {
        if (kind === "checking") {
          client.setQueryData(THOROUGH, await call("check_health", {}, setProgress));
        } else if (kind === "backing_up") {
          await call("create_backup", { note: null }, setProgress);
        } else {
          await call("drill_backups", {}, setProgress);
        }
        return true;
      } catch (reason) {
        const refused = asFailure(reason);
        setFailure(refused.code === "cancelled" ? null : refused);
        return false;
      } finally {
        setWork(null);
        await client.invalidateQueries({ queryKey: QUICK });
        // What a check finds of tampering stands over every page.
        await client.invalidateQueries({
          queryKey: [kind === "checking" ? "app_state" : "backups"],
        });
      }
    },
    [client],
  );
  return { work, progress, failure, run };
}
