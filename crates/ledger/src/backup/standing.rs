//! How well the open ledger is backed up.

use std::path::Path;

use backups::{Backup, Manifest};
use domain::backed_up::{BackupFacts, BackupStanding, notices};

use super::last_drill;
use crate::{Ledger, Result};

impl Ledger {
    /// Tells how well the backups in `folder` hold the ledger, and what waits for a person there.
    pub fn backup_standing(&self, folder: &Path) -> Result<BackupStanding> {
        let backups = backups::list(folder)?;
        let (newest, unsaved) = self.newest_backup(&backups)?;
        let last_backup = newest.map(|backup| backup.manifest.made_at.clone());
        let last_drill = last_drill(folder)?.map(|drill| drill.at);
        let facts = BackupFacts {
            last_backup: last_backup.as_ref().and_then(|at| at.parse().ok()),
            unsaved,
            last_drill: last_drill.as_ref().and_then(|at| at.parse().ok()),
        };
        Ok(BackupStanding {
            folder: folder.display().to_string(),
            last_backup,
            unsaved,
            last_drill,
            notices: notices(&facts, self.clock().now()),
        })
    }

    /// Returns how many operations were done since a backup was made; none where it holds one that
    /// this ledger does not: it is of another ledger, or a restore went back behind it.
    pub fn operations_since(&self, backup: &Manifest) -> Result<Option<i64>> {
        let Some(head) = &backup.journal_head else { return Ok(Some(self.operations()?)) };
        let hash = self.read(|reader| storage::journal::hash_of(reader, head.seq))?;
        let is_ours = hash.is_some() && head.decoded().map(|head| head.hash) == hash;
        Ok(if is_ours { Some(self.operations()? - head.seq) } else { None })
    }

    /// Returns the newest backup that holds a state of this ledger, and the operations since.
    fn newest_backup<'backup>(
        &self,
        newest_first: &'backup [Backup],
    ) -> Result<(Option<&'backup Backup>, i64)> {
        for backup in newest_first {
            if let Some(since) = self.operations_since(&backup.manifest)? {
                return Ok((Some(backup), since));
            }
        }
        Ok((None, self.operations()?))
    }

    fn operations(&self) -> Result<i64> {
        Ok(self.list_journal(0, 0)?.count)
    }
}
