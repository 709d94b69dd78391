import { FileAddOutlined, FolderOpenOutlined, ReadOutlined } from "@ant-design/icons";
import { Alert } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppState, Failure, Progress } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useEnter } from "../../shared/ledger";
import { useMessage } from "../../shared/message";
import { OpeningChoice } from "../../shared/OpeningChoice";
import { usePreferences } from "../../shared/preferences";
import { WorkProgress } from "../../shared/work/WorkProgress";
import { OpeningSheet } from "./OpeningSheet";
import { useAppState } from "./useAppState";

type Work = "creating" | "loading" | "opening";

/** The first screen of a computer that never had a ledger: sample, empty, or one brought along. */
export function FirstStart() {
  const { t } = useTranslation();
  const { data: state } = useAppState();
  const enter = useEnter();
  const { change } = usePreferences();
  const [work, setWork] = useState<Work | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const attempt = async (kind: Work, command: () => Promise<AppState>) => {
    setWork(kind);
    setFailure(null);
    setProgress(null);
    try {
      const next = await command();
      if (next.opening === "ready") {
        change({ askWho: true });
      }
      await enter(next);
    } catch (reason) {
      setFailure(asFailure(reason));
    } finally {
      setWork(null);
    }
  };

  return (
    <OpeningSheet version={state?.version} testId="first-start">
      <h1>
        {t("opening.title")} <small>{t("opening.subtitle")}</small>
      </h1>
      {failure !== null && <Refusal failure={failure} />}
      {work === "loading" ? (
        <WorkProgress title={t("opening.loading")} progress={progress} testId="sample-progress" />
      ) : (
        <>
          <p>{t("opening.welcome")}</p>
          <ul className="opening-choices">
            <OpeningChoice
              icon={<ReadOutlined />}
              title={t("opening.sample")}
              hint={t("opening.sample_hint")}
              testId="start-sample"
              disabled={work !== null}
              onChoose={() => void attempt("loading", () => call("load_sample", {}, setProgress))}
            />
            <OpeningChoice
              icon={<FileAddOutlined />}
              title={t("opening.empty")}
              hint={t("opening.empty_hint")}
              testId="start-empty"
              disabled={work !== null}
              onChoose={() => void attempt("creating", () => call("create_ledger", {}))}
            />
            <OpeningChoice
              icon={<FolderOpenOutlined />}
              title={t("opening.open")}
              hint={t("opening.open_hint")}
              testId="start-open"
              disabled={work !== null}
              onChoose={() => void attempt("opening", () => call("choose_ledger", {}))}
            />
          </ul>
        </>
      )}
      {work !== null && work !== "loading" && <p role="status">{t(`opening.${work}`)}</p>}
      {state !== undefined && state.ledger_path !== "" && (
        <p className="quiet opening-place">
          {t("opening.place")} <code>{state.ledger_path}</code>
        </p>
      )}
    </OpeningSheet>
  );
}

/** Why the start did not come about; a cancelled one is no error. */
function Refusal({ failure }: { failure: Failure }) {
  const say = useMessage();
  return failure.code === "cancelled" ? (
    <Alert type="info" showIcon role="status" title={say(failure)} data-testid="start-cancelled" />
  ) : (
    <ErrorNotice failure={failure} />
  );
}
