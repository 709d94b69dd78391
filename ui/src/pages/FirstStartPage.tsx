import { FirstStart } from "../features/opening/FirstStart";

/** The first screen of a computer that never had a ledger. */
export function FirstStartPage() {
  return <FirstStart />;
}
