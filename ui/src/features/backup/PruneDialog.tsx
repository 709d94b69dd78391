import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Failure, GoneSegment, PrunePlan } from "../../ipc/bindings";
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
  const goes = gone.length + (plan.data?.segments.length ?? 0);

  const prune = async () => {
    const pruned = await backupWork.run("pruning", () => call("prune_backups", {}));
    if (pruned !== null) {
      await client.invalidateQueries({ queryKey: ["backups"] });
      const { gone, segments } = pruned.done;
      void toast.success(
        gone.length > 0
          ? t("backup.prune.done", { count: gone.length })
          : t("backup.prune.done_segments", { count: segments.length }),
      );
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
          {t(goes === 0 ? "common.action.close" : "common.action.cancel")}
        </Button>,
        goes > 0 && (
          <Button
            key="prune"
            type="primary"
            danger
            loading={pruning}
            disabled={work !== null}
            onClick={() => void prune()}
            data-testid="prune-confirm"
          >
            {gone.length > 0
              ? t("backup.prune.confirm", { count: gone.length })
              : t("backup.prune.confirm_segments", { count: goes })}
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

/** The segments of the journal archive that go, because no kept backup needs them. */
function GoneSegments({ segments }: { segments: readonly GoneSegment[] }) {
  const { t } = useTranslation();
  const freed = segments.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <details data-testid="prune-segments">
      <summary>
        {t("backup.prune.segments", { count: segments.length, size: fileSize(freed) })}
      </summary>
      <ul className="prune-list">
        {segments.map(({ path, first, last, bytes }) => (
          <li key={path}>
            <span className="number">{t("backup.prune.operations", { first, last })}</span>
            <span />
            <span className="prune-note" title={path}>
              {path}
            </span>
            <span className="number quiet">{fileSize(bytes)}</span>
          </li>
        ))}
      </ul>
    </details>
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
      {plan.segments.length > 0 && <GoneSegments segments={plan.segments} />}
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
