import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupRow } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { fileSize } from "../../shared/fileSize";
import { useMessage } from "../../shared/message";
import { useCover } from "../../shared/shortcuts";
import { exactText } from "../../shared/values";
import { backupWork, useBackupWork } from "./work";

interface Props {
  backup: BackupRow;
  /** Whether the last restore is undone by it. */
  undoes: boolean;
  onClose: () => void;
}

/** Deletes one backup everywhere; one of the last that verify only where a person says so twice. */
export function DeleteBackup({ backup, undoes, onClose }: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const say = useMessage();
  const { work, failure } = useBackupWork();
  const [insists, setInsists] = useState(false);
  useCover(true);
  const isAmongLast = failure?.code === "backup.among_last";
  const deleting = work === "deleting";

  const remove = async () => {
    const { name } = backup;
    const gone = await backupWork.run("deleting", () =>
      call("delete_backup", { name, insist: isAmongLast && insists }),
    );
    if (gone !== null) {
      await client.invalidateQueries({ queryKey: ["backups"] });
      void toast.success(t("backup.delete.done", { count: gone.done }));
      onClose();
    }
  };

  return (
    <Modal
      open
      width={560}
      title={t("backup.delete.title")}
      onCancel={onClose}
      mask={{ closable: false }}
      keyboard={!deleting}
      closable={!deleting}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={deleting} data-testid="delete-cancel">
          {t("common.action.cancel")}
        </Button>,
        <Button
          key="delete"
          type="primary"
          danger
          loading={deleting}
          disabled={work !== null || (isAmongLast && !insists) || isFinal(failure?.code)}
          onClick={() => void remove()}
          data-testid="delete-confirm"
        >
          {t("backup.delete.confirm")}
        </Button>,
      ]}
    >
      <div className="backup-delete" data-testid="delete-dialog">
        <p>
          {t("backup.delete.what", {
            at: exactText(backup.made_at),
            reason: t(`backup.reason.${backup.reason}`),
            size: fileSize(backup.bytes),
          })}
        </p>
        <ul>
          {backup.folders.map((folder) => (
            <li key={folder}>
              <code>{folder}</code>
            </li>
          ))}
        </ul>
        <p className="quiet">{t("backup.delete.hint")}</p>
        {undoes && <Alert type="warning" showIcon title={t("backup.delete.undoes")} />}
        {isAmongLast && failure !== null && (
          <>
            <Alert type="warning" showIcon role="alert" title={say(failure)} />
            <Checkbox
              checked={insists}
              onChange={(event) => setInsists(event.target.checked)}
              data-testid="delete-insist"
            >
              {t("backup.delete.insist")}
            </Checkbox>
          </>
        )}
        {failure !== null && !isAmongLast && <ErrorNotice failure={failure} />}
      </div>
    </Modal>
  );
}

/** Whether nothing that a person says here makes another answer of a refusal. */
function isFinal(code: string | undefined): boolean {
  return code === "backup.newest_sound" || code === "backup.unknown";
}
