import { useSyncExternalStore } from "react";
import type {
  Failure,
  ImportMode,
  ImportPlan,
  ImportSummary,
  OpenedFile,
  Progress,
  Proposal,
  Rehearsal,
} from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { whenReplaced } from "../../shared/ledger";
import { NO_PLAN, withSheet } from "./plan";
import { blocked, total } from "./rows";

/** How far the import on the desk has come. */
export type Stage =
  | "choosing"
  | "opening"
  | "reading"
  | "proposing"
  | "rehearsing"
  | "rehearsed"
  | "committing"
  | "done";

export interface ImportState {
  stage: Stage;
  path: string;
  /** Of a text file; none tells it from the file. */
  encoding: string | null;
  file: OpenedFile | null;
  /** Everything that a person has settled; whole, so that an earlier one can be taken again. */
  plan: ImportPlan;
  /** When and by whom the plan was settled that was found again with the file; none for a new one. */
  resumed: { at: string; actor: string } | null;
  /** The plans before this one, the newest last. */
  before: readonly ImportPlan[];
  proposal: Proposal | null;
  progress: Progress | null;
  /** Kept on screen while a changed plan is rehearsed, though it is gone from the program. */
  rehearsal: Rehearsal | null;
  /** Counts the rehearsals: each one has rows of its own. */
  round: number;
  /** Whether something was settled that the rehearsal does not know. */
  stale: boolean;
  result: ImportSummary | null;
  /** The number under which the program keeps what the result left out. */
  leftOut: number | null;
  /** What became of the result, once it was undone. */
  undone: { reversed: number; kept: number } | null;
  failure: Failure | null;
}

const EMPTY: ImportState = {
  stage: "choosing",
  path: "",
  encoding: null,
  file: null,
  plan: NO_PLAN,
  resumed: null,
  before: [],
  proposal: null,
  progress: null,
  rehearsal: null,
  round: 0,
  stale: false,
  result: null,
  leftOut: null,
  undone: null,
  failure: null,
};

/** So many rows are rehearsed again by themselves whenever something changes: it is done at once. */
const AT_ONCE = 5_000;
/** How many plans can be taken back. */
const KEPT = 200;

