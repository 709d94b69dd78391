import type { AppState, BackupList, BackupRow, BackupStanding } from "../src/ipc/bindings";
import { ALONE } from "./people";

export const FOLDER = "D:\\兰台\\backups";

/** A backup that was made at a local time such as `20261121_170200`. */
export function backup(at: string, part: Partial<BackupRow> = {}): BackupRow {
  const name = `db_backup_${at}.sqlite3`;
  return {
    name,
    path: `${FOLDER}\\${name}`,
    folders: [FOLDER],
    made_at: "2026-11-21T09:02:00Z",
    reason: "manual",
    note: null,
    bytes: 3_400_000,
    counts: [
      { noun: "contract", count: 60 },
      { noun: "payment", count: 210 },
    ],
    seq: 37,
    program_version: "0.1.0",
    ...part,
  };
}

export const NEWEST = backup("20261121_170200", { note: "审计前" });
export const OLDER = backup("20261120_090000", { reason: "before_import", note: "合同.xlsx" });

export const STANDING: BackupStanding = {
  folder: FOLDER,
  last_backup: NEWEST.made_at,
  unsaved: 4,
  last_drill: null,
  notices: [],
};

export const STATE: AppState = {
  opening: "ready",
  version: "0.1.0",
  ledger_path: "D:\\兰台\\lantai.sqlite3",
  actor: "王芳",
  failure: null,
  replaceable: false,
  recoverable: false,
  damaged: false,
  interrupted: null,
  interrupted_migration: null,
  read_only: false,
  access: ALONE,
  tampering: null,
  counts: [{ noun: "contract", count: 61 }],
};

/** The backups of a ledger, as the program lists them. */
export function someBackups(part: Partial<BackupList> = {}): BackupList {
  return {
    folder: FOLDER,
    backups: [NEWEST, OLDER],
    drill: null,
    last_restore: null,
    set_aside: [],
    ...part,
  };
}
