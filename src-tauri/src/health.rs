//! How well everything is, and what the logs tell.

use ledger::Watch;
use ledger::domain::health::HealthSummary;

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
}

/// Returns the version of what draws the screens.
fn web_view() -> Option<String> {
    tauri::webview_version().ok()
}
