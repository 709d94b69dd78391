import { Upgrade } from "../features/migration/Upgrade";
import { LanguageSwitch } from "../shared/LanguageSwitch";
import "../features/opening/opening.css";

/** The screen of a ledger that waits for its upgrade, before anything else. */
export function UpgradePage() {
  return (
    <main className="opening">
      <div className="opening-sheet">
        <Upgrade />
        <footer>
          <span />
          <LanguageSwitch />
        </footer>
      </div>
    </main>
  );
}
