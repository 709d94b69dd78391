import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Progress } from "../../ipc/bindings";
import { useEvent } from "../../ipc/events";
import { useCover } from "../../shared/shortcuts";
import { WorkProgress } from "../../shared/work/WorkProgress";

/** Shows the backup that is made before the window closes, and the way to close without it. */
export function ClosingCover() {
  const { t } = useTranslation();
  const [closing, setClosing] = useState<{ progress: Progress | null } | null>(null);
  useEvent("backup-closing", (progress) => setClosing({ progress }));
  useCover(closing !== null);
  return (
    <Modal
      open={closing !== null}
      title={t("backup.closing.title")}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
    >
      <p className="quiet" data-testid="closing">
        {t("backup.closing.hint")}
      </p>
      <WorkProgress
        title={t("backup.work.creating")}
        progress={closing?.progress ?? null}
        bytes
        cancelText={t("backup.closing.skip")}
      />
    </Modal>
  );
}
