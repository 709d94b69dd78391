import { TeamOutlined, UserOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppState } from "../../ipc/bindings";
import { OpeningChoice } from "../../shared/OpeningChoice";
import { usePreferences } from "../../shared/preferences";
import { BeginAccounts } from "./BeginAccounts";

/** Asks once, of a new ledger, whether one person works with it or several. */
export function WhoWorks({ state }: { state: AppState }) {
  const { t } = useTranslation();
  const { change } = usePreferences();
  const [several, setSeveral] = useState(false);
  return (
    <div data-testid="who-works">
      <h1>{t("people.who.title")}</h1>
      {several ? (
        <BeginAccounts name={state.actor} onBack={() => setSeveral(false)} />
      ) : (
        <>
          <ul className="opening-choices">
            <OpeningChoice
              icon={<UserOutlined />}
              title={t("people.who.one")}
              hint={t("people.who.one_hint")}
              testId="who-one"
              onChoose={() => change({ askWho: false })}
            />
            <OpeningChoice
              icon={<TeamOutlined />}
              title={t("people.who.several")}
              hint={t("people.who.several_hint")}
              testId="who-several"
              onChoose={() => setSeveral(true)}
            />
          </ul>
          <p className="quiet">{t("people.who.later")}</p>
        </>
      )}
    </div>
  );
}
