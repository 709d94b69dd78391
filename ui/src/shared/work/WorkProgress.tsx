import { Progress as Bar, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MigrationStage, Progress } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { formatDecimal } from "../decimal";
import { fileSize } from "../fileSize";
import "./WorkProgress.css";

interface Props {
  /** What is being done. */
  title: string;
  /** How far it has come; nothing before its first report. */
  progress: Progress | null;
  /** Counts bytes, not rows. */
  bytes?: boolean;
  /** What the button that stops it says, where that is more than to cancel. */
  cancelText?: string;
  testId?: string;
}

/** Of a migration they count bytes; what the others count tells people nothing. */
const COUNT_BYTES: readonly MigrationStage[] = ["copying", "backing_up", "snapshotting"];

/** Shows long work: a bar, rows or bytes per second, the time that remains, and the way to cancel it. */
export function WorkProgress({ title, progress, bytes = false, cancelText, testId }: Props) {
  const { t } = useTranslation();
  const [cancelling, setCancelling] = useState(false);
  const cancel = () => {
    setCancelling(true);
    // The work itself answers with "cancelled"; if the wish did not get through, offer it again.
    call("cancel_work", {}).catch(() => setCancelling(false));
  };
  const percent = percentOf(progress);
  const isDone = progress?.stage === "snapshotting";
  return (
    <section className="work" data-testid={testId ?? "work-progress"} aria-label={title} aria-busy>
      <div className="work-line">
        <strong>{title}</strong>
        <Facts progress={progress} bytes={bytes} />
        <Button
          size="small"
          onClick={cancel}
          disabled={cancelling || isDone}
          data-testid="work-cancel"
        >
          {cancelling ? t("exchange.work.cancelling") : (cancelText ?? t("common.action.cancel"))}
        </Button>
      </div>
      {percent === null ? (
        <div className="work-unknown" role="progressbar" aria-label={title} />
      ) : (
        <Bar percent={percent} status="active" size="small" aria-label={title} />
      )}
    </section>
  );
}

function Facts({ progress, bytes }: { progress: Progress | null; bytes: boolean }) {
  const { t } = useTranslation();
  const stage = progress?.stage;
  if (progress === null || (progress.done === 0 && stage === undefined)) {
    return <span className="quiet work-facts">{bytes ? null : t("exchange.work.reading")}</span>;
  }
  const { done, total, per_second: speed, seconds_left: left } = progress;
  const size = bytes ? fileSize : (value: number) => formatDecimal(String(value), 0);
  const key = bytes ? "exchange.work.bytes" : "exchange.work.rows";
  const counted = stage === undefined || COUNT_BYTES.includes(stage);
  const parts = [
    stage === undefined ? null : t(`migration.stage.${stage}`),
    !counted || done === 0
      ? null
      : total === null
        ? t(key, { done: size(done) })
        : t(`${key}_of`, { done: size(done), total: size(total) }),
    speed > 0 && counted
      ? t(bytes ? "exchange.work.bytes_speed" : "exchange.work.speed", { speed: size(speed) })
      : null,
    left === null ? null : leftText(left),
  ];
  return (
    <span className="quiet work-facts number">
      {parts.filter((part) => part !== null).join(" · ")}
    </span>
  );

  function leftText(seconds: number): string {
    return seconds < 90
      ? t("exchange.work.left_seconds", { count: seconds })
      : t("exchange.work.left_minutes", { count: Math.round(seconds / 60) });
  }
}

function percentOf(progress: Progress | null): number | null {
  if (progress === null || progress.total === null || progress.total === 0) {
    return null;
  }
  return Math.min(100, Math.floor((progress.done / progress.total) * 100));
}
