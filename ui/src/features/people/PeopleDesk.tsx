import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Access } from "../../ipc/bindings";
import { useAccess } from "../../shared/access";
import { AccountList } from "./AccountList";
import { FeatureSwitches } from "./FeatureSwitches";
import { IdleMinutes } from "./IdleMinutes";
import { BackToOne, ToSeveral } from "./ModeSwitch";
import { Resets } from "./Resets";
import { RoleTable } from "./RoleTable";
import { TrustCheck } from "./TrustCheck";
import "./people.css";

/** 用户与权限: who works with the ledger, and what each may do. */
export function PeopleDesk() {
  const { t } = useTranslation();
  const access = useAccess();
  if (access === null) {
    return null;
  }
  return (
    <div className="people" data-testid="people-page">
      <header className="people-head">
        <h1>{t("people.title")}</h1>
        <span className="quiet" data-testid="people-mode">
          {t(access.with_accounts ? "people.mode.several" : "people.mode.one")}
        </span>
      </header>
      {access.with_accounts ? <Several access={access} /> : <One />}
      <FeatureSwitches />
      <TrustCheck />
    </div>
  );
}

function Several({ access }: { access: Access }) {
  return (
    <>
      {access.resets.length > 0 && <Resets resets={access.resets} />}
      <AccountList own={access.person?.id ?? null} />
      <RoleTable />
      <IdleMinutes minutes={access.idle_minutes} />
      <BackToOne />
    </>
  );
}

function One() {
  const { t } = useTranslation();
  return (
    <>
      <Alert type="info" showIcon role="status" title={t("people.mode.one_hint")} />
      <ToSeveral />
      <RoleTable />
    </>
  );
}
