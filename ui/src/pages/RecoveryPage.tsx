import { LostBackups } from "../features/backup/LostBackups";
import { Recovery } from "../features/opening/Recovery";

/** The screen of a ledger that could not be opened. */
export function RecoveryPage() {
  return <Recovery rescue={<LostBackups />} />;
}
