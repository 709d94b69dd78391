//! How well everything is, what IT is handed, and the check before people begin to work.

use ledger::diagnosis::Diagnosis;
use ledger::domain::access::Operation;
use ledger::domain::diagnosis::DiagnosisPart;
use ledger::domain::go_live::{GoLiveItem, GoLiveReport};
use ledger::domain::health::HealthSummary;
use ledger::{Clock, SystemClock, Watch};
use tauri::AppHandle;
use wire::exchange::Exported;

use crate::dialogs::{self, Kind};
use crate::exports::{exported, with_known_extension};
use crate::failure::Result;
use crate::program::Program;

impl Program {
    /// Tells how everything stands, as far as it is known at once.
    pub(crate) fn health(&self) -> Result<HealthSummary> {
        let ledger = self.ledger()?;
        Ok(ledger.look_at_health(self.opening.home(), web_view().as_deref())?)
    }

    /// Looks at everything, thoroughly.
    pub(crate) fn check_health(&self, watch: &dyn Watch) -> Result<HealthSummary> {
        let ledger = self.ledger()?;
        Ok(ledger.check_everything(self.opening.home(), web_view().as_deref(), watch)?.summary)
    }

    /// Tells what the diagnostics package would hold.
    pub(crate) fn preview_diagnosis(&self) -> Result<Vec<DiagnosisPart>> {
        Ok(self.diagnose()?.preview())
    }

    /// Writes the diagnostics package to the file that the user names; none where they change their
    /// mind.
    pub(crate) fn save_diagnosis(&self, app: &AppHandle) -> Result<Option<String>> {
        let package = self.diagnose()?;
        let name = format!("兰台诊断包_{}.zip", SystemClock.today());
        let Some(path) = dialogs::save_file(app, &name, &[Kind::Package]) else { return Ok(None) };
        let path = with_known_extension(path, &["zip"]);
        package.save(&path)?;
        Ok(Some(path.display().to_string()))
    }

    /// A ledger that does not open is a reason for a package, not against one.
    fn diagnose(&self) -> Result<Diagnosis> {
        let home = self.home_for(Operation::Diagnose)?;
        let ledger = self.ledger();
        let told = ledger.as_ref().map_err(crate::failure::Error::code);
        Ok(home.diagnose(told, web_view().as_deref())?)
    }

    /// Ticks what a person checked in their name, or takes the tick back.
    pub(crate) fn tick_go_live(&self, item: &str, done: bool) -> Result<Vec<GoLiveItem>> {
        let ledger = self.ledger()?;
        Ok(self.home_for(Operation::Check)?.tick_go_live(&ledger, item, done)?)
    }

    /// Looks at everything, and holds counts and amounts against a backup where one is named.
    pub(crate) fn go_live_report(&self, backup: Option<&str>, watch: &dyn Watch) -> Result<GoLiveReport> {
        let ledger = self.ledger()?;
        Ok(ledger.go_live_report(self.opening.home(), web_view().as_deref(), backup, watch)?)
    }

    /// Writes the report to the workbook that the user names; none where they change their mind.
    pub(crate) fn export_go_live(
        &self,
        app: &AppHandle,
        backup: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<Option<Exported>> {
        let name = format!("上线检查_{}.xlsx", SystemClock.today());
        let Some(path) = dialogs::save_file(app, &name, &[Kind::Workbook]) else { return Ok(None) };
        let path = with_known_extension(path, &["xlsx"]);
        let report = self.go_live_report(backup, watch)?;
        let rows = self.ledger()?.write_go_live(&report, &path, watch)?;
        Ok(Some(exported(&path, rows)))
    }
}

/// Returns the version of what draws the screens.
fn web_view() -> Option<String> {
    tauri::webview_version().ok()
}
