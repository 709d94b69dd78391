//! How well the open ledger is backed up.

use backups::{Backup, Manifest};
use domain::access::Operation;
use domain::backed_up::{BackupFacts, BackupNotice, BackupStanding, OverduePlace, notices};
use domain::backup::BackupSettings;
use domain::home::Urgency;
use jiff::Timestamp;

use super::last_drill;
use super::settings::built_in;
use crate::{Home, Ledger, Result};

impl Ledger {
    /// Tells how well the backups beside the ledger hold it, what waits for a person there, and what
    /// could not be done by itself.
    ///
    /// It looks at no further place: a dead share must not hold up the home page.
    pub fn backup_standing(&self, home: &Home) -> Result<BackupStanding> {
        let folder = built_in(self.path());
        let backups = backups::list(&folder)?;
        let (newest, unsaved) = self.newest_backup(&backups)?;
        let last_backup = newest.map(|backup| backup.manifest.made_at.clone());
        let last_drill = last_drill(&folder)?.map(|drill| drill.at);
        let now = self.clock().now();
        let known = BackupFacts {
            last_backup: last_backup.as_ref().and_then(|at| at.parse().ok()),
            unsaved,
            last_drill: last_drill.as_ref().and_then(|at| at.parse().ok()),
            ..BackupFacts::default()
        };
        let notices = match home.backup_settings() {
            Ok(settings) => notices(&home.missed(&settings, known, now), now),
            Err(error) => {
                let unreadable =
                    BackupNotice { code: error.code(), params: error.params(), urgency: Urgency::Harm };
                std::iter::once(unreadable).chain(notices(&known, now)).collect()
            }
        };
        Ok(BackupStanding { folder: folder.display().to_string(), last_backup, unsaved, last_drill, notices })
    }

    /// Returns how many operations were done since a backup was made; none where it holds one that
    /// this ledger does not: it is of another ledger, or a restore went back behind it.
    pub fn operations_since(&self, backup: &Manifest) -> Result<Option<i64>> {
        let Some(head) = &backup.journal_head else { return Ok(Some(self.operations()?)) };
        let hash =
            self.read_for(Operation::BackUp, |reader| Ok(storage::journal::hash_of(reader, head.seq)?))?;
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
        self.read_for(Operation::BackUp, |reader| Ok(storage::journal::list(reader, 0, 0)?.count))
    }
}

impl Home {
    /// Adds what the program should have done by itself and could not.
    fn missed(&self, settings: &BackupSettings, known: BackupFacts, now: Timestamp) -> BackupFacts {
        let memory = self.backup_memory();
        let overdue = settings.places.iter().filter_map(|place| {
            let known =
                memory.places.get(place).filter(|one| one.is_overdue(settings.unreachable_days, now))?;
            Some(OverduePlace { folder: place.display().to_string(), since: known.lacks_since()? })
        });
        BackupFacts {
            failed_at: memory.failed_at,
            damaged: memory.damaged.iter().map(|path| i64::from(path.is_file())).sum(),
            faulty_archives: memory.archives.iter().map(|report| i64::from(!report.is_whole())).sum(),
            overdue: overdue.collect(),
            ..known
        }
    }
}
