import { Alert, Steps } from "antd";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../ipc/bindings";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useMessage } from "../../shared/message";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { Already, Resumed } from "./Findings";
import { ImportHistory } from "./ImportHistory";
import { ImportResult } from "./ImportResult";
import { ImportSource } from "./ImportSource";
import { ReadingStep } from "./ReadingStep";
import { Rehearsed } from "./Rehearsed";
import { importSession, type Stage, useImportSession } from "./session";
import { TemplateList } from "./TemplateList";
import "./exchange.css";

/** The road of a file into the ledger, on one page: open, read, rehearse, mend, import, undo. */
export function ImportDesk() {
  const { t } = useTranslation();
  const { stage, progress, file, rehearsal, result, failure } = useImportSession();
  const reading = (stage === "reading" || stage === "proposing") && file !== null;
  const quiet = stage === "choosing" || stage === "opening" || stage === "done";
  return (
    <div className="import-desk">
      <header className="import-head">
        <h2>{t("exchange.title")}</h2>
        <Steps
          size="small"
          current={STEP[stage]}
          items={[
            { title: t("exchange.steps.choose") },
            { title: t("exchange.steps.read") },
            { title: t("exchange.steps.rehearse") },
            { title: t("exchange.steps.commit") },
          ]}
        />
      </header>
      {stage !== "done" && <ImportSource />}
      {(stage === "opening" || stage === "rehearsing" || stage === "committing") && (
        <WorkProgress
          key={stage}
          title={t(`exchange.work.${stage}`)}
          progress={progress}
          testId={`import-${stage}`}
        />
      )}
      {failure !== null && !reading && <Refusal failure={failure} />}
      {stage === "done" && result !== null && <ImportResult result={result} />}
      {reading && (
        <>
          {file.already_imported !== null && <Already earlier={file.already_imported} />}
          <Resumed />
          {failure !== null && failure.code === "cancelled" && <Refusal failure={failure} />}
          <ReadingStep key={file.id} file={file} />
        </>
      )}
      {rehearsal !== null && <Rehearsed key={rehearsal.id} rehearsal={rehearsal} />}
      {quiet && (
        <div className="import-below" inert={stage === "opening"}>
          <ImportHistory />
          <TemplateList />
        </div>
      )}
    </div>
  );
}

const STEP: Record<Stage, number> = {
  choosing: 0,
  opening: 0,
  reading: 1,
  proposing: 1,
  rehearsing: 2,
  rehearsed: 2,
  committing: 3,
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

/** What the next step is where the ledger or the file changed meanwhile. */
function retryOf(failure: Failure): (() => void) | undefined {
  switch (failure.code) {
    case "import.file_changed":
      return () => void importSession.rehearse();
    case "import.not_ready":
      return () => void importSession.choose(importSession.state().path);
    default:
      return undefined;
  }
}
