import { useSyncExternalStore } from "react";
import type {
  Failure,
  ImportRequest,
  ImportSummary,
  Progress,
  Rehearsal,
} from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { blocked } from "./rows";

/** How far the import on the desk has come. */
export type Stage = "choosing" | "rehearsing" | "rehearsed" | "committing" | "done";

export interface ImportState {
  stage: Stage;
  request: ImportRequest;
  progress: Progress | null;
  /** Kept on screen while changed options are rehearsed, though it is gone from the program. */
  rehearsal: Rehearsal | null;
  result: ImportSummary | null;
  /** The number under which the program keeps what the result left out. */
  leftOut: number | null;
  /** What became of the result, once it was undone. */
  undone: { reversed: number; kept: number } | null;
  failure: Failure | null;
}

const EMPTY: ImportState = {
  stage: "choosing",
  request: {
    path: "",
    kind: null,
    sheet: null,
    encoding: null,
    mode: "upsert",
    create_suppliers: false,
  },
  progress: null,
  rehearsal: null,
  result: null,
  leftOut: null,
  undone: null,
  failure: null,
};

/**
 * The import on the desk, from the chosen file to the result.
 *
 * It lives outside the page: who looks up a supplier during a rehearsal comes back to it, and
 * an import that runs goes on.
 */
export class ImportSession {
  #state: ImportState = EMPTY;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ImportState => this.#state;

  get working(): boolean {
    return this.#state.stage === "rehearsing" || this.#state.stage === "committing";
  }

  /** Takes a file; whatever was rehearsed before is put away. */
  choose(path: string): void {
    if (this.working || path === "") {
      return;
    }
    this.#discard();
    const { kind, mode, create_suppliers } = this.#state.request;
    this.#set({
      ...EMPTY,
      request: { ...EMPTY.request, path, kind, mode, create_suppliers },
    });
  }

  /** Changes how the file is read; what was rehearsed already is rehearsed again. */
  async change(part: Partial<ImportRequest>): Promise<void> {
    if (this.working) {
      return;
    }
    const again = this.#state.rehearsal !== null;
    this.#set({ request: { ...this.#state.request, ...part }, failure: null });
    if (again) {
      await this.rehearse();
    }
  }

  /** Does the import and rolls it back; the outcome of every row is kept to be looked at. */
  async rehearse(): Promise<void> {
    if (this.working || this.#state.request.path === "") {
      return;
    }
    this.#discard();
    this.#set({ stage: "rehearsing", progress: null, failure: null, result: null, undone: null });
    try {
      const { request } = this.#state;
      const rehearsal = await call("rehearse_import", { request }, this.#report);
      this.#set({ stage: "rehearsed", rehearsal, progress: null });
    } catch (reason) {
      this.#set({
        stage: "choosing",
        rehearsal: null,
        progress: null,
        failure: asFailure(reason),
      });
    }
  }

  /** Imports what was rehearsed; tells whether it was done. */
  async commit(onlyValid: boolean): Promise<boolean> {
    const { rehearsal } = this.#state;
    if (this.#state.stage !== "rehearsed" || rehearsal === null) {
      return false;
    }
    this.#set({ stage: "committing", progress: null, failure: null });
    try {
      const args = { id: rehearsal.id, onlyValid };
      const result = await call("commit_import", args, this.#report);
      if (!result.committed) {
        throw hasErrors(result);
      }
      this.#set({
        stage: "done",
        result,
        leftOut: rehearsal.id,
        rehearsal: null,
        progress: null,
      });
      return true;
    } catch (reason) {
      const failure = asFailure(reason);
      const gone = failure.code === "import.not_ready" || failure.code === "import.file_changed";
      this.#set(
        gone
          ? { stage: "choosing", rehearsal: null, progress: null, failure }
          : { stage: "rehearsed", progress: null, failure },
      );
      return false;
    }
  }

  /** Notes that the result was undone. */
  noteUndone(reversed: number, kept: number): void {
    this.#set({ undone: { reversed, kept } });
  }

  /** Clears the desk. */
  reset(): void {
    if (!this.working) {
      this.#discard();
      this.#set(EMPTY);
    }
  }

  readonly #report = (progress: Progress): void => this.#set({ progress });

  /** Frees the rows that the program keeps; it frees them itself where this gets lost. */
  #discard(): void {
    const { rehearsal } = this.#state;
    if (rehearsal !== null) {
      call("discard_rehearsal", { id: rehearsal.id }).catch(() => {});
    }
  }

  #set(part: Partial<ImportState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** The one import on the desk of this window. */
export const importSession = new ImportSession();

/** Gives the import on the desk, as it stands now. */
export function useImportSession(): ImportState {
  return useSyncExternalStore(importSession.subscribe, importSession.state);
}

/** An import that met bad rows and kept nothing. */
function hasErrors({ counts }: ImportSummary): Failure {
  const count = String(blocked(counts));
  return { code: "import.has_errors", params: { count }, field: null, problems: [], incident: "" };
}
