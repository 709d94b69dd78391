import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "../features/opening/opening.css";
import { PasswordDue } from "../features/people/ChangePassword";
import { SignIn } from "../features/people/SignIn";
import { WhoWorks } from "../features/people/WhoWorks";
import type { AppState } from "../ipc/bindings";
import { LanguageSwitch } from "../shared/LanguageSwitch";

/** 登录: nobody is at work yet. */
export function SignInPage({ state }: { state: AppState }) {
  return (
    <Door version={state.version} narrow>
      <SignIn state={state} />
    </Door>
  );
}

/** The password was given by somebody else: it is changed first. */
export function PasswordDuePage({ state }: { state: AppState }) {
  return (
    <Door version={state.version} narrow>
      <PasswordDue name={state.actor} />
    </Door>
  );
}

/** A new ledger: one person, or several? */
export function WhoWorksPage({ state }: { state: AppState }) {
  return (
    <Door version={state.version}>
      <WhoWorks state={state} />
    </Door>
  );
}

interface DoorProps {
  version: string;
  narrow?: boolean;
  children: ReactNode;
}

function Door({ version, narrow = false, children }: DoorProps) {
  const { t } = useTranslation();
  return (
    <main className="opening">
      <div className={narrow ? "opening-sheet narrow" : "opening-sheet"}>
        {children}
        <footer className="quiet">
          <span>{t("opening.version", { version })}</span>
          <LanguageSwitch />
        </footer>
      </div>
    </main>
  );
}
