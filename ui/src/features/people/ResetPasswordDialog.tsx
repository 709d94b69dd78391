import { App } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountRow, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { FormDialog } from "../../shared/form/FormDialog";
import { useMessage } from "../../shared/message";
import { useSave } from "../../shared/queries";
import { isTypedTwice, NewPassword, NOTHING_TYPED } from "./NewPassword";

/** Gives somebody a new password, which they change when they sign in; a lockout ends with it. */
export function ResetPasswordDialog({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const say = useMessage();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const { name } = row.account;
  const saving = useSave<void, Saved>(() =>
    call("reset_password", { id: row.id, password: typed.password }),
  );
  const failure = saving.error;
  const weak = failure?.code === "account.password_weak" ? say(failure) : undefined;
  const isReady = isTypedTwice(typed);
  const save = () => {
    if (!isReady || saving.isPending) {
      return;
    }
    saving.mutate(undefined, {
      onSuccess: () => {
        void toast.success(t("people.reset.done", { name }));
        onClose();
      },
    });
  };
  return (
    <FormDialog
      title={t("people.reset.title", { name })}
      width={460}
      keys={t("common.form.keys")}
      saving={saving.isPending}
      waiting={!isReady}
      countChanges={() => (typed.password === "" ? 0 : 1)}
      onSave={save}
      onClose={onClose}
      form={form}
      testId="reset-password"
    >
      {failure !== null && weak === undefined && <ErrorNotice failure={failure} />}
      <p className="quiet">{t("people.reset.hint")}</p>
      <NewPassword
        id="reset"
        label={t("people.accounts.first_password")}
        name={name}
        value={typed}
        onChange={setTyped}
        error={weak}
        autoFocus
      />
    </FormDialog>
  );
}
