import { App } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ClosingCover } from "../features/backup/ClosingCover";
import { useBackupNotices } from "../features/backup/useBackupNotices";
import { useDamage } from "../features/backup/useDamage";
import { usePastedBlock } from "../features/exchange/usePastedBlock";
import { TamperBanner } from "../features/trust/TamperBanner";
import { useTampering } from "../features/trust/useTampering";
import type { AppState, InterruptedMigration, InterruptedRestore } from "../ipc/bindings";
import { BackupsPage } from "../pages/BackupsPage";
import { ContractsPage } from "../pages/ContractsPage";
import { EvaluationsDuePage } from "../pages/EvaluationsDuePage";
import { EvaluationsPage } from "../pages/EvaluationsPage";
import { HealthPage } from "../pages/HealthPage";
import { HomePage } from "../pages/HomePage";
import { ImportPage } from "../pages/ImportPage";
import { InterviewsPage } from "../pages/InterviewsPage";
import { JournalPage } from "../pages/JournalPage";
import { MigrationPage } from "../pages/MigrationPage";
import { PaymentPlansPage } from "../pages/PaymentPlansPage";
import { PaymentsPage } from "../pages/PaymentsPage";
import { PeoplePage } from "../pages/PeoplePage";
import { ProcurementsPage } from "../pages/ProcurementsPage";
import { ProjectsPage } from "../pages/ProjectsPage";
import { RatingTrialPage } from "../pages/RatingTrialPage";
import { ScoreDifferencesPage } from "../pages/ScoreDifferencesPage";
import { SettingsPage } from "../pages/SettingsPage";
import { SettlementsPage } from "../pages/SettlementsPage";
import { SupplierRatingsPage } from "../pages/SupplierRatingsPage";
import { SuppliersPage } from "../pages/SuppliersPage";
import { UndertakingPage } from "../pages/UndertakingPage";
import { UpkeepPage } from "../pages/UpkeepPage";
import { useMayOpen } from "../shared/access";
import { type PageName, useNavigation } from "../shared/navigation";
import { useShortcut } from "../shared/shortcuts";
import { StatusProvider } from "../shared/statusBar";
import { localText } from "../shared/values";
import "./frame.css";
import { NavigationBar } from "./NavigationBar";
import { StatusBar } from "./StatusBar";
import { TopBar } from "./TopBar";
import { useArrivingFiles } from "./useArrivingFiles";

const PAGES: Record<PageName, () => React.ReactNode> = {
  home: HomePage,
  contracts: ContractsPage,
  payment_plans: PaymentPlansPage,
  payments: PaymentsPage,
  settlements: SettlementsPage,
  procurements: ProcurementsPage,
  projects: ProjectsPage,
  suppliers: SuppliersPage,
  undertaking: UndertakingPage,
  evaluations: EvaluationsPage,
  interviews: InterviewsPage,
  supplier_ratings: SupplierRatingsPage,
  evaluations_due: EvaluationsDuePage,
  score_differences: ScoreDifferencesPage,
  rating_trial: RatingTrialPage,
  import: ImportPage,
  backups: BackupsPage,
  journal: JournalPage,
  health: HealthPage,
  people: PeoplePage,
  migration: MigrationPage,
  upkeep: UpkeepPage,
  settings: SettingsPage,
};

/** The desk: navigation at the left, search above, the page, the status bar below. */
export function Frame({ state }: { state: AppState }) {
  const { place, entryId, back, forward } = useNavigation();
  useShortcut("alt+arrowleft", back);
  useShortcut("alt+arrowright", forward);
  usePastedBlock();
  useInterruptedRestore(state.interrupted);
  useInterruptedMigration(state.interrupted_migration);
  useBackupNotices();
  useDamage(state.damaged);
  useTampering();
  const fileOver = useArrivingFiles();
  const mayOpen = useMayOpen();
  const Page = mayOpen(place.page) ? PAGES[place.page] : NotForYou;
  return (
    <StatusProvider>
      <div className="frame">
        <NavigationBar page={place.page} counts={state.counts} />
        <TopBar person={state.access.person} />
        <div className="page-area">
          {state.tampering !== null && <TamperBanner tampering={state.tampering} />}
          <main className="page">
            <Page key={entryId} />
          </main>
        </div>
        <StatusBar state={state} />
      </div>
      {fileOver && <FileHint />}
      <ClosingCover />
    </StatusProvider>
  );
}

/** What letting go of the mouse would do. */
function FileHint() {
  const { t } = useTranslation();
  return (
    <div className="file-hint" data-testid="file-hint">
      <p>{t("common.files.drop_now")}</p>
    </div>
  );
}

/** A page to which something led that is not there for the person at work. */
function NotForYou() {
  const { t } = useTranslation();
  return (
    <p className="not-for-you quiet" data-testid="not-for-you">
      {t("people.not_for_you")}
    </p>
  );
}

/** Says once how a migration ended that was interrupted before this start. */
function useInterruptedMigration(interrupted: InterruptedMigration | null) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (interrupted === null || told.current === interrupted.at) {
      return;
    }
    told.current = interrupted.at;
    const { finished, from, to, at } = interrupted;
    notification.warning({
      key: "interrupted-migration",
      title: t(finished ? "migration.interrupted.finished" : "migration.interrupted.nothing_done", {
        at: localText(at),
        from,
        to,
      }),
      duration: 0,
      role: "alert",
    });
  }, [interrupted, notification, t]);
}

/** Says once how a restore ended that was interrupted before this start. */
function useInterruptedRestore(interrupted: InterruptedRestore | null) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (interrupted === null || told.current === interrupted.at) {
      return;
    }
    told.current = interrupted.at;
    const { finished, name, at } = interrupted;
    notification.warning({
      key: "interrupted-restore",
      title: t(finished ? "backup.interrupted.finished" : "backup.interrupted.went_back", { name }),
      description: t("backup.interrupted.at", { at: localText(at) }),
      duration: 0,
      role: "alert",
    });
  }, [interrupted, notification, t]);
}
