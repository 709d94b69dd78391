import { Upgrade } from "../features/migration/Upgrade";
import { OpeningSheet } from "../features/opening/OpeningSheet";

/** The screen of a ledger that waits for its upgrade, before anything else. */
export function UpgradePage() {
  return (
    <OpeningSheet>
      <Upgrade />
    </OpeningSheet>
  );
}
