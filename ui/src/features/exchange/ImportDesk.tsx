import { Alert, Steps } from "antd";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useMessage } from "../../shared/message";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { ImportHistory } from "./ImportHistory";
import { ImportResult } from "./ImportResult";
import { ImportSource } from "./ImportSource";
import { Rehearsed } from "./Rehearsed";
import { importSession, type Stage, useImportSession } from "./session";
import { TemplateList } from "./TemplateList";
import "./exchange.css";

/** The road of a file into the ledger, on one page: choose, rehearse, look, import, undo. */
export function ImportDesk() {
  const { t } = useTranslation();
  const { stage, progress, rehearsal, result, failure } = useImportSession();
  return (
    <div className="import-desk">
      <header className="import-head">
        <h2>{t("exchange.title")}</h2>
        <Steps
          size="small"
          current={STEP[stage]}
          items={[
            { title: t("exchange.steps.choose") },
            { title: t("exchange.steps.rehearse") },
            { title: t("exchange.steps.commit") },
            { title: t("exchange.steps.done") },
          ]}
        />
      </header>
      {stage !== "done" && <ImportSource />}
      {(stage === "rehearsing" || stage === "committing") && (
        <WorkProgress
          key={stage}
          title={t(`exchange.work.${stage}`)}
          progress={progress}
          testId={`import-${stage}`}
        />
      )}
      {failure !== null && <Refusal failure={failure} />}
      {stage === "done" && result !== null && <ImportResult result={result} />}
      {rehearsal !== null ? (
        <Rehearsed key={rehearsal.id} rehearsal={rehearsal} />
      ) : (
        <div className="import-below" inert={stage === "rehearsing"}>
          <ImportHistory />
          <TemplateList />
        </div>
      )}
    </div>
  );
}

const STEP: Record<Stage, number> = {
  choosing: 0,
  rehearsing: 1,
  rehearsed: 2,
  committing: 2,
  done: 4,
};

/** Why the last step was not done; a cancelled one is no error. */
function Refusal({ failure }: { failure: Failure }) {
  const say = useMessage();
  if (failure.code !== "cancelled") {
    return <ErrorNotice failure={failure} onRetry={retryOf(failure)} />;
  }
  return (
    <Alert type="info" showIcon role="status" title={say(failure)} data-testid="import-cancelled" />
  );
}

/** Where the ledger or the file changed meanwhile, the next step is to rehearse again. */
function retryOf(failure: Failure): (() => void) | undefined {
  const stale = failure.code === "import.file_changed" || failure.code === "import.not_ready";
  return stale ? () => void importSession.rehearse() : undefined;
}
