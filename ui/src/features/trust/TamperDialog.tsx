import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tampering } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { useMay, useMayOpen } from "../../shared/access";
import { ErrorNotice } from "../../shared/ErrorNotice";
import "../../shared/form/form.css";
import { useNavigation } from "../../shared/navigation";
import { ALL_NOUNS, refresh } from "../../shared/queries";
import { useCover } from "../../shared/shortcuts";
import { useTask } from "../../shared/useTask";
import { useFindingText } from "./useFindingText";
import { lookAgain } from "./useTampering";

/** As many as people read; the command line lists all. */
const SHOWN = 200;

/** Everything that was found, what to do about it, and the way for an administrator to go on. */
export function TamperDialog({
  tampering,
  onClose,
}: {
  tampering: Tampering;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const may = useMay();
  const say = useFindingText();
  useCover(true);
  const { findings } = tampering;
  return (
    <Modal
      open
      width={680}
      title={t("trust.dialog")}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button onClick={onClose} data-testid="tamper-close">
          {t("common.action.close")}
        </Button>
      }
    >
      <div className="tamper" data-testid="tamper-dialog">
        <ul className="tamper-findings" data-testid="tamper-findings">
          {findings.slice(0, SHOWN).map((finding) => (
            <li key={finding.digest}>{say(finding)}</li>
          ))}
        </ul>
        {findings.length > SHOWN && (
          <p className="quiet">{t("trust.more", { count: findings.length })}</p>
        )}
        <Advice onLeave={onClose} />
        {may("acknowledge_tampering") ? (
          <Acknowledge onDone={onClose} />
        ) : (
          <p>{t("trust.ask_administrator")}</p>
        )}
      </div>
    </Modal>
  );
}

/** What to do, in this order. */
function Advice({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const mayOpen = useMayOpen();
  const lead = (page: "journal" | "backups", view?: string) => {
    onLeave();
    go({ page, ...(view === undefined ? {} : { view }) });
  };
  return (
    <>
      <h3>{t("trust.todo.title")}</h3>
      <ol>
        <li>{t("trust.todo.ask")}</li>
        <li>
          {t("trust.todo.compare")}{" "}
          {mayOpen("backups") && (
            <button type="button" className="link" onClick={() => lead("backups", "list")}>
              {t("common.frame.backups")}
            </button>
          )}
        </li>
        <li>
          {t("trust.todo.restore")}{" "}
          {mayOpen("backups") && (
            <button type="button" className="link" onClick={() => lead("backups", "timeline")}>
              {t("backup.view.timeline")}
            </button>
          )}
        </li>
        <li>{t("trust.todo.keep")}</li>
      </ol>
    </>
  );
}

/** Takes note, with a reason that the journal keeps: after it the ledger can be changed again. */
function Acknowledge({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const { failure, busy, run } = useTask();
  const acknowledge = async () => {
    const done = await run(async () => {
      client.setQueryData(
        ["app_state"],
        await call("acknowledge_tampering", { reason: reason.trim() }),
      );
      await refresh(client, ALL_NOUNS);
      await lookAgain(client);
    });
    if (done) {
      void toast.success(t("trust.acknowledge.done"));
      onDone();
    }
  };
  return (
    <section className="form-field" aria-label={t("trust.acknowledge.title")}>
      <label htmlFor="tamper-reason">{t("trust.acknowledge.reason")}</label>
      <Input.TextArea
        id="tamper-reason"
        data-testid="tamper-reason"
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="quiet">{t("trust.acknowledge.hint")}</p>
      {failure !== null && <ErrorNotice failure={failure} />}
      <div>
        <Button
          danger
          loading={busy}
          disabled={reason.trim() === "" || busy}
          onClick={() => void acknowledge()}
          data-testid="tamper-acknowledge"
        >
          {t("trust.acknowledge.button")}
        </Button>
      </div>
    </section>
  );
}
