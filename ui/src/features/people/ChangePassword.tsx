import { Alert, App, Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppState, Failure } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { FormDialog } from "../../shared/form/FormDialog";
import { Secret } from "../../shared/form/Secret";
import { useEnter, useLeave } from "../../shared/ledger";
import { useMessage } from "../../shared/message";
import { useTask } from "../../shared/useTask";
import { isTypedTwice, NewPassword, NOTHING_TYPED, type TypedTwice } from "./NewPassword";
import { Refused } from "./Refused";
import { useLockout } from "./useLockout";
import "./people.css";

/** 修改密码: the present password, and twice the new one. */
export function ChangePasswordDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const form = useRef<HTMLFormElement>(null);
  const change = useChange(() => {
    void toast.success(t("people.change.done"));
    onClose();
  });
  return (
    <FormDialog
      title={t("people.change.title")}
      width={460}
      keys={t("common.form.keys")}
      saving={change.busy}
      waiting={!change.isReady}
      countChanges={() => (change.old === "" && change.typed.password === "" ? 0 : 1)}
      onSave={() => void change.save()}
      onClose={onClose}
      form={form}
      testId="change-password"
    >
      <ChangeFields change={change} name={name} />
    </FormDialog>
  );
}

/** A password that somebody else gave is changed before anything else. */
export function PasswordDue({ name }: { name: string }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const leave = useLeave();
  const change = useChange(enter);
  const away = useTask();
  return (
    <form
      className="sign-in"
      aria-label={t("people.due.title")}
      data-testid="password-due"
      onSubmit={(event) => {
        event.preventDefault();
        void change.save();
      }}
    >
      <h1>{t("people.due.title")}</h1>
      <Alert type="info" showIcon role="status" title={t("people.due.hint", { name })} />
      <ChangeFields change={change} name={name} />
      {away.failure !== null && <Refused failure={away.failure} left={0} />}
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={change.busy}
        disabled={!change.isReady && !change.busy}
        data-testid="save"
      >
        {t("people.change.title")}
      </Button>
      <Button
        type="link"
        loading={away.busy}
        onClick={() => void away.run(async () => leave(await call("sign_out", {})))}
        data-testid="sign-out"
      >
        {t("people.sign_out.button")}
      </Button>
    </form>
  );
}

interface Change {
  old: string;
  setOld: (old: string) => void;
  typed: TypedTwice;
  setTyped: (typed: TypedTwice) => void;
  failure: Failure | null;
  busy: boolean;
  waits: number;
  isReady: boolean;
  save: () => Promise<void>;
}

function useChange(onChanged: (state: AppState) => unknown): Change {
  const [old, setOld] = useState("");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const { failure, busy, run } = useTask();
  const waits = useLockout(failure);
  const isReady = old !== "" && isTypedTwice(typed) && !busy && waits === 0;
  const save = async () => {
    if (isReady) {
      await run(async () => onChanged(await call("change_password", { old, new: typed.password })));
    }
  };
  return { old, setOld, typed, setTyped, failure, busy, waits, isReady, save };
}

interface FieldsProps {
  change: Change;
  name: string;
}

function ChangeFields({ change, name }: FieldsProps) {
  const { t } = useTranslation();
  const say = useMessage();
  const { failure } = change;
  const weak = failure?.code === "account.password_weak" ? say(failure) : undefined;
  return (
    <>
      {failure !== null && weak === undefined && <Refused failure={failure} left={change.waits} />}
      <Secret
        id="password-old"
        label={t("people.change.old")}
        value={change.old}
        onChange={change.setOld}
        onEnter={() => document.getElementById("password-new")?.focus()}
        known
        autoFocus
      />
      <NewPassword
        id="password"
        label={t("people.change.new")}
        name={name}
        value={change.typed}
        onChange={change.setTyped}
        error={weak}
      />
    </>
  );
}
