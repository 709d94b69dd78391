import { App, Button, Checkbox, Modal } from "antd";
import type { TFunction } from "i18next";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RestorePreview, RestoreTarget } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useEnter } from "../../shared/ledger";
import { useCover } from "../../shared/shortcuts";
import { localText } from "../../shared/values";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { Lacking } from "./Lacking";
import { Losing } from "./Losing";
import { Preparing } from "./Preparing";
import { RecoveredRecords } from "./RecoveredRecords";
import { useCandidate } from "./useCandidate";
import { backupWork, useBackupWork } from "./work";

interface Props {
  target: RestoreTarget;
  /** Where the ledger would be then, in words; where it is a backup, its time says so. */
  moment?: string;
  /** There is no ledger that could be opened: the backup comes into its place. */
  lost?: boolean;
  onClose: () => void;
}

/** Says in numbers what a restore takes back, and restores when a person has agreed to that. */
export function RestoreDialog({ target: asked, moment, lost = false, onClose }: Props) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { work, progress, failure } = useBackupWork();
  const enter = useEnter();
  const candidate = useCandidate(asked);
  const { preview, target } = candidate;
  const [agreed, setAgreed] = useState(false);
  useCover(true);
  const restoring = work === "restoring";
  const where = useWhere(preview, target, moment);

  const restore = async ({ id }: RestorePreview) => {
    const restored = await backupWork.run("restoring", (report) => call("restore", { id }, report));
    if (restored === null) {
      return;
    }
    onClose();
    await enter(restored.done);
    notification.success({
      title: t("backup.restore.done", { where }),
      description: t(lost ? "restore.kept_aside" : "backup.restore.undoable"),
    });
  };
  useAtOnce(preview, target, restore);

  return (
    <Modal
      open
      width={lost ? 680 : 1000}
      title={t(target.kind === "undo" ? "backup.restore.undo_title" : "backup.restore.title")}
      onCancel={onClose}
      mask={{ closable: false }}
      keyboard={!restoring}
      closable={!restoring}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={restoring} data-testid="restore-cancel">
          {t("common.action.cancel")}
        </Button>,
        <Button
          key="restore"
          type="primary"
          danger
          loading={restoring}
          disabled={!agreed || preview === null || work !== null}
          onClick={() => preview !== null && void restore(preview)}
          data-testid="restore-confirm"
        >
          {preview?.lack == null
            ? t("backup.restore.confirm")
            : t("restore.confirm_as_far", { seq: preview.lack.reached })}
        </Button>,
      ]}
    >
      <div className="restore" data-testid="restore-dialog">
        <Preparing candidate={candidate} onCancelled={onClose} />
        {preview !== null && (
          <>
            <p className="restore-where">{t("backup.restore.where", { where })}</p>
            {preview.recovered !== null && <RecoveredRecords recovered={preview.recovered} />}
            {preview.lack !== null && <Lacking lack={preview.lack} />}
            {lost ? (
              <p>{t("backup.restore.in_place")}</p>
            ) : (
              <>
                <Losing preview={preview} idle={!restoring} />
                <p className="quiet">{t("backup.restore.before")}</p>
              </>
            )}
            {!restoring && (
              <Checkbox
                checked={agreed}
                onChange={(event) => setAgreed(event.target.checked)}
                data-testid="restore-agree"
              >
                {lost ? t("backup.restore.agree_lost") : agreement(t, preview.loss)}
              </Checkbox>
            )}
          </>
        )}
        {restoring && <WorkProgress title={t("backup.work.restoring")} progress={progress} bytes />}
        {failure !== null && !restoring && <ErrorNotice failure={failure} />}
      </div>
    </Modal>
  );
}

/** What a person agrees to: the loss, where it is known and there is any. */
function agreement(t: TFunction, loss: RestorePreview["loss"]): string {
  if (loss === null) {
    return t("backup.restore.agree_all");
  }
  return loss.operations === 0
    ? t("backup.restore.agree_nothing")
    : t("backup.restore.agree", { count: loss.operations });
}

/** Says in words where the ledger would be. */
function useWhere(
  preview: RestorePreview | null,
  target: RestoreTarget,
  moment: string | undefined,
): string {
  const { t } = useTranslation();
  if (moment !== undefined || preview === null) {
    return moment ?? "";
  }
  const { at, seq, name } = preview;
  switch (target.kind) {
    case "recovered":
      return t("restore.where.recovered");
    case "newest":
      return t("restore.where.newest", { seq, at: at === null ? "" : localText(at) });
    default:
      return at === null ? name : t("backup.restore.at", { at: localText(at) });
  }
}

/** Undoes a restore without another question where nothing was done since: nothing is lost by it. */
function useAtOnce(
  preview: RestorePreview | null,
  target: RestoreTarget,
  restore: (preview: RestorePreview) => Promise<void>,
): void {
  const begun = useRef(false);
  const begin = useEffectEvent((ready: RestorePreview) => void restore(ready));
  useEffect(() => {
    // The one operation is the restore itself.
    const loses = preview?.loss?.operations ?? Number.POSITIVE_INFINITY;
    if (preview !== null && target.kind === "undo" && loses <= 1 && !begun.current) {
      begun.current = true;
      begin(preview);
    }
  }, [preview, target]);
}
