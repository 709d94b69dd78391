import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../ipc/call";
import { ErrorNotice } from "../../shared/ErrorNotice";
import { useEnter } from "../../shared/ledger";
import { useTask } from "../../shared/useTask";
import { BeginAccounts } from "./BeginAccounts";

/** The way from one person to several. */
export function ToSeveral() {
  const { t } = useTranslation();
  const [beginning, setBeginning] = useState(false);
  return (
    <section className="people-part" aria-label={t("people.begin.title")}>
      <h2>{t("people.begin.title")}</h2>
      {beginning ? (
        <BeginAccounts name="" onBack={() => setBeginning(false)} />
      ) : (
        <>
          <p className="quiet">{t("people.who.several_hint")}</p>
          <Button onClick={() => setBeginning(true)} data-testid="to-several">
            {t("people.begin.go")}
          </Button>
        </>
      )}
    </section>
  );
}

/** The way back to one person without login: who could be told apart no longer can. */
export function BackToOne() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const enter = useEnter();
  const { failure, busy, run } = useTask();
  const ask = () =>
    modal.confirm({
      title: t("people.end.title"),
      content: t("people.end.text"),
      okText: t("people.end.go"),
      okButtonProps: { danger: true, ["data-testid" as "id"]: "end-confirm" },
      cancelText: t("common.action.cancel"),
      focusable: { autoFocusButton: "cancel" },
      onOk: () => run(async () => enter(await call("end_accounts", {}))),
    });
  return (
    <section className="people-part" aria-label={t("people.end.heading")}>
      <h2>{t("people.end.heading")}</h2>
      <p className="quiet">{t("people.end.hint")}</p>
      {failure !== null && <ErrorNotice failure={failure} />}
      <Button loading={busy} onClick={ask} data-testid="end-accounts">
        {t("people.end.go")}
      </Button>
    </section>
  );
}
