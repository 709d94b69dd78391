import { useAppState } from "../features/opening/useAppState";
import { FirstStartPage } from "./FirstStartPage";
import { RecoveryPage } from "./RecoveryPage";
import { UpgradePage } from "./UpgradePage";

/** What stands in the window while no ledger is open: the first start, or what went wrong. */
export function OpeningPage() {
  const { data: state } = useAppState();
  if (state?.opening === "first_start") {
    return <FirstStartPage />;
  }
  return state?.failure?.code === "ledger.upgrade_pending" ? <UpgradePage /> : <RecoveryPage />;
}
