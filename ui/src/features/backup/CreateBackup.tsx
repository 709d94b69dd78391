import { SaveOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupMade, BackupRow } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useBackupStanding } from "../../shared/backupStanding";
import { fileSize } from "../../shared/fileSize";
import { useMessage } from "../../shared/message";
import { isComposing, useShortcut } from "../../shared/shortcuts";
import { localText } from "../../shared/values";
import { backupWork, useBackupWork } from "./work";

interface Props {
  onMade: (backup: BackupRow) => void;
}

/** The one big button, with a note for whoever wants one. */
export function CreateBackup({ onMade }: Props) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const client = useQueryClient();
  const { work } = useBackupWork();
  const [note, setNote] = useState("");

  const create = async () => {
    const made = await backupWork.run("creating", (report) =>
      call("create_backup", { note: note.trim() === "" ? null : note }, report),
    );
    if (made !== null) {
      setNote("");
      const { backup, places } = made.done;
      const isWhole = places.every(({ failure }) => failure === null);
      notification[isWhole ? "success" : "warning"]({
        title: t(isWhole ? "backup.made" : "backup.made_not_everywhere", {
          size: fileSize(backup.bytes),
        }),
        description: <Made made={made.done} />,
        // What is missing somewhere stays until somebody has read it.
        duration: isWhole ? undefined : 0,
        role: isWhole ? "status" : "alert",
      });
      await client.invalidateQueries({ queryKey: ["backups"] });
      onMade(backup);
    }
  };
  useShortcut("ctrl+n", () => void create());

  return (
    <section className="backup-now" aria-label={t("backup.now")}>
      <Button
        type="primary"
        size="large"
        icon={<SaveOutlined />}
        loading={work === "creating"}
        disabled={work !== null}
        title="Ctrl+N"
        onClick={() => void create()}
        data-testid="backup-now"
      >
        {t("backup.now")}
      </Button>
      <Input
        className="backup-note"
        aria-label={t("backup.note")}
        placeholder={t("backup.note_placeholder")}
        maxLength={200}
        value={note}
        disabled={work !== null}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !isComposing(event.nativeEvent)) {
            void create();
          }
        }}
        data-testid="backup-note"
      />
      <Standing />
    </section>
  );
}

/** Where the new backup lies, and why it lies not everywhere. */
function Made({ made: { backup, places, removed } }: { made: BackupMade }) {
  const { t } = useTranslation();
  const say = useMessage();
  return (
    <div data-testid="backup-made">
      <div>{backup.name}</div>
      {places.map(({ folder, failure }) => (
        <div key={folder} className={failure === null ? "" : "error"}>
          {failure === null
            ? t("backup.copied_to", { folder })
            : failure.code === "cancelled"
              ? t("backup.copy_cancelled", { folder })
              : t("backup.copy_failed", { folder, why: say(failure) })}
        </div>
      ))}
      {removed > 0 && <div className="quiet">{t("backup.pruned", { count: removed })}</div>}
    </div>
  );
}

/** When the ledger was last backed up, and when that was last proven to be of use. */
function Standing() {
  const { t } = useTranslation();
  const { data } = useBackupStanding();
  if (data === undefined) {
    return null;
  }
  return (
    <dl className="backup-standing">
      <dt>{t("backup.last")}</dt>
      <dd data-testid="backup-last">
        {data.last_backup === null ? t("backup.none_yet") : localText(data.last_backup)}
        {data.last_backup !== null && (
          <span className={data.unsaved > 0 ? "warning" : "success"}>
            {" "}
            {data.unsaved > 0
              ? t("backup.unsaved", { count: data.unsaved })
              : t("backup.all_saved")}
          </span>
        )}
      </dd>
      <dt>{t("backup.proven")}</dt>
      <dd data-testid="backup-proven">
        {data.last_drill === null ? t("backup.never_proven") : localText(data.last_drill)}
      </dd>
    </dl>
  );
}
