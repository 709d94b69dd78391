import { useSyncExternalStore } from "react";
import type { Failure, Progress } from "../../ipc/bindings";
import { asFailure } from "../../ipc/call";

/** What can be under way with backups; one thing at a time. */
export type BackupWork =
  | "creating"
  | "verifying"
  | "checking"
  | "drilling"
  | "pruning"
  | "copying"
  | "deleting"
  | "choosing"
  | "restoring";

/** What a check of a backup found. */
export interface Verdict {
  at: Date;
  /** Why it is not to be trusted; none where it is sound. */
  failure: Failure | null;
}

export interface BackupState {
  work: BackupWork | null;
  progress: Progress | null;
  /** Why the last work came to nothing. */
  failure: Failure | null;
  /** What checks found since the program started, by the path of the backup. */
  verdicts: ReadonlyMap<string, Verdict>;
}

const IDLE: BackupState = { work: null, progress: null, failure: null, verdicts: new Map() };

/**
 * The work on backups that is under way.
 *
 * It lives outside the page: who looks something up while a backup is made comes back to it.
 */
export class BackupDeskState {
  #state: BackupState = IDLE;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): BackupState => this.#state;

  /** Does one thing and returns what it came to; nothing where it failed or another is under way. */
  async run<Done>(
    work: BackupWork,
    task: (report: (progress: Progress) => void) => Promise<Done>,
  ): Promise<{ done: Done } | null> {
    if (this.#state.work !== null) {
      return null;
    }
    this.#set({ work, progress: null, failure: null });
    try {
      return { done: await task((progress) => this.#set({ progress })) };
    } catch (reason) {
      this.#set({ failure: asFailure(reason) });
      return null;
    } finally {
      this.#set({ work: null, progress: null });
    }
  }

  /** Keeps what a check of a backup found. */
  noteVerdict(path: string, failure: Failure | null): void {
    const verdicts = new Map(this.#state.verdicts).set(path, { at: new Date(), failure });
    this.#set({ verdicts });
  }

  /** Forgets the last failure. */
  forgive(): void {
    this.#set({ failure: null });
  }

  /** Starts anew, as with another ledger. */
  reset(): void {
    this.#set(IDLE);
  }

  #set(part: Partial<BackupState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** The one of this window. */
export const backupWork = new BackupDeskState();

/** Follows the work on backups. */
export function useBackupWork(): BackupState {
  return useSyncExternalStore(backupWork.subscribe, backupWork.state);
}
