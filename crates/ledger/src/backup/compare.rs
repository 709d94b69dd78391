//! A backup beside the ledger as it is now, before anybody restores it.

use std::path::{Path, PathBuf};

use backups::moment;
use domain::Noun;
use domain::access::Operation;
use domain::comparison::{Difference, DifferingFields, DifferingPage, LedgerComparison};
use domain::go_live::Totals;
use storage::compare::Beside;
use tempfile::TempPath;

use crate::{Ledger, Result};

/// A backup that lies beside the ledger, as both were when it was put there.
#[derive(Debug)]
pub struct BackupBeside {
    beside: Beside,
    /// The copy that was brought to the schema of this program, where the backup is older.
    _copy: Option<TempPath>,
}

impl Ledger {
    /// Returns the path of the backup of this name in a folder.
    ///
    /// # Errors
    ///
    /// `backup.unknown`.
    pub fn find_backup(&self, folder: &Path, name: &str) -> Result<PathBuf> {
        self.refuse_unless_may(Operation::Restore)?;
        Ok(backups::find(folder, name)?)
    }

    /// Puts a backup, or any other ledger file that lies still, beside the ledger.
    ///
    /// # Errors
    ///
    /// `ledger.not_ours`, `ledger.newer`, `ledger.damaged`.
    pub fn backup_beside(&self, backup: &Path) -> Result<BackupBeside> {
        self.refuse_unless_may(Operation::Restore)?;
        let copy = moment::upgraded(backup, &self.clock().now_text())?;
        let beside = self.store().beside(copy.as_deref().unwrap_or(backup))?;
        Ok(BackupBeside { beside, _copy: copy })
    }
}

impl BackupBeside {
    /// Counts what differs, noun by noun.
    pub fn comparison(&self) -> Result<LedgerComparison> {
        Ok(self.beside.comparison()?)
    }

    /// Returns how many records of each noun the backup has, and what their amounts come to.
    pub(crate) fn totals(&self) -> Result<Vec<(Noun, Totals)>> {
        Ok(self.beside.totals()?)
    }

    /// Returns a page of the records of a noun that differ, or of those that differ in one way.
    pub fn page(
        &self,
        noun: Noun,
        only: Option<Difference>,
        offset: u32,
        limit: u32,
    ) -> Result<DifferingPage> {
        Ok(self.beside.page(noun, only, offset, limit)?)
    }

    /// Returns the fields of one record that differ: what they were in the backup, what they are.
    pub fn fields(&self, noun: Noun, id: i64) -> Result<DifferingFields> {
        Ok(self.beside.fields(noun, id)?)
    }
}
