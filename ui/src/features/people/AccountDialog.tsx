import { App, Checkbox, Input, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account, AccountRow, Role, Saved } from "../../ipc/bindings";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { FormDialog } from "../../shared/form/FormDialog";
import { useMessage } from "../../shared/message";
import { useSave } from "../../shared/queries";
import { isTypedTwice, NewPassword, NOTHING_TYPED } from "./NewPassword";
import { ROLES } from "./roles";

const NEW: Account = { name: "", role: "editor", disabled: false, in_test_group: false };

interface Props {
  /** The account to edit; none makes a new one. */
  row: AccountRow | null;
  onClose: () => void;
}

/** The form of an account. Its name is what the journal has: it is fixed once it is there. */
export function AccountDialog({ row, onClose }: Props) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const say = useMessage();
  const form = useRef<HTMLFormElement>(null);
  const [start] = useState(row?.account ?? NEW);
  const [account, setAccount] = useState(start);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const saving = useSave<void, Saved>(() =>
    row === null
      ? call("create_account", {
          account: { ...account, name: account.name.trim() },
          password: typed.password,
        })
      : call("update_account", { id: row.id, revision: row.revision, account }),
  );
  const failure = saving.error;
  const change = (part: Partial<Account>) => setAccount((old) => ({ ...old, ...part }));
  const saidOf = (codes: readonly string[]) =>
    failure !== null && codes.includes(failure.code) ? say(failure) : undefined;
  const nameError = saidOf(["account.name_taken", "account.name_missing"]);
  const weak = saidOf(["account.password_weak"]);
  const changes =
    Number(account.role !== start.role) +
    Number(account.disabled !== start.disabled) +
    Number(account.in_test_group !== start.in_test_group) +
    Number(account.name !== start.name) +
    Number(typed.password !== "");
  const isReady = row === null ? account.name.trim() !== "" && isTypedTwice(typed) : changes > 0;
  const save = () => {
    if (!isReady || saving.isPending) {
      return;
    }
    saving.mutate(undefined, {
      onSuccess: () => {
        void toast.success(t("common.form.saved"));
        onClose();
      },
    });
  };

  return (
    <FormDialog
      title={
        row === null ? t("people.accounts.new") : t("people.accounts.edit", { name: account.name })
      }
      width={480}
      keys={t("common.form.keys")}
      saving={saving.isPending}
      waiting={!isReady}
      countChanges={() => changes}
      onSave={save}
      onClose={onClose}
      form={form}
      testId="account-form"
    >
      {failure !== null && nameError === undefined && weak === undefined && (
        <ErrorNotice failure={failure} />
      )}
      {row === null && (
        <div className="form-field">
          <label htmlFor="account-name">{t("people.name")}</label>
          <Input
            id="account-name"
            data-testid="field-name"
            autoFocus
            autoComplete="off"
            aria-invalid={nameError !== undefined}
            aria-describedby="account-name-said"
            status={nameError === undefined ? "" : "error"}
            value={account.name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <div id="account-name-said" className={nameError ? "form-error" : "form-note quiet"}>
            {nameError ?? t("people.accounts.name_hint")}
          </div>
        </div>
      )}
      <div className="form-field">
        <label htmlFor="account-role">{t("people.accounts.role")}</label>
        <Select<Role>
          id="account-role"
          data-testid="field-role"
          aria-label={t("people.accounts.role")}
          value={account.role}
          onChange={(role) => change({ role })}
          options={ROLES.map((role) => ({ value: role, label: t(`people.role.${role}`) }))}
        />
        <div className="form-note quiet">{t(`people.role_hint.${account.role}`)}</div>
      </div>
      <Checkbox
        checked={account.in_test_group}
        onChange={(event) => change({ in_test_group: event.target.checked })}
        data-testid="field-in_test_group"
      >
        {t("people.accounts.in_group")}
      </Checkbox>
      {row === null ? (
        <>
          <NewPassword
            id="account"
            label={t("people.accounts.first_password")}
            name={account.name}
            value={typed}
            onChange={setTyped}
            error={weak}
          />
          <p className="quiet">{t("people.accounts.hand_over")}</p>
        </>
      ) : (
        <Checkbox
          checked={account.disabled}
          onChange={(event) => change({ disabled: event.target.checked })}
          data-testid="field-disabled"
        >
          {t("people.accounts.disabled")}
        </Checkbox>
      )}
    </FormDialog>
  );
}
