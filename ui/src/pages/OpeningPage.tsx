import { useAppState } from "../features/opening/useAppState";
import { FirstStartPage } from "./FirstStartPage";
import { RecoveryPage } from "./RecoveryPage";

/** What stands in the window while no ledger is open: the first start, or what went wrong. */
export function OpeningPage() {
  const { data: state } = useAppState();
  return state?.opening === "first_start" ? <FirstStartPage /> : <RecoveryPage />;
}
