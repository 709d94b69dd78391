import { App, Button, Space } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupRow } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { useMay } from "../../shared/access";
import { useMessage } from "../../shared/message";
import { DeleteBackup } from "./DeleteBackup";
import { useBackups } from "./useBackups";
import { backupWork, useBackupWork } from "./work";

/** What can be done with the file of a backup: show it, copy it somewhere, delete it. */
export function FileActions({ backup }: { backup: BackupRow }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const say = useMessage();
  const may = useMay();
  const { work } = useBackupWork();
  const list = useBackups();
  const [deleting, setDeleting] = useState(false);

  const show = (path: string) =>
    call("show_in_folder", { path }).catch((reason) =>
      notification.error({ title: say(asFailure(reason)), role: "alert" }),
    );
  const copy = async () => {
    const copied = await backupWork.run("copying", (report) =>
      call("copy_backup", { name: backup.name }, report),
    );
    const path = copied?.done ?? null;
    if (path !== null) {
      notification.success({
        title: t("backup.copy.done"),
        description: <span data-testid="backup-copied">{path}</span>,
        actions: (
          <Button size="small" onClick={() => void show(path)}>
            {t("common.action.show_in_folder")}
          </Button>
        ),
      });
    }
  };

  return (
    <Space wrap>
      <Button size="small" onClick={() => void show(backup.path)}>
        {t("common.action.show_in_folder")}
      </Button>
      <Button
        size="small"
        loading={work === "copying"}
        disabled={work !== null}
        onClick={() => void copy()}
        data-testid="backup-copy"
      >
        {t("backup.copy.button")}
      </Button>
      {may("keep_backups") && (
        <Button
          size="small"
          disabled={work !== null}
          onClick={() => {
            backupWork.forgive();
            setDeleting(true);
          }}
          data-testid="backup-delete"
        >
          {t("backup.delete.button")}
        </Button>
      )}
      {deleting && (
        <DeleteBackup
          backup={backup}
          undoes={list.data?.last_restore?.before === backup.name}
          onClose={() => {
            backupWork.forgive();
            setDeleting(false);
          }}
        />
      )}
    </Space>
  );
}
