import { Alert, Button, Checkbox, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { Secret } from "../../shared/form/Secret";
import { useMessage } from "../../shared/message";
import { useCover } from "../../shared/shortcuts";
import { useTask } from "../../shared/useTask";

interface Props {
  /** Whether there is one already, which opens what was encrypted before. */
  replaces: boolean;
  onSet: () => void;
  onClose: () => void;
}

/** Sets the passphrase of encrypted backups: typed twice, and never kept by the computer. */
export function PassphraseDialog({ replaces, onSet, onClose }: Props) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [noted, setNoted] = useState(false);
  const { failure, setFailure, busy, run } = useTask();
  const isReady = passphrase !== "" && again !== "" && noted && !busy;

  const set = async () => {
    if (!isReady) {
      return;
    }
    if (passphrase !== again) {
      setFailure({ code: "backup.passphrase_differs", ...NO_DETAILS });
      return;
    }
    if (await run(() => call("set_backup_passphrase", { passphrase }))) {
      onSet();
    }
  };

  return (
    <Shell
      title={t(replaces ? "backup.passphrase.change" : "backup.passphrase.set")}
      busy={busy}
      failure={failure}
      onClose={onClose}
      confirm={
        <Button
          key="set"
          type="primary"
          loading={busy}
          disabled={!isReady}
          onClick={() => void set()}
          data-testid="passphrase-confirm"
        >
          {t("backup.passphrase.confirm")}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t("backup.passphrase.lost")} />
      <p className="quiet">
        {t(replaces ? "backup.passphrase.change_hint" : "backup.passphrase.hint")}
      </p>
      <Secret
        id="passphrase-new"
        label={t("backup.passphrase.new")}
        value={passphrase}
        onChange={setPassphrase}
        onEnter={() => document.getElementById("passphrase-again")?.focus()}
        autoFocus
      />
      <Secret
        id="passphrase-again"
        label={t("backup.passphrase.again")}
        value={again}
        onChange={setAgain}
        onEnter={() => void set()}
      />
      <Checkbox
        checked={noted}
        onChange={(event) => setNoted(event.target.checked)}
        data-testid="passphrase-noted"
      >
        {t("backup.passphrase.noted")}
      </Checkbox>
    </Shell>
  );
}

/** Lets a person make sure that they still know the passphrase. */
export function CheckPassphraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState("");
  const [right, setRight] = useState(false);
  const { failure, busy, run } = useTask();

  const check = async () => {
    if (passphrase === "" || busy) {
      return;
    }
    setRight(false);
    setRight(await run(() => call("check_backup_passphrase", { passphrase })));
  };

  return (
    <Shell
      title={t("backup.passphrase.check")}
      busy={busy}
      failure={failure}
      onClose={onClose}
      confirm={
        <Button
          key="check"
          type="primary"
          loading={busy}
          disabled={passphrase === ""}
          onClick={() => void check()}
          data-testid="passphrase-confirm"
        >
          {t("backup.passphrase.check_button")}
        </Button>
      }
    >
      <p className="quiet">{t("backup.passphrase.check_hint")}</p>
      <Secret
        id="passphrase-known"
        label={t("backup.passphrase.known")}
        value={passphrase}
        onChange={(value) => {
          setPassphrase(value);
          setRight(false);
        }}
        onEnter={() => void check()}
        autoFocus
      />
      <p className="success" role="status">
        {right && t("backup.passphrase.right")}
      </p>
    </Shell>
  );
}

const NO_DETAILS = { params: {}, field: null, problems: [], incident: "" };

interface ShellProps {
  title: string;
  busy: boolean;
  failure: Failure | null;
  confirm: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

function Shell({ title, busy, failure, confirm, onClose, children }: ShellProps) {
  const { t } = useTranslation();
  const say = useMessage();
  useCover(true);
  return (
    <Modal
      open
      width={520}
      title={title}
      onCancel={onClose}
      mask={{ closable: false }}
      keyboard={!busy}
      closable={!busy}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={busy} data-testid="passphrase-cancel">
          {t("common.action.close")}
        </Button>,
        confirm,
      ]}
    >
      <div className="passphrase" data-testid="passphrase-dialog">
        {children}
        {failure !== null && (
          <div className="form-error" role="alert">
            {say(failure)}
          </div>
        )}
      </div>
    </Modal>
  );
}
