import { Alert, Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../ipc/bindings";
import { useMessage } from "../../shared/message";

interface Props {
  /** Why the passphrase is asked for: it was never given, or it was wrong. */
  failure: Failure;
  onGiven: (passphrase: string) => void;
}

/** Whether a failure is put right by a passphrase. */
export function asksForPassphrase(failure: Failure): boolean {
  return failure.code === "backup.passphrase_needed" || failure.code === "backup.passphrase_wrong";
}

/** Asks for the passphrase of an encrypted backup. */
export function AskPassphrase({ failure, onGiven }: Props) {
  const { t } = useTranslation();
  const say = useMessage();
  const id = useId();
  const [passphrase, setPassphrase] = useState("");
  const wrong = failure.code === "backup.passphrase_wrong";
  return (
    <form
      className="ask-passphrase"
      data-testid="ask-passphrase"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== "") {
          onGiven(passphrase);
        }
      }}
    >
      <p>{t("restore.passphrase.title")}</p>
      {wrong && <Alert type="error" showIcon role="alert" title={say(failure)} />}
      <label htmlFor={id}>{t("restore.passphrase.label")}</label>
      <Input.Password
        id={id}
        value={passphrase}
        autoFocus
        autoComplete="off"
        onChange={(event) => setPassphrase(event.target.value)}
        data-testid="passphrase"
      />
      <Button htmlType="submit" disabled={passphrase === ""} data-testid="passphrase-open">
        {t("restore.passphrase.open")}
      </Button>
    </form>
  );
}
