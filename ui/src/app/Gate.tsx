import { useQuery } from "@tanstack/react-query";
import { App as AntApp } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LockCover } from "../features/people/LockCover";
import { useIdle } from "../features/people/useIdle";
import { useLock } from "../features/people/useLock";
import type { AppState } from "../ipc/bindings";
import { call } from "../ipc/call";
import { PasswordDuePage, SignInPage, WhoWorksPage } from "../pages/DoorPage";
import { OpeningPage } from "../pages/OpeningPage";
import { AccessProvider } from "../shared/access";
import { ErrorNotice } from "../shared/ErrorNotice";
import { NavigationProvider } from "../shared/navigation";
import { usePreferences } from "../shared/preferences";
import { Frame } from "./Frame";

/** Lets the user in where a ledger is open, and to the opening screens where none is. */
export function Gate() {
  const state = useQuery({ queryKey: ["app_state"], queryFn: () => call("app_state", {}) });
  const known = state.isSuccess || state.isError;
  useEffect(() => {
    if (known) {
      void call("frontend_ready", {}).catch(() => {});
    }
  }, [known]);

  if (state.isError && state.data === undefined) {
    return <ErrorNotice failure={state.error} onRetry={() => void state.refetch()} />;
  }
  if (state.data === undefined) {
    return <Skeleton />;
  }
  if (state.data.opening !== "ready") {
    return <OpeningPage />;
  }
  return <Entrance state={state.data} />;
}

/** What stands before the desk: who is at work, and whether their password is their own. */
function Entrance({ state }: { state: AppState }) {
  const { askWho } = usePreferences();
  const { with_accounts, person, must_change, locked } = state.access;
  if (must_change) {
    return <PasswordDuePage state={state} />;
  }
  if (with_accounts && person === null && !locked) {
    return <SignInPage state={state} />;
  }
  if (!with_accounts && askWho) {
    return <WhoWorksPage state={state} />;
  }
  // Another person finds nothing of the one before: no page, no dialog, no message.
  return <Desk key={state.actor} state={state} />;
}

/** The desk of whoever is at work, and over it the lock. */
function Desk({ state }: { state: AppState }) {
  const { with_accounts, locked, idle_minutes } = state.access;
  const lock = useLock();
  useIdle(with_accounts && !locked ? idle_minutes : 0, lock);
  // To the lock nobody is at work who may do anything: beneath it the desk stays as it was.
  const [shown, setShown] = useState(state);
  if (shown !== state && !locked) {
    setShown(state);
  }
  return (
    <AntApp component="div">
      <AccessProvider value={shown.access}>
        <NavigationProvider start={{ page: isEmpty(shown) ? "contracts" : "home" }}>
          <Frame state={shown} />
        </NavigationProvider>
        {locked && <LockCover name={state.actor} />}
      </AccessProvider>
    </AntApp>
  );
}

/** An empty ledger has nothing to overlook: it opens where its first records go. */
function isEmpty({ counts }: AppState): boolean {
  return counts.every(({ count }) => count === 0);
}

/** What the page shows before it knows anything: the same as before React was there. */
function Skeleton() {
  const { t } = useTranslation();
  return (
    <div className="skeleton">
      <div />
      <p role="status">{t("common.list.loading")}</p>
    </div>
  );
}
