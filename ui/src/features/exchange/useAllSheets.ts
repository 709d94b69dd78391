import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { Failure, ImportPlan, OpenedFile, Progress, SheetsImport } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ALL_NOUNS, refresh } from "../../shared/queries";

/** How far the import of all sheets has come, and what was chosen for it. */
export interface AllSheetsState {
  stage: "rehearsing" | "rehearsed" | "committing" | "done";
  /** Whether unknown suppliers are created. */
  creates: boolean;
  onlyValid: boolean;
  progress: Progress | null;
  /** What each sheet would do, or did; none where that is not known. */
  sheets: SheetsImport | null;
  failure: Failure | null;
}

export type AllSheetsEvent =
  | { is: "begun"; stage: "rehearsing" | "committing" }
  | { is: "reported"; progress: Progress }
  | { is: "rehearsed"; sheets: SheetsImport }
  | { is: "committed"; sheets: SheetsImport }
  | { is: "failed"; failure: Failure }
  | { is: "chosen"; choice: Partial<Pick<AllSheetsState, "creates" | "onlyValid">> };

/** What the state is after something happened. */
export function after(state: AllSheetsState, event: AllSheetsEvent): AllSheetsState {
  switch (event.is) {
    case "begun":
      return { ...state, stage: event.stage, progress: null, failure: null };
    case "reported":
      return { ...state, progress: event.progress };
    case "rehearsed":
      return { ...state, stage: "rehearsed", sheets: event.sheets };
    case "committed": {
      const stage = event.sheets.parts[0]?.committed ? "done" : "rehearsed";
      return { ...state, stage, sheets: event.sheets };
    }
    case "failed": {
      // What a rehearsal that failed was to tell is not known; a commit that failed changed nothing.
      const sheets = state.stage === "rehearsing" ? null : state.sheets;
      return { ...state, stage: "rehearsed", sheets, failure: event.failure };
    }
    case "chosen":
      return { ...state, ...event.choice };
  }
}

/** The import of all sheets of a file: rehearsed at once, then whatever a person decides. */
export function useAllSheets(file: OpenedFile, plan: ImportPlan, onCancelled: () => void) {
  const client = useQueryClient();
  const [state, tell] = useReducer(after, {
    stage: "rehearsing",
    creates: plan.create_suppliers,
    onlyValid: false,
    progress: null,
    sheets: null,
    failure: null,
  });
  const report = useCallback((progress: Progress) => tell({ is: "reported", progress }), []);

  const rehearse = useCallback(
    async (creates: boolean) => {
      tell({ is: "chosen", choice: { creates } });
      tell({ is: "begun", stage: "rehearsing" });
      try {
        const args = { id: file.id, plan: { ...plan, create_suppliers: creates } };
        tell({ is: "rehearsed", sheets: await call("rehearse_sheets", args, report) });
      } catch (reason) {
        const failure = asFailure(reason);
        if (failure.code === "cancelled") {
          onCancelled();
        } else {
          tell({ is: "failed", failure });
        }
      }
    },
    [file.id, plan, report, onCancelled],
  );
  const commit = async () => {
    tell({ is: "begun", stage: "committing" });
    try {
      const { creates, onlyValid } = state;
      const args = { id: file.id, plan: { ...plan, create_suppliers: creates }, onlyValid };
      tell({ is: "committed", sheets: await call("commit_sheets", args, report) });
      await refresh(client, ALL_NOUNS);
    } catch (reason) {
      tell({ is: "failed", failure: asFailure(reason) });
    }
  };
  const started = useRef(false);
  useEffect(() => {
    if (!started.current) {
      started.current = true;
      void rehearse(plan.create_suppliers);
    }
  }, [rehearse, plan.create_suppliers]);

  const takeOnlyValid = (onlyValid: boolean) => tell({ is: "chosen", choice: { onlyValid } });
  return { ...state, rehearse, commit, takeOnlyValid };
}
