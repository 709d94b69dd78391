import { useTranslation } from "react-i18next";
import type { AppState } from "../ipc/bindings";
import { useBackupStanding } from "../shared/backupStanding";
import { useNavigation } from "../shared/navigation";
import { usePreferences } from "../shared/preferences";
import { useListStatus } from "../shared/statusBar";
import { localText, Money } from "../shared/values";

/** The status bar, like Excel's: rows and sums of the list, the file, who is at work. */
export function StatusBar({ state }: { state: AppState }) {
  const { t } = useTranslation();
  const { unit } = usePreferences();
  const list = useListStatus();
  return (
    <footer className="status-bar">
      {list !== null && (
        <>
          <span data-testid="status-rows" role="status">
            {t("common.list.rows", { count: list.count })}
            {list.filtered && ` (${t("common.list.filtered")})`}
          </span>
          {list.cells != null && (
            <span className="status-selection" data-testid="status-cells">
              {t("common.list.cells_chosen", { ...list.cells })}
              {list.cells.sum !== null && (
                <>
                  {" "}
                  {t("common.list.cells_sum")} <Money yuan={list.cells.sum} />
                </>
              )}
            </span>
          )}
          {list.cells == null && list.selection != null && (
            <span className="status-selection" data-testid="status-selection">
              {t("common.list.selected", { count: list.selection.count })}
              {list.selection.sums.map((one) => (
                <span key={one.label}>
                  {" "}
                  {t("common.list.selection_sum", { label: one.label })} <Money yuan={one.sum} />{" "}
                  {t("common.list.selection_mean")} <Money yuan={one.mean} />
                </span>
              ))}
            </span>
          )}
          {list.cells == null &&
            list.selection == null &&
            list.sums.map((sum, at) => (
              <span key={sum.label} data-testid={at === 0 ? "status-sum" : `status-sum-${at + 1}`}>
                {t("common.list.sum", { label: sum.label })} <Money yuan={sum.yuan} />{" "}
                {t(unit === "yuan" ? "common.list.yuan" : "common.list.wan")}
              </span>
            ))}
        </>
      )}
      <span className="status-gap" />
      {state.read_only && <ReadOnly />}
      <LastBackup />
      <span
        className="status-path"
        title={`${t("common.frame.ledger_file")}: ${state.ledger_path}`}
        data-testid="status-ledger"
      >
        {state.ledger_path}
      </span>
      <span title={t("common.frame.who")} data-testid="status-actor">
        {state.actor}
      </span>
      <span className="quiet">{state.version}</span>
    </footer>
  );
}

/** That the ledger is only looked at, and the way to its upgrade. */
function ReadOnly() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <button
      type="button"
      className="link warning"
      onClick={() => go({ page: "migration" })}
      data-testid="status-read-only"
    >
      {t("migration.read_only")}
    </button>
  );
}

/** When the ledger was last backed up, in amber where operations wait for a backup. */
function LastBackup() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { data } = useBackupStanding();
  if (data === undefined) {
    return null;
  }
  const waits = data.notices.length > 0;
  return (
    <button
      type="button"
      className={waits ? "link warning" : "link"}
      title={t("common.frame.backups_in", { folder: data.folder })}
      onClick={() => go({ page: "backups" })}
      data-testid="status-backup"
    >
      {t("common.frame.last_backup", {
        at: data.last_backup === null ? t("common.empty_value") : localText(data.last_backup),
      })}
    </button>
  );
}
