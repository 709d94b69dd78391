import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Modal, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, RestorePreview, RestoreTarget } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useEnter } from "../../shared/ledger";
import { useMessage } from "../../shared/message";
import { useCover } from "../../shared/shortcuts";
import { localText } from "../../shared/values";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { backupWork, useBackupWork } from "./work";

interface Props {
  target: RestoreTarget;
  /** There is no ledger that could be opened: the backup comes into its place. */
  lost?: boolean;
  onClose: () => void;
}

/** Says in numbers what a restore takes back, and restores when a person has agreed to that. */
export function RestoreDialog({ target: asked, lost = false, onClose }: Props) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const { work, progress, failure } = useBackupWork();
  const enter = useEnter();
  const [target, setTarget] = useState(asked);
  const [agreed, setAgreed] = useState(false);
  useCover(true);
  const preview = useQuery<RestorePreview, Failure>({
    queryKey: ["backups", "restore", target],
    queryFn: () => call("preview_restore", { target }),
    staleTime: 0,
    gcTime: 0,
  });
  const known = preview.data;
  const restoring = work === "restoring";
  const where =
    known?.made_at == null
      ? (known?.name ?? "")
      : t("backup.restore.at", { at: localText(known.made_at) });

  const restore = async () => {
    const restored = await backupWork.run("restoring", (report) =>
      call("restore", { target }, report),
    );
    if (restored === null) {
      return;
    }
    onClose();
    await enter(restored.done);
    notification.success({
      title: t("backup.restore.done", { where }),
      description: lost ? undefined : t("backup.restore.undoable"),
    });
  };

  return (
    <Modal
      open
      width={640}
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
          disabled={!agreed || known === undefined || work !== null}
          onClick={() => void restore()}
          data-testid="restore-confirm"
        >
          {t("backup.restore.confirm")}
        </Button>,
      ]}
    >
      <div className="restore" data-testid="restore-dialog">
        {preview.isFetching && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
        {preview.error !== null && !preview.isFetching && (
          <Refused failure={preview.error} target={target} onTarget={setTarget} />
        )}
        {known !== undefined && !preview.isFetching && (
          <>
            <p className="restore-where">{t("backup.restore.where", { where })}</p>
            {lost ? (
              <p>{t("backup.restore.in_place")}</p>
            ) : (
              <>
                <Lost count={known.lost} />
                <p className="quiet">{t("backup.restore.before")}</p>
              </>
            )}
            {!restoring && (
              <Checkbox
                checked={agreed}
                onChange={(event) => setAgreed(event.target.checked)}
                data-testid="restore-agree"
              >
                {lost
                  ? t("backup.restore.agree_lost")
                  : known.lost === null
                    ? t("backup.restore.agree_all")
                    : t("backup.restore.agree", { count: known.lost })}
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

/** How many operations would be taken back. */
function Lost({ count }: { count: number | null }) {
  const { t } = useTranslation();
  if (count === null) {
    return <Alert type="warning" showIcon title={t("backup.restore.foreign")} />;
  }
  return (
    <p className={count === 0 ? "" : "warning"} data-testid="restore-loss">
      {count === 0 ? t("backup.restore.nothing_lost") : t("backup.restore.lost", { count })}
    </p>
  );
}

interface RefusedProps {
  failure: Failure;
  target: RestoreTarget;
  onTarget: (target: RestoreTarget) => void;
}

/** Why a file is refused; one that merely lacks its manifest may be taken by whoever answers for it. */
function Refused({ failure, target, onTarget }: RefusedProps) {
  const { t } = useTranslation();
  const say = useMessage();
  if (failure.code !== "backup.no_manifest" || target.kind !== "file") {
    return <ErrorNotice failure={failure} />;
  }
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={say(failure)}
      action={
        <Button
          size="small"
          onClick={() => onTarget({ ...target, without_manifest: true })}
          data-testid="restore-without-manifest"
        >
          {t("backup.restore.without_manifest")}
        </Button>
      }
    />
  );
}
