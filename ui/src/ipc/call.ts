import { Channel, invoke } from "@tauri-apps/api/core";
import type { CommandMap, Failure } from "./bindings";

export type CommandName = keyof CommandMap;
export type Arguments<K extends CommandName> = CommandMap[K]["arguments"];
export type Result<K extends CommandName> = CommandMap[K]["result"];
export type ProgressOf<K extends CommandName> = CommandMap[K]["progress"];

/**
 * Asks the program to do one thing of the command list.
 *
 * A rejection is always a `Failure`, so that every caller can show it by its code.
 */
export async function call<K extends CommandName>(
  name: K,
  args: Arguments<K>,
  onProgress?: (progress: ProgressOf<K>) => void,
): Promise<Result<K>> {
  try {
    return await invoke<Result<K>>(name, withProgress(name, args, onProgress));
  } catch (reason) {
    throw asFailure(reason);
  }
}

/** Tells whether something that was thrown is a failure the program described. */
export function isFailure(reason: unknown): reason is Failure {
  return typeof reason === "object" && reason !== null && "code" in reason && "params" in reason;
}

/** Makes a failure of whatever was thrown: a broken bridge is an internal error. */
export function asFailure(reason: unknown): Failure {
  if (isFailure(reason)) {
    return reason;
  }
  const detail = reason instanceof Error ? reason.message : String(reason);
  return { code: "request.invalid", params: { detail }, field: null, problems: [], incident: "" };
}

/** The commands that tell how far they have come. */
type Reporting = {
  [K in CommandName]: [ProgressOf<K>] extends [never] ? never : K;
}[CommandName];

/**
 * The program expects their progress channel even where nobody listens; one that is missing here
 * does not compile.
 */
const REPORTING: Record<Reporting, true> = {
  load_sample: true,
  export_supplier_file: true,
  export_project_file: true,
  open_import_file: true,
  rehearse_plan: true,
  commit_import: true,
  rehearse_sheets: true,
  commit_sheets: true,
  export_list: true,
  create_backup: true,
  drill_backups: true,
  copy_backup: true,
  check_archives: true,
  survey_damage: true,
  export_columns: true,
  prepare_restore: true,
  restore: true,
  rehearse_migration: true,
  migrate: true,
  undo_rollback: true,
  look_at_ledger: true,
  check_health: true,
  go_live_report: true,
  export_go_live: true,
};

function withProgress<K extends CommandName>(
  name: K,
  args: Arguments<K>,
  onProgress: ((progress: ProgressOf<K>) => void) | undefined,
): Record<string, unknown> {
  if (!(name in REPORTING)) {
    return args;
  }
  const progress = new Channel<ProgressOf<K>>();
  progress.onmessage = (message) => onProgress?.(message);
  return { ...args, progress };
}