const WORKING: readonly Stage[] = ["opening", "proposing", "rehearsing", "committing"];

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
    return WORKING.includes(this.#state.stage);
  }

  /** Opens a file; whatever was on the desk before is put away. */
  async choose(path: string, sheet: string | null = null): Promise<void> {
    if (!this.working && path !== "") {
      const { mode } = this.#state.plan;
      this.#discard();
      this.#set({
        ...EMPTY,
        round: this.#state.round,
        path,
        plan: withSheet({ ...NO_PLAN, mode }, sheet),
      });
      await this.#open();
    }
  }

  /** Takes a block of cells that was copied elsewhere. */
  async paste(text: string): Promise<void> {
    if (!this.working) {
      const { mode } = this.#state.plan;
      this.#discard();
      this.#set({ ...EMPTY, round: this.#state.round, plan: { ...NO_PLAN, mode } });
      await this.#open(() => call("open_pasted", { text }));
    }
  }

  /** Opens the same file under another encoding. */
  async reopen(encoding: string | null): Promise<void> {
    const { path, plan } = this.#state;
    if (!this.working && path !== "") {
      this.#discard();
      this.#set({
        ...EMPTY,
        round: this.#state.round,
        path,
        encoding,
        plan: { ...NO_PLAN, mode: plan.mode },
      });
      await this.#open();
    }
  }

  /** Leaves aside what was decided about the file before. */
  async startAfresh(): Promise<void> {
    if (this.#state.stage === "reading") {
      const { mode } = this.#state.plan;
      this.#set({ resumed: null });
      await this.read({ ...NO_PLAN, mode });
    }
  }

  /** Changes how the sheet is read, and asks how it is understood then. */
  async read(plan: ImportPlan): Promise<void> {
    const { file } = this.#state;
    if (this.working || file === null) {
      return;
    }
    this.#set({ stage: "proposing", plan, failure: null });
    try {
      const proposal = await call("propose_import", { id: file.id, reading: plan.reading });
      this.#set({ stage: "reading", proposal });
    } catch (reason) {
      this.#set({ stage: "reading", proposal: null, failure: asFailure(reason) });
    }
  }

  /** Goes back from the rehearsal to the sheet; nothing that was settled is lost. */
  async back(): Promise<void> {
    if (this.#state.stage === "rehearsed") {
      this.#set({ stage: "reading", rehearsal: null, stale: false, failure: null });
      await this.read(this.#state.plan);
    }
  }

  /** Settles something about the rows; few rows are rehearsed again at once. */
  async settle(plan: ImportPlan): Promise<void> {
    const { rehearsal, before } = this.#state;
    if (this.#state.stage !== "rehearsed" || rehearsal === null) {
      return;
    }
    const kept = [...before, this.#state.plan].slice(-KEPT);
    this.#set({ plan, before: kept, stale: true, failure: null });
    if (total(rehearsal.summary.counts) <= AT_ONCE) {
      await this.rehearse();
    }
  }

  /** Takes back what was settled last. */
  async takeBack(): Promise<void> {
    const { before, rehearsal } = this.#state;
    const plan = before.at(-1);
    if (this.#state.stage !== "rehearsed" || plan === undefined || rehearsal === null) {
      return;
    }
    this.#set({ plan, before: before.slice(0, -1), stale: true, failure: null });
    if (total(rehearsal.summary.counts) <= AT_ONCE) {
      await this.rehearse();
    }
  }

  /** Does the import and rolls it back; the outcome of every row is kept to be looked at. */
  async rehearse(): Promise<void> {
    const { file, plan } = this.#state;
    if (this.working || file === null) {
      return;
    }
    this.#set({ stage: "rehearsing", progress: null, failure: null, result: null, undone: null });
    try {
      const rehearsal = await call("rehearse_plan", { id: file.id, plan }, this.#report);
      const round = this.#state.round + 1;
      this.#set({ stage: "rehearsed", rehearsal, round, stale: false, progress: null });
    } catch (reason) {
      const failure = asFailure(reason);
      if (failure.code === "import.not_ready") {
        // The program let the file go meanwhile.
        this.#set({ ...EMPTY, round: this.#state.round, path: this.#state.path, failure });
      } else if (failure.code === "cancelled" && this.#state.rehearsal !== null) {
        this.#set({ stage: "rehearsed", stale: true, progress: null, failure });
      } else {
        this.#set({ stage: "reading", rehearsal: null, progress: null, failure });
      }
    }
  }

  /** Imports what was rehearsed; tells whether it was done. */
  async commit(onlyValid: boolean): Promise<boolean> {
    const { rehearsal, stale } = this.#state;
    if (this.#state.stage !== "rehearsed" || rehearsal === null || stale) {
      return false;
    }
    this.#set({ stage: "committing", progress: null, failure: null });
    try {
      const args = { id: rehearsal.id, onlyValid };
      const result = await call("commit_import", args, this.#report);
      if (!result.committed) {
        throw hasErrors(result);
      }
      const leftOut = rehearsal.id;
      this.#set({ stage: "done", result, leftOut, rehearsal: null, progress: null, before: [] });
      return true;
    } catch (reason) {
      const failure = asFailure(reason);
      if (failure.code === "import.not_ready") {
        this.#set({ ...EMPTY, round: this.#state.round, path: this.#state.path, failure });
      } else {
        const changed = failure.code === "import.file_changed";
        this.#set({ stage: "rehearsed", stale: changed, progress: null, failure });
      }
      return false;
    }
  }

  /** Chooses whether the import creates, updates, or both. */
  async setMode(mode: ImportMode): Promise<void> {
    const plan = { ...this.#state.plan, mode };
    if (this.#state.stage === "rehearsed") {
      await this.settle(plan);
    } else if (!this.working) {
      this.#set({ plan });
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
      this.#set({ ...EMPTY, round: this.#state.round });
    }
  }

  async #open(from?: () => Promise<OpenedFile>): Promise<void> {
    const { path, encoding } = this.#state;
    this.#set({ stage: "opening", progress: null, failure: null });
    try {
      const file =
        from === undefined
          ? await call("open_import_file", { path, encoding }, this.#report)
          : await from();
      this.#set({ stage: "reading", file, progress: null, ...this.#found(file) });
    } catch (reason) {
      this.#set({ stage: "choosing", file: null, progress: null, failure: asFailure(reason) });
      return;
    }
    await this.read(this.#state.plan);
  }

  /** Takes up what was decided about the file before, unless another sheet of it is wanted. */
  #found({ draft }: OpenedFile): Partial<ImportState> {
    const { sheet } = this.#state.plan.reading;
    if (draft === null || (sheet !== null && sheet !== draft.sheet)) {
      return {};
    }
    const { at, actor, plan } = draft;
    const reading = { ...plan.reading, sheet: draft.sheet };
    return { resumed: { at, actor }, plan: { ...plan, reading } };
  }

  readonly #report = (progress: Progress): void => this.#set({ progress });

  /** Frees the file and its rows; the program frees them itself where this gets lost. */
  #discard(): void {
    const { file, stage } = this.#state;
    // What an import left out is kept for its error workbook.
    if (file !== null && stage !== "done") {
      call("discard_rehearsal", { id: file.id }).catch(() => {});
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
whenReplaced(() => importSession.reset());

/** Gives the import on the desk, as it stands now. */
export function useImportSession(): ImportState {
  return useSyncExternalStore(importSession.subscribe, importSession.state);
}

/** An import that met bad rows and kept nothing. */
function hasErrors({ counts }: ImportSummary): Failure {
  const count = String(blocked(counts));
  return { code: "import.has_errors", params: { count }, field: null, problems: [], incident: "" };
}
