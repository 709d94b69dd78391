import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BackupDrill, BackupRow } from "../../ipc/bindings";
import { fileSize } from "../../shared/fileSize";
import { type Column, LedgerTable } from "../../shared/LedgerTable";
import { exactText, Plain } from "../../shared/values";
import { useBackupWork, type Verdict } from "./work";

interface Props {
  backups: readonly BackupRow[];
  drill: BackupDrill | null;
  active: number;
  onActive: (index: number) => void;
}

/** The backups, newest first. */
export function BackupTable({ backups, drill, active, onActive }: Props) {
  const { t } = useTranslation();
  const columns = useBackupColumns(drill);
  return (
    <LedgerTable<BackupRow>
      label={t("backup.list")}
      testId="backup-list"
      columns={columns}
      count={backups.length}
      rowAt={(index) => backups[index]}
      rowTestId={(row) => `backup-${row.name}`}
      active={active}
      onActive={onActive}
      empty={t("backup.empty")}
    />
  );
}

function useBackupColumns(drill: BackupDrill | null): Column<BackupRow>[] {
  const { t } = useTranslation();
  const { verdicts } = useBackupWork();
  return useMemo(
    () => [
      {
        key: "made_at",
        title: t("backup.at"),
        width: 150,
        render: (row) => (
          <time dateTime={row.made_at} className="number">
            {exactText(row.made_at)}
          </time>
        ),
      },
      {
        key: "reason",
        title: t("backup.reason_column"),
        width: 76,
        render: (row) => t(`backup.reason.${row.reason}`),
      },
      {
        key: "bytes",
        title: t("backup.size"),
        width: 82,
        align: "right",
        render: (row) => <span className="number">{fileSize(row.bytes)}</span>,
      },
      {
        key: "rows",
        title: t("backup.records"),
        width: 82,
        align: "right",
        render: (row) => <span className="number">{recordsIn(row).toLocaleString("en-US")}</span>,
      },
      {
        key: "seq",
        title: t("backup.up_to"),
        width: 88,
        align: "right",
        render: (row) => <span className="number quiet">{row.seq.toLocaleString("en-US")}</span>,
      },
      {
        key: "places",
        title: t("backup.place.count_column"),
        width: 62,
        align: "right",
        render: (row) => (
          <span className="number" title={row.folders.join("\n")}>
            {t("backup.place.count", { count: row.folders.length })}
          </span>
        ),
      },
      {
        key: "state",
        title: t("backup.verified"),
        width: 116,
        render: (row) => (
          <Soundness verdict={verdicts.get(row.path)} proven={isProven(row, drill)} />
        ),
      },
      {
        key: "note",
        title: t("backup.note"),
        width: 150,
        grow: true,
        render: (row) => <Plain text={row.note} />,
      },
    ],
    [t, drill, verdicts],
  );
}

/** What is known of a backup's soundness, as colour and word. */
export function Soundness({ verdict, proven }: { verdict: Verdict | undefined; proven: boolean }) {
  const { t } = useTranslation();
  const [tone, text] =
    verdict?.failure != null
      ? (["error", "backup.state.damaged"] as const)
      : proven
        ? (["success", "backup.state.proven"] as const)
        : verdict !== undefined
          ? (["success", "backup.state.verified"] as const)
          : (["neutral", "backup.state.made"] as const);
  return <span className={`state ${tone}`}>{t(text)}</span>;
}

/** Whether the last drill restored this very backup. */
export function isProven({ name }: BackupRow, drill: BackupDrill | null): boolean {
  return drill?.proofs.some((proof) => proof.name === name) === true;
}

/** How many records a backup holds, all nouns together. */
export function recordsIn({ counts }: BackupRow): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
