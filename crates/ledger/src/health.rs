//! Whether the ledger is sound.

use domain::health::HealthReport;

use crate::{Ledger, Result, Session};

impl Ledger {
    /// Checks the file, its references, its journal and everything that is computed from it;
    /// changes nothing.
    pub fn check_health(&self, session: &Session) -> Result<HealthReport> {
        Ok(self.store().check_health(session.stamp(self.clock()))?)
    }
}
