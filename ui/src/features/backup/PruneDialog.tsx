import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Failure, PrunePlan } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { fileSize } from "../../shared/fileSize";
import { useCover } from "../../shared/shortcuts";
import { exactText } from "../../shared/values";
import { backupWork, useBackupWork } from "./work";

/** Shows which backups are past their time and why the others stay, and removes them when told to. */
export function PruneDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const { work, failure } = useBackupWork();
  useCover(true);
  const plan = useQuery<PrunePlan, Failure>({
    queryKey: ["backups", "prune"],
    queryFn: () => call("plan_prune", { rule: null }),
    staleTime: 0,
    gcTime: 0,
  });
  const pruning = work === "pruning";
  const gone = plan.data?.gone ?? [];

  const prune = async () => {
    const pruned = await backupWork.run("pruning", () => call("prune_backups", {}));
    if (pruned !== null) {
      await client.invalidateQueries({ queryKey: ["backups"] });
      void toast.success(t("backup.prune.done", { count: pruned.done.gone.length }));
      onClose();
    }
  };

  return (
    <Modal
      open
      width={640}
      title={t("backup.prune.title")}
      onCancel={onClose}
      mask={{ closable: !pruning }}
      keyboard={!pruning}
      closable={!pruning}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={pruning} data-testid="prune-cancel">
          {t(gone.length === 0 ? "common.action.close" : "common.action.cancel")}
        </Button>,
        gone.length > 0 && (
          <Button
            key="prune"
            type="primary"
            danger
            loading={pruning}
            disabled={work !== null}
            onClick={() => void prune()}
            data-testid="prune-confirm"
          >
            {t("backup.prune.confirm", { count: gone.length })}
          </Button>
        ),
      ]}
    >
      <div className="prune" data-testid="prune-dialog">
        {plan.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
        {plan.error !== null && (
          <ErrorNotice failure={plan.error} onRetry={() => void plan.refetch()} />
        )}
        {failure !== null && <ErrorNotice failure={failure} />}
        {plan.data !== undefined && <Planned plan={plan.data} />}
      </div>
    </Modal>
  );
}

/** What a rule would remove, and why it keeps the rest. */
export function Planned({ plan }: { plan: PrunePlan }) {
  const { t } = useTranslation();
  const several = new Set(plan.gone.map(({ folders }) => folders[0])).size > 1;
  const freed = plan.gone.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <>
      <p className="quiet">{t("backup.prune.rule", { ...plan.rule })}</p>
      <h4 data-testid="prune-gone">
        {plan.gone.length === 0
          ? t("backup.prune.nothing")
          : t("backup.prune.gone", { count: plan.gone.length, size: fileSize(freed) })}
      </h4>
      <ul
        className="prune-list"
        aria-label={t("backup.prune.list")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard.
        tabIndex={0}
      >
        {plan.gone.map((backup) => (
          <li key={backup.path}>
            <span className="number">{exactText(backup.made_at)}</span>
            <span>{t(`backup.reason.${backup.reason}`)}</span>
            <span className="prune-note" title={backup.path}>
              {[backup.note, several ? backup.folders[0] : null].filter(Boolean).join(" · ")}
            </span>
            <span className="number quiet">{fileSize(backup.bytes)}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t("backup.prune.kept", { count: plan.kept.length })}</summary>
        <ul className="prune-list">
          {plan.kept.map((backup) => (
            <li key={backup.name}>
              <span className="number">{exactText(backup.made_at)}</span>
              <span className={backup.kept_as === "damaged" ? "error" : ""}>
                {t(`backup.kept_as.${backup.kept_as}`)}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
