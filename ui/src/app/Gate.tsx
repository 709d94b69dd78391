import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { AppState } from "../ipc/bindings";
import { call } from "../ipc/call";
import { OpeningPage } from "../pages/OpeningPage";
import { ErrorNotice } from "../shared/ErrorNotice";
import { NavigationProvider } from "../shared/navigation";
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
  return (
    <NavigationProvider start={{ page: isEmpty(state.data) ? "contracts" : "home" }}>
      <Frame state={state.data} />
    </NavigationProvider>
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
