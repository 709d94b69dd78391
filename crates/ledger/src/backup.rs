//! Backups of the open ledger.

use std::path::Path;

use backups::{Backup, Reason};

use crate::{Ledger, Result};

impl Ledger {
    /// Makes a verified backup in `folder`.
    pub fn create_backup(&self, folder: &Path, note: Option<&str>) -> Result<Backup> {
        let now = self.clock().now().to_zoned(jiff::tz::TimeZone::system());
        Ok(backups::create(self.store(), folder, &now, Reason::Manual, note)?)
    }
}
