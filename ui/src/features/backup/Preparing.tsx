import { Alert, Button, Skeleton } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, RestoreTarget } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useMessage } from "../../shared/message";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { AskPassphrase, asksForPassphrase } from "./AskPassphrase";
import { type Candidate, takesTime } from "./useCandidate";

interface Props {
  candidate: Candidate;
  /** A person thought better of it. */
  onCancelled: () => void;
}

/** What would be restored, while it is made ready; and why it cannot be, and what helps. */
export function Preparing({ candidate, onCancelled }: Props) {
  const { t } = useTranslation();
  const { target, failure, preparing, progress, prepare } = candidate;
  const cancelled = failure?.code === "cancelled";
  useEffect(() => {
    if (cancelled) {
      onCancelled();
    }
  }, [cancelled, onCancelled]);
  if (preparing) {
    return takesTime(target) ? (
      <WorkProgress title={t(`restore.preparing.${target.kind}`)} progress={progress} />
    ) : (
      <Skeleton active title={false} paragraph={{ rows: 3 }} />
    );
  }
  if (failure === null || cancelled) {
    return null;
  }
  if (asksForPassphrase(failure)) {
    return (
      <AskPassphrase failure={failure} onGiven={(passphrase) => prepare(target, passphrase)} />
    );
  }
  return <Refused failure={failure} target={target} onTarget={prepare} />;
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
