import { DeleteOutlined, ExperimentOutlined, FileSearchOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Segmented, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupRow, Failure, LastRestore, RestoreTarget } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMay } from "../../shared/access";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useMessage } from "../../shared/message";
import { useNavigation, useRemembered } from "../../shared/navigation";
import { localText } from "../../shared/values";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { BackupDetail } from "./BackupDetail";
import { BackupSettings } from "./BackupSettings";
import { BackupTable, isProven } from "./BackupTable";
import { CompareDialog } from "./CompareDialog";
import { CreateBackup } from "./CreateBackup";
import { PruneDialog } from "./PruneDialog";
import { RestoreDialog } from "./RestoreDialog";
import { TimeLine } from "./TimeLine";
import { useBackups } from "./useBackups";
import { backupWork, useBackupWork } from "./work";
import "../../shared/desk.css";
import "./backup.css";
import "./restore.css";

const VIEWS = ["list", "timeline", "settings"] as const;
type BackupView = (typeof VIEWS)[number];

/** What a view is for, where not everybody may do it. */
const NEEDED = { list: null, timeline: "restore", settings: "keep_backups" } as const;

/** 备份与恢复: one button, what there is, and how far it can be trusted. */
export function BackupDesk() {
  const { t } = useTranslation();
  const list = useBackups();
  const { work, progress, failure } = useBackupWork();
  const [chosen, choose] = useRemembered<string | null>("backup", null);
  const may = useMay();
  const views = VIEWS.filter((one) => NEEDED[one] === null || may(NEEDED[one]));
  const [remembered, setView] = useRemembered<BackupView>("view", "list");
  const view = views.includes(remembered) ? remembered : "list";
  const [pruning, setPruning] = useState(false);
  const [target, setTarget] = useState<RestoreTarget | null>(null);
  const [comparing, setComparing] = useState<BackupRow | null>(null);
  const backups = list.data?.backups ?? [];
  const drill = list.data?.drill ?? null;
  const at = backups.findIndex(({ path }) => path === chosen);
  const backup = backups[at];

  useArrivedFile((path) => setTarget({ kind: "file", path, without_manifest: false }));

  const restore = (next: RestoreTarget) => {
    backupWork.forgive();
    setTarget(next);
  };
  const chooseFile = async () => {
    const chosen = await backupWork.run("choosing", () => call("choose_backup", {}));
    if (chosen !== null && chosen.done !== null) {
      restore({ kind: "file", path: chosen.done, without_manifest: false });
    }
  };

  return (
    <div className="desk backup-page" data-testid="backup-page">
      <header className="desk-head backup-head">
        <h2>{t("backup.title")}</h2>
        <Segmented<BackupView>
          value={view}
          onChange={setView}
          options={views.map((value) => ({
            value,
            label: <span data-testid={`backup-view-${value}`}>{t(`backup.view.${value}`)}</span>,
          }))}
        />
        {list.data !== undefined && (
          <span className="quiet backup-folder" title={list.data.folder}>
            {t("backup.count", { count: backups.length })} · {list.data.folder}
          </span>
        )}
        <span className="backup-tools">
          {may("restore") && (
            <Button
              icon={<FileSearchOutlined />}
              disabled={work !== null}
              onClick={() => void chooseFile()}
              data-testid="restore-file"
            >
              {t("backup.restore.file")}
            </Button>
          )}
          <DrillButton disabled={backups.length === 0} />
          {may("keep_backups") && (
            <Button
              icon={<DeleteOutlined />}
              disabled={work !== null || backups.length === 0}
              onClick={() => {
                backupWork.forgive();
                setPruning(true);
              }}
              data-testid="backup-prune"
            >
              {t("backup.prune.button")}
            </Button>
          )}
        </span>
      </header>
      <CreateBackup onMade={({ path }) => choose(path)} />
      {work !== null && work !== "choosing" && target === null && (
        <WorkProgress key={work} title={t(`backup.work.${work}`)} progress={progress} bytes />
      )}
      {failure !== null && !pruning && target === null && <Refusal failure={failure} />}
      {list.error !== null && (
        <ErrorNotice failure={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data?.last_restore != null && (
        <LastRestored last={list.data.last_restore} onUndo={() => restore({ kind: "undo" })} />
      )}
      {list.data?.set_aside.map((aside) => (
        <p key={aside.folder} className="quiet backup-aside" data-testid="set-aside">
          {t("backup.set_aside", { at: localText(aside.at), folder: aside.folder })}
        </p>
      ))}
      {view === "settings" ? (
        <BackupSettings />
      ) : (
        <div className="desk-columns backup-columns">
          {view === "timeline" ? (
            <TimeLine />
          ) : (
            <>
              <div className="desk-list">
                {list.isPending ? (
                  <Skeleton active />
                ) : (
                  <BackupTable
                    backups={backups}
                    drill={drill}
                    active={at}
                    onActive={(index) => choose(backups[index]?.path ?? null)}
                  />
                )}
              </div>
              <aside className="desk-detail backup-detail" aria-live="polite">
                {backup === undefined ? (
                  <p className="quiet">{t("backup.choose")}</p>
                ) : (
                  <BackupDetail
                    key={backup.path}
                    backup={backup}
                    proven={isProven(backup, drill)}
                    onCompare={() => setComparing(backup)}
                    onRestore={() => restore({ kind: "backup", name: backup.name })}
                  />
                )}
              </aside>
            </>
          )}
        </div>
      )}
      {comparing !== null && (
        <CompareDialog
          backup={comparing}
          onClose={() => setComparing(null)}
          onRestore={() => {
            setComparing(null);
            restore({ kind: "backup", name: comparing.name });
          }}
        />
      )}
      {target !== null && <RestoreDialog target={target} onClose={() => setTarget(null)} />}
      {pruning && <PruneDialog onClose={() => setPruning(false)} />}
    </div>
  );
}

/** Takes a file with which somebody was led here; going back to this step does not ask again. */
function useArrivedFile(take: (path: string) => void): void {
  const { memory } = useNavigation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is taken once, when the page opens
  useEffect(() => {
    const file = memory.get("file");
    if (typeof file === "string") {
      memory.delete("file");
      take(file);
    }
  }, [memory]);
}

/** Why the last work came to nothing; a cancelled one is no error. */
function Refusal({ failure }: { failure: Failure }) {
  const say = useMessage();
  return failure.code === "cancelled" ? (
    <Alert type="info" showIcon role="status" title={say(failure)} />
  ) : (
    <ErrorNotice failure={failure} />
  );
}

/** Who restored what last, and the way to take that back. */
function LastRestored({ last, onUndo }: { last: LastRestore; onUndo: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { work } = useBackupWork();
  const { entry, before } = last;
  const seq = /^#(\d+)$/.exec(last.name)?.[1];
  const name = seq === undefined ? last.name : t("restore.where.moment", { seq });
  return (
    <Alert
      type="info"
      showIcon
      data-testid="last-restore"
      title={t("backup.restored", { who: entry.actor, at: localText(entry.at), name })}
      action={
        before !== null &&
        may("restore") && (
          <Button size="small" disabled={work !== null} onClick={onUndo} data-testid="undo-restore">
            {t("backup.restore.undo")}
          </Button>
        )
      }
    />
  );
}

/** Restores backups for practice, and says what that proved. */
function DrillButton({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const client = useQueryClient();
  const { work } = useBackupWork();
  const drill = async () => {
    const drilled = await backupWork.run("drilling", (report) => call("drill_backups", {}, report));
    if (drilled !== null) {
      await client.invalidateQueries({ queryKey: ["backups"] });
      notification.success({
        title: t("backup.drilled", { count: drilled.done.proofs.length }),
        description: drilled.done.proofs.map(({ name, contracts }) => (
          <div key={name}>{t("backup.drilled_backup", { name, contracts })}</div>
        )),
      });
    }
  };
  return (
    <Button
      icon={<ExperimentOutlined />}
      loading={work === "drilling"}
      disabled={disabled || work !== null}
      title={t("backup.drill_hint")}
      onClick={() => void drill()}
      data-testid="backup-drill"
    >
      {t("backup.drill")}
    </Button>
  );
}
