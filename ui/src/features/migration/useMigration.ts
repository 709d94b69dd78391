import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type {
  AppState,
  Failure,
  MigrationPlan,
  MigrationStanding,
  Progress,
} from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useEnter } from "../../shared/ledger";

/** Reads where the ledger stands among the migrations, open or not. */
export function useStanding() {
  return useQuery<MigrationStanding, Failure>({
    queryKey: ["migration", "standing"],
    queryFn: () => call("migration_standing", {}),
    staleTime: 0,
  });
}

/** Reads what bringing the ledger to another structure would do. */
export function usePlan(to: number | undefined) {
  return useQuery<MigrationPlan, Failure>({
    queryKey: ["migration", "plan", to],
    queryFn: () => call("plan_migration", { to: to ?? 0 }),
    enabled: to !== undefined,
    staleTime: 0,
  });
}

export type MigrationWork = "rehearsing" | "upgrading" | "rolling_back" | "undoing" | "looking";

/** One long work at a time; what it leads to is entered. */
export function useMigrationWork() {
  const enter = useEnter();
  const [work, setWork] = useState<MigrationWork | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function run<Done>(
    kind: MigrationWork,
    task: (report: (progress: Progress) => void) => Promise<Done>,
  ): Promise<Done | null> {
    setWork(kind);
    setProgress(null);
    setFailure(null);
    try {
      return await task(setProgress);
    } catch (reason) {
      const refused = asFailure(reason);
      setFailure(refused.code === "cancelled" ? null : refused);
      return null;
    } finally {
      setWork(null);
    }
  }

  /** Does what leaves another ledger in the window, and goes on with that. */
  async function runInto(
    kind: MigrationWork,
    task: (report: (progress: Progress) => void) => Promise<AppState>,
  ): Promise<boolean> {
    const state = await run(kind, task);
    if (state !== null) {
      await enter(state);
    }
    return state !== null;
  }

  return { work, progress, failure, run, runInto };
}

/** A structure as people know it: four digits. */
export function structure(schema: number): string {
  return String(schema).padStart(4, "0");
}
