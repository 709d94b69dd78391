import { OpeningSheet } from "../features/opening/OpeningSheet";
import { PasswordDue } from "../features/people/ChangePassword";
import { SignIn } from "../features/people/SignIn";
import { WhoWorks } from "../features/people/WhoWorks";
import type { AppState } from "../ipc/bindings";

/** 登录: nobody is at work yet. */
export function SignInPage({ state }: { state: AppState }) {
  return (
    <OpeningSheet version={state.version} narrow>
      <SignIn state={state} />
    </OpeningSheet>
  );
}

/** The password was given by somebody else: it is changed first. */
export function PasswordDuePage({ state }: { state: AppState }) {
  return (
    <OpeningSheet version={state.version} narrow>
      <PasswordDue name={state.actor} />
    </OpeningSheet>
  );
}

/** A new ledger: one person, or several? */
export function WhoWorksPage({ state }: { state: AppState }) {
  return (
    <OpeningSheet version={state.version}>
      <WhoWorks state={state} />
    </OpeningSheet>
  );
}
