import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { BackupNotice } from "../../ipc/bindings";
import { useEvent } from "../../ipc/events";
import { useBackupStanding } from "../../shared/backupStanding";
import { useMessage } from "../../shared/message";
import { useNavigation } from "../../shared/navigation";

/** What the program should have done by itself and could not: a person hears of it wherever they are. */
const PRESSING: ReadonlySet<string> = new Set([
  "backup.settings_unreadable",
  "todo.backup_failed",
  "todo.backup_damaged",
  "todo.archive_faulty",
  "todo.place_overdue",
]);

/** Tells of backups that failed by themselves, once each, until somebody has read it or it is put right. */
export function useBackupNotices(): void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { go } = useNavigation();
  const client = useQueryClient();
  const say = useMessage();
  const { data } = useBackupStanding();
  const told = useRef(new Set<string>());
  useEvent("backups-changed", () => void client.invalidateQueries({ queryKey: ["backups"] }));

  useEffect(() => {
    const pressing = new Map(
      data?.notices.filter(({ code }) => PRESSING.has(code)).map((one) => [keyOf(one), one]),
    );
    for (const key of told.current) {
      if (!pressing.has(key)) {
        told.current.delete(key);
        notification.destroy(key);
      }
    }
    for (const [key, notice] of pressing) {
      if (told.current.has(key)) {
        continue;
      }
      told.current.add(key);
      const look = () => {
        notification.destroy(key);
        go({ page: "backups" });
      };
      notification.warning({
        key,
        title: say(notice),
        duration: 0,
        role: "alert",
        actions: (
          <Button size="small" onClick={look} data-testid="notice-look">
            {t("backup.look")}
          </Button>
        ),
      });
    }
  }, [data, notification, go, say, t]);
}

/** What a notice is about: the days that it counts make no other one of it. */
function keyOf({ code, params }: BackupNotice): string {
  return `${code} ${params.value ?? ""}`;
}
