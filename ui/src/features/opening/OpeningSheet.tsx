import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "../../shared/LanguageSwitch";
import "./opening.css";

interface OpeningSheetProps {
  /** Of the program, once it is known. */
  version?: string;
  narrow?: boolean;
  testId?: string;
  children: ReactNode;
}

/** The sheet on which everything stands before there is a ledger to work in. */
export function OpeningSheet({ version, narrow = false, testId, children }: OpeningSheetProps) {
  const { t } = useTranslation();
  return (
    <main className="opening" data-testid={testId}>
      <div className={narrow ? "opening-sheet narrow" : "opening-sheet"}>
        {children}
        <footer className="quiet">
          <span>{version !== undefined && t("opening.version", { version })}</span>
          <LanguageSwitch />
        </footer>
      </div>
    </main>
  );
}
