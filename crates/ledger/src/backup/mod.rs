//! Backups of the open ledger.

mod archive;
mod compare;
mod drill;
mod key;
mod ladder;
mod memory;
mod moment;
mod places;
mod recover;
mod restore;
mod schedule;
mod settings;
mod standing;

use std::path::{Path, PathBuf};

pub use backups::archive::GoneSegment;
pub use backups::recover::{LostRecord, Recovered, Rung};
pub use backups::restore::{Ending, Quarantined};
pub use backups::{
    Backup, Candidate, Disk, Expected, Found, Fs, Ground, Manifest, Passphrase, Plan, Reason, Restored, find,
    is_sealed, list, list_all,
};
use domain::Code;
use domain::access::Operation;
use domain::backup::RetentionRule;

pub(crate) use self::archive::Archiver;
pub use self::archive::{ArchiveState, Archiving};
pub use self::compare::BackupBeside;
pub use self::drill::{Drill, Proof, last_drill};
pub use self::key::{Unsealed, decrypt};
pub use self::ladder::{Ladder, WayBack};
pub use self::memory::BackupMemory;
pub use self::moment::{Lack, LackReason, Moment, Rebuilt, moment_without_ledger};
pub use self::places::{PlaceFailure, PlaceReport};
pub use self::recover::{Recovery, recover};
pub use self::restore::{
    damaged, may_be_recovered, may_be_replaced, restore_in_place_of, restore_in_place_of_through,
};
pub(crate) use self::restore::{settle, unfinished};
pub use self::schedule::{BackedUp, Checked};
pub use self::settings::built_in;
use crate::{Error, Ledger, Result, Watch};

impl Ledger {
    /// Makes a verified backup in `folder`.
    ///
    /// # Errors
    ///
    /// `cancelled`, where `watch` stops it; whatever the disk or the check says. Nothing that looks
    /// like a backup is left behind then.
    pub fn create_backup(&self, folder: &Path, note: Option<&str>, watch: &dyn Watch) -> Result<Backup> {
        self.refuse_unless_may(Operation::BackUp)?;
        self.refuse_only_looked_at()?;
        let told = |done, total| watch.progress(done, total);
        Ok(backups::create(self.store(), folder, &self.local_now(), Reason::Manual, note, &told)?)
    }

    /// Returns the backups in `folder`, newest first.
    pub fn backups(&self, folder: &Path) -> Result<Vec<Backup>> {
        self.refuse_unless_may(Operation::BackUp)?;
        Ok(backups::list(folder)?)
    }

    /// Proves that a backup is what its manifest says, byte by byte.
    ///
    /// # Errors
    ///
    /// `backup.unknown`, `backup.damaged`.
    pub fn verify_backup(&self, folder: &Path, name: &str) -> Result<()> {
        self.refuse_unless_may(Operation::BackUp)?;
        Ok(backups::verify(&backups::find(folder, name)?)?)
    }

    /// Tells which backups of `folder` the rule keeps and which may go; removes those where
    /// `remove` says so.
    ///
    /// # Errors
    ///
    /// `backup.clock_went_back`; nothing is removed then.
    pub fn prune_backups(&self, folder: &Path, rule: &RetentionRule, remove: bool) -> Result<Plan> {
        self.refuse_unless_may(if remove { Operation::KeepBackups } else { Operation::BackUp })?;
        let done = if remove { backups::prune } else { backups::plan };
        Ok(done(folder, &self.local_now(), rule)?)
    }

    /// Returns the folder of the backups that the program makes by itself: beside the ledger.
    pub fn backup_folder(&self) -> PathBuf {
        built_in(self.path())
    }

    /// Makes the backup to which a large import can be taken back whatever happens.
    ///
    /// # Errors
    ///
    /// `import.not_backed_up` where there is none; `cancelled`.
    pub(crate) fn back_up_before_import(&self, file: &str, watch: &dyn Watch) -> Result<Backup> {
        let folder = self.backup_folder();
        let told = |done, total| watch.progress(done, total);
        let made = backups::create(
            self.store(),
            &folder,
            &self.local_now(),
            Reason::BeforeImport,
            Some(file),
            &told,
        );
        made.map_err(|source| {
            let cancelled = source.code() == Code::Cancelled;
            if cancelled { Error::Backup(source) } else { Error::NotBackedUp { folder, source } }
        })
    }

    fn local_now(&self) -> jiff::Zoned {
        self.clock().now().to_zoned(jiff::tz::TimeZone::system())
    }
}

/// Removes what killed programs left beside a ledger that is open now, and beside its backups.
pub(crate) fn sweep(ledger: &Path) {
    let backups = built_in(ledger);
    for folder in [moment::folder_of(ledger), &backups, &backups::archive::folder_of(&backups)] {
        backups::sweep(folder);
    }
}

/// Returns the ledgers that were set aside because they could not be read, newest first.
pub fn quarantined(path: &Path) -> Result<Vec<Quarantined>> {
    Ok(backups::restore::quarantined(path)?)
}
