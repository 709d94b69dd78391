import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { useEnter } from "../../shared/ledger";
import { useMessage } from "../../shared/message";
import { usePreferences } from "../../shared/preferences";
import { isComposing } from "../../shared/shortcuts";
import { useTask } from "../../shared/useTask";
import { isTypedTwice, NewPassword, NOTHING_TYPED } from "./NewPassword";
import { Refused } from "./Refused";
import "./people.css";

interface Props {
  /** The name to begin with. */
  name: string;
  onBack: () => void;
}

/** Asks for the first administrator: with that account the ledger is one of several people. */
export function BeginAccounts({ name: first, onBack }: Props) {
  const { t } = useTranslation();
  const say = useMessage();
  const enter = useEnter();
  const { change } = usePreferences();
  const [name, setName] = useState(first);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const { failure, busy, run } = useTask();
  const isReady = name.trim() !== "" && isTypedTwice(typed) && !busy;
  const weak = failure?.code === "account.password_weak" ? say(failure) : undefined;

  const begin = async () => {
    if (isReady) {
      await run(async () => {
        const state = await call("begin_accounts", { name: name.trim(), password: typed.password });
        change({ askWho: false, lastPerson: state.access.person?.name ?? name.trim() });
        await enter(state);
      });
    }
  };
  return (
    <form
      className="begin-accounts"
      aria-label={t("people.begin.title")}
      data-testid="begin-accounts"
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <p>{t("people.begin.hint")}</p>
      <div className="form-field">
        <label htmlFor="begin-name">{t("people.begin.name")}</label>
        <Input
          id="begin-name"
          data-testid="begin-name"
          autoFocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !isComposing(event.nativeEvent)) {
              event.preventDefault();
              document.getElementById("begin-new")?.focus();
            }
          }}
        />
      </div>
      <NewPassword
        id="begin"
        label={t("people.password")}
        name={name}
        value={typed}
        onChange={setTyped}
        error={weak}
      />
      {failure !== null && weak === undefined && <Refused failure={failure} left={0} />}
      <p className="quiet">{t("people.begin.remember")}</p>
      <div className="begin-actions">
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={!isReady && !busy}
          data-testid="begin-go"
        >
          {t("people.begin.go")}
        </Button>
        <Button disabled={busy} onClick={onBack} data-testid="begin-back">
          {t("common.action.cancel")}
        </Button>
      </div>
    </form>
  );
}
