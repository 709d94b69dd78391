//! How well the open ledger is backed up.

use std::path::Path;

use domain::backed_up::{BackupFacts, BackupStanding, notices};

use crate::{Ledger, Result};

impl Ledger {
    /// Tells how well the backups in `folder` hold the ledger, and what waits for a person there.
    pub fn backup_standing(&self, folder: &Path) -> Result<BackupStanding> {
        let newest = backups::list(folder)?.into_iter().next();
        let head = newest.as_ref().and_then(|backup| backup.manifest.journal_head.as_ref());
        let saved = head.map_or(0, |head| head.seq);
        let last_backup = newest.map(|backup| backup.manifest.made_at);
        let last_drill = self.last_drill(folder)?.map(|drill| drill.at);
        let facts = BackupFacts {
            last_backup: last_backup.as_ref().and_then(|at| at.parse().ok()),
            unsaved: (self.list_journal(0, 1)?.count - saved).max(0),
            last_drill: last_drill.as_ref().and_then(|at| at.parse().ok()),
        };
        Ok(BackupStanding {
            folder: folder.display().to_string(),
            last_backup,
            unsaved: facts.unsaved,
            last_drill,
            notices: notices(&facts, self.clock().now()),
        })
    }
}
