//! Whether the ledger is sound.

use domain::backed_up::BackupStanding;
use domain::health::HealthReport;
use serde::Serialize;

use crate::{Home, Ledger, Result, Session};

/// What whoever checks a ledger wants to know besides its faults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Circumstances {
    /// The structure of the file; the program brings it up to date when it opens it.
    pub schema_version: i64,
    /// Room left on the disk of the ledger; none where the disk does not tell.
    pub free_bytes: Option<u64>,
    pub backups: BackupStanding,
}

impl Ledger {
    /// Checks the file, its references, its journal and everything that is computed from it;
    /// changes nothing.
    pub fn check_health(&self, session: &Session) -> Result<HealthReport> {
        Ok(self.store().check_health(session.stamp(self.clock()))?)
    }

    /// Whether a page or a record of the file cannot be read: the quick look of a start.
    pub fn is_damaged(&self) -> Result<bool> {
        Ok(self.store().is_damaged()?)
    }

    /// Returns how the ledger stands apart from its faults: structure, room, backups.
    pub fn circumstances(&self, home: &Home) -> Result<Circumstances> {
        Ok(Circumstances {
            schema_version: self.read(storage::migrations::version_of)?,
            free_bytes: backups::free_space(self.path()),
            backups: self.backup_standing(home)?,
        })
    }
}
