import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupList, Failure, RestoreTarget } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { fileSize } from "../../shared/fileSize";
import { localText } from "../../shared/values";
import { recordsIn } from "./BackupTable";
import { DamageLadder } from "./DamageLadder";
import { RestoreDialog } from "./RestoreDialog";
import { backupWork } from "./work";
import "./backup.css";
import "./restore.css";

/** The backups of a ledger that cannot be opened, in every place, and the way back to one of them. */
export function LostBackups() {
  const { t } = useTranslation();
  const { data: state } = useQuery({
    queryKey: ["app_state"],
    queryFn: () => call("app_state", {}),
  });
  const list = useQuery<BackupList, Failure>({
    queryKey: ["backups", "lost"],
    queryFn: () => call("lost_backups", {}),
    staleTime: 0,
  });
  const [target, setTarget] = useState<RestoreTarget | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const restore = (next: RestoreTarget) => {
    backupWork.forgive();
    setTarget(next);
  };
  const choose = async () => {
    setFailure(null);
    try {
      const path = await call("choose_backup", {});
      if (path !== null) {
        restore({ kind: "file", path, without_manifest: false });
      }
    } catch (reason) {
      setFailure(asFailure(reason));
    }
  };

  return (
    <section className="lost-backups" aria-label={t("backup.lost.title")}>
      <DamageLadder recoverable={state?.recoverable === true} onChoose={restore} />
      <h2>{t("backup.lost.title")}</h2>
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {list.error !== null && (
        <ErrorNotice failure={list.error} onRetry={() => void list.refetch()} />
      )}
      {failure !== null && <ErrorNotice failure={failure} />}
      {list.data?.backups.length === 0 && (
        <p className="warning" data-testid="lost-none">
          {t("backup.lost.none", { folder: list.data.folder })}
        </p>
      )}
      {list.data !== undefined && list.data.backups.length > 0 && (
        <ul className="lost-list" data-testid="lost-backups">
          {list.data.backups.map((backup, at) => (
            <li key={backup.path}>
              <span className="number">{localText(backup.made_at)}</span>
              <span>{t(`backup.reason.${backup.reason}`)}</span>
              <span className="number">
                {t("backup.lost.records", { count: recordsIn(backup) })}
              </span>
              <span className="quiet number">{fileSize(backup.bytes)}</span>
              <span className="quiet lost-where" title={backup.path}>
                {backup.note ?? backup.folders.join(" · ")}
              </span>
              <Button
                size="small"
                type={at === 0 ? "primary" : "default"}
                onClick={() => restore({ kind: "backup", name: backup.name })}
                data-testid={`lost-restore-${at}`}
              >
                {t("backup.restore.button")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">
        {t("backup.lost.elsewhere")}{" "}
        <Button size="small" onClick={() => void choose()} data-testid="lost-choose">
          {t("backup.restore.file")}
        </Button>
      </p>
      {list.data?.set_aside.map((aside) => (
        <p key={aside.folder} className="quiet" data-testid="set-aside">
          {t("backup.set_aside", { at: localText(aside.at), folder: aside.folder })}
        </p>
      ))}
      {target !== null && <RestoreDialog lost target={target} onClose={() => setTarget(null)} />}
    </section>
  );
}
