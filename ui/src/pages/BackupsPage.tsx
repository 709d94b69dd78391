import { BackupDesk } from "../features/backup/BackupDesk";

/** 备份与恢复. */
export function BackupsPage() {
  return <BackupDesk />;
}
