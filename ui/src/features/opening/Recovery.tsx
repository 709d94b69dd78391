import { Alert, Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppState, Failure } from "../../ipc/bindings";
import { asFailure, call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useEnter } from "../../shared/ledger";
import { useMessage } from "../../shared/message";
import { OpeningSheet } from "./OpeningSheet";
import { useAppState } from "./useAppState";

type Work = "retry" | "choose";

/**
 * The screen of a ledger that could not be opened: what failed, what was left alone, what to do.
 *
 * Where a backup may take its place, `rescue` offers those that there are.
 */
export function Recovery({ rescue }: { rescue: ReactNode }) {
  const { t } = useTranslation();
  const { data: state } = useAppState();
  const enter = useEnter();
  const [work, setWork] = useState<Work | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [triedAt, setTriedAt] = useState<string | null>(null);

  const attempt = async (kind: Work, command: () => Promise<AppState>) => {
    setWork(kind);
    setFailure(null);
    setTriedAt(null);
    try {
      const next = await command();
      if (kind === "retry" && next.opening === "recovery") {
        setTriedAt(timeNow());
      }
      await enter(next);
    } catch (reason) {
      const refused = asFailure(reason);
      setFailure(refused.code === "cancelled" ? null : refused);
    } finally {
      setWork(null);
    }
  };
  const path = state?.ledger_path ?? "";

  return (
    <OpeningSheet version={state?.version} testId="recovery">
      <h1>{t("opening.recovery.title")}</h1>
      {state?.failure != null && <Reason failure={state.failure} />}
      {failure !== null && <ErrorNotice failure={failure} />}
      <p className="recovery-untouched">{t("opening.recovery.untouched")}</p>
      <p className="opening-place">
        <span className="quiet">{t("opening.recovery.file")}</span>{" "}
        {path === "" ? (
          t("opening.recovery.unknown")
        ) : (
          <code data-testid="recovery-path">{path}</code>
        )}{" "}
        {path !== "" && (
          <button
            type="button"
            className="link"
            onClick={() =>
              void call("show_in_folder", { path }).catch((reason) => setFailure(asFailure(reason)))
            }
          >
            {t("opening.recovery.show")}
          </button>
        )}
      </p>
      <p>{t("opening.recovery.next")}</p>
      <dl className="recovery-choices">
        <dt>
          <Button
            type="primary"
            block
            loading={work === "retry"}
            disabled={work !== null}
            onClick={() => void attempt("retry", () => call("retry_opening", {}))}
            data-testid="recovery-retry"
          >
            {t("opening.recovery.retry")}
          </Button>
        </dt>
        <dd>{t("opening.recovery.retry_hint")}</dd>
        <dt>
          <Button
            block
            loading={work === "choose"}
            disabled={work !== null}
            onClick={() => void attempt("choose", () => call("choose_ledger", {}))}
            data-testid="recovery-choose"
          >
            {t("opening.recovery.choose")}
          </Button>
        </dt>
        <dd>{t("opening.recovery.choose_hint")}</dd>
      </dl>
      {state?.replaceable === true && rescue}
      {triedAt !== null && (
        <p role="status" className="warning" data-testid="recovery-still">
          {t("opening.recovery.still", { time: triedAt })}
        </p>
      )}
    </OpeningSheet>
  );
}

function Reason({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const say = useMessage();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="recovery-reason"
      data-code={failure.code}
      title={say(failure)}
      description={
        failure.incident !== "" && t("opening.recovery.incident", { incident: failure.incident })
      }
    />
  );
}

function timeNow(): string {
  const now = new Date();
  return [now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
