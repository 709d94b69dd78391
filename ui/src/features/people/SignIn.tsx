import { Alert, Button, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppState } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { Secret } from "../../shared/form/Secret";
import { useEnter } from "../../shared/ledger";
import { usePreferences } from "../../shared/preferences";
import { isComposing } from "../../shared/shortcuts";
import { useTask } from "../../shared/useTask";
import { Refused } from "./Refused";
import { useLockout } from "./useLockout";
import "./people.css";

/** 登录: who is at work, proven by a password. */
export function SignIn({ state }: { state: AppState }) {
  const { t } = useTranslation();
  const { lastPerson, change } = usePreferences();
  const enter = useEnter();
  const [name, setName] = useState(lastPerson);
  const [password, setPassword] = useState("");
  const [refusedFor, setRefusedFor] = useState("");
  const { failure, setFailure, busy, run } = useTask();
  const secret = useRef<InputRef>(null);
  const waits = useLockout(failure);
  const isLockedOut = waits > 0 && name.trim() === refusedFor;
  const isReady = name.trim() !== "" && password !== "" && !busy && !isLockedOut;

  useEffect(() => {
    if (failure !== null) {
      secret.current?.focus({ cursor: "all" });
    }
  }, [failure]);

  const signIn = async () => {
    if (!isReady) {
      return;
    }
    const typed = name.trim();
    setRefusedFor(typed);
    await run(async () => {
      const next = await call("sign_in", { name: typed, password });
      change({ lastPerson: next.access.person?.name ?? typed });
      await enter(next);
    });
  };

  return (
    <form
      className="sign-in"
      aria-label={t("people.sign_in.title")}
      data-testid="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <h1>
        {t("opening.title")} <small>{t("people.sign_in.title")}</small>
      </h1>
      {state.tampering !== null && (
        <Alert
          type="error"
          showIcon
          title={t("trust.at_the_door")}
          data-testid="tampered-at-the-door"
        />
      )}
      <div className="form-field">
        <label htmlFor="sign-in-name">{t("people.name")}</label>
        <Input
          id="sign-in-name"
          data-testid="sign-in-name"
          autoComplete="username"
          autoFocus={lastPerson === ""}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !isComposing(event.nativeEvent) && password === "") {
              event.preventDefault();
              secret.current?.focus();
            }
          }}
        />
      </div>
      <Secret
        id="sign-in-password"
        ref={secret}
        label={t("people.password")}
        value={password}
        onChange={(value) => {
          setPassword(value);
          if (failure !== null && waits === 0) {
            setFailure(null);
          }
        }}
        autoFocus={lastPerson !== ""}
        known
      />
      {failure !== null && (name.trim() === refusedFor || waits === 0) && (
        <Refused failure={failure} left={waits} />
      )}
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={busy}
        disabled={!isReady && !busy}
        data-testid="sign-in-go"
      >
        {t("people.sign_in.go")}
      </Button>
      <p className="quiet">{t("people.sign_in.forgotten")}</p>
      <p className="quiet opening-place">
        {t("common.frame.ledger_file")} <code>{state.ledger_path}</code>
      </p>
    </form>
  );
}
