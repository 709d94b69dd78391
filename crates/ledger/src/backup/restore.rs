//! Putting a backup into the place of the ledger, and taking that back.

use std::path::Path;
use std::sync::Arc;

use backups::restore::{self, Ending, Order};
use backups::{Candidate, Disk, Fs, Restored};
use domain::access::{Operation, Row};
use domain::{Code, Noun};
use storage::Store;

use crate::open::holder;
use crate::{Clock, Error, Ledger, Outcome, Result, Session, SystemClock, Watch};

impl Ledger {
    /// Puts a backup into the place of everything there is, which is backed up before.
    ///
    /// Every handle to this ledger sees the restored one afterwards. Imports that were rehearsed
    /// belong to the old one: whoever keeps any lets them go.
    ///
    /// # Errors
    ///
    /// `backup.damaged`, `backup.not_ours`, `backup.newer`, `backup.foreign_schema`,
    /// `backup.not_whole`, `backup.disk_space`, `disk.full`, `cancelled`; the ledger is as it was.
    pub fn restore(
        &self,
        session: &Session,
        candidate: &Candidate,
        watch: &dyn Watch,
    ) -> Result<Outcome<Restored>> {
        self.restore_through(&Disk, session, candidate, watch)
    }

    /// Restores as [`Ledger::restore`] does, and touches files through `fs`: for tests of disks
    /// that fail.
    pub fn restore_through(
        &self,
        fs: &dyn Fs,
        session: &Session,
        candidate: &Candidate,
        watch: &dyn Watch,
    ) -> Result<Outcome<Restored>> {
        self.authorise(session, Operation::Restore, Row::Any)?;
        let order = Order {
            candidate,
            place: &self.backup_folder(),
            now: &self.local_now(),
            stamp: &session.stamp(self.clock()),
            watch: &|done, total| watch.progress(done, total),
            fs,
        };
        let restored = restore::restore(self.store(), order)?;
        let head = self.read_for(Operation::BackUp, |reader| Ok(storage::journal::head(reader)?))?;
        Ok(Outcome { value: restored, seq: head.map(|head| head.seq), changed: Noun::ALL.to_vec() })
    }

    /// Puts what there was before the last restore back into its place; itself a restore, which
    /// can be undone.
    ///
    /// # Errors
    ///
    /// `restore.none`; `restore.not_reversible` where it could not be backed up; those of
    /// [`Ledger::restore`].
    pub fn undo_restore(&self, session: &Session, watch: &dyn Watch) -> Result<Outcome<Restored>> {
        self.restore(session, &self.before_last_restore()?, watch)
    }

    /// Returns what [`Ledger::undo_restore`] would restore.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn before_last_restore(&self) -> Result<Candidate> {
        self.refuse_unless_may(Operation::Restore)?;
        let Some(last) = self.last_restore()? else { return Err(backups::Error::NeverRestored.into()) };
        match (last.before, last.quarantine) {
            (Some(name), _) => Ok(Candidate::beside_manifest(&backups::find(&self.backup_folder(), &name)?)?),
            (None, Some(folder)) => Err(backups::Error::NotReversible { folder }.into()),
            (None, None) => Err(backups::Error::NeverRestored.into()),
        }
    }

    /// Returns what the last restore of this ledger did; none where there was none.
    pub fn last_restore(&self) -> Result<Option<Restored>> {
        let entry = self.read_for(Operation::BackUp, |reader| Ok(storage::journal::last_restore(reader)?))?;
        let detail = entry.and_then(|entry| entry.detail);
        Ok(detail.map(|detail| serde_json::from_str(&detail)).transpose()?)
    }

    /// Returns the entry of the last restore in the journal.
    pub fn last_restore_seq(&self) -> Result<Option<i64>> {
        Ok(self
            .read_for(Operation::BackUp, |reader| Ok(storage::journal::last_restore(reader)?))?
            .map(|entry| entry.seq))
    }

    /// Returns how a restore ended that was interrupted before this ledger was opened.
    pub fn interrupted_restore(&self) -> Option<&Ending> {
        self.ending()
    }
}

/// Whether a ledger that cannot be opened for this reason may be replaced by a backup: its files are
/// set aside, and one that only waits for its upgrade is backed up.
pub fn may_be_replaced(why: &Error) -> bool {
    matches!(
        why.code(),
        Code::LedgerMissing
            | Code::LedgerDamaged
            | Code::LedgerNotOurs
            | Code::LedgerNewer
            | Code::LedgerMigrationEdited
            | Code::LedgerUpgradePending
            | Code::RestoreUnfinished
    )
}

/// Whether records may still be got out of a ledger that cannot be opened for this reason.
pub fn may_be_recovered(why: &Error) -> bool {
    matches!(why.code(), Code::LedgerDamaged | Code::LedgerNotOurs)
}

/// Says of a ledger that can be opened that it is damaged all the same.
pub fn damaged(path: &Path) -> Error {
    storage::Error::Damaged { path: path.to_owned(), reason: "its check found faults".to_owned() }.into()
}

/// Puts a backup into the place of a ledger that is missing or cannot be opened, and opens it.
///
/// The files of the ledger are set aside, never deleted; `why` says what was wrong with it.
///
/// # Errors
///
/// As [`Ledger::restore`]; `ledger.in_use`.
pub fn restore_in_place_of(
    path: &Path,
    session: &Session,
    candidate: &Candidate,
    why: &Error,
    watch: &dyn Watch,
) -> Result<(Ledger, Restored)> {
    restore_in_place_of_through(&Disk, path, session, candidate, why, watch)
}

/// Restores as [`restore_in_place_of`] does, and touches files through `fs`: for tests of disks that
/// fail.
pub fn restore_in_place_of_through(
    fs: &dyn Fs,
    path: &Path,
    session: &Session,
    candidate: &Candidate,
    why: &Error,
    watch: &dyn Watch,
) -> Result<(Ledger, Restored)> {
    let clock = SystemClock;
    let order = Order {
        candidate,
        place: &super::built_in(path),
        now: &clock.now().to_zoned(jiff::tz::TimeZone::system()),
        stamp: &session.stamp(&clock),
        watch: &|done, total| watch.progress(done, total),
        fs,
    };
    let restored = if why.code() == Code::LedgerUpgradePending {
        // It can be read, and so it is backed up instead of set aside.
        restore::restore(&Store::open_as_it_is(path, &holder())?, order)?
    } else {
        restore::restore_in_place_of(path, &holder(), why.code().as_str(), order)?
    };
    Ok((Ledger::open_with(path, Arc::new(clock))?, restored))
}

/// Ends a restore of the ledger at `path` that was interrupted.
///
/// # Errors
///
/// Why it could not be ended now; the next trial goes on.
pub(crate) fn settle(path: &Path) -> Result<Option<Ending>, backups::Error> {
    let ending = restore::settle(&Disk, path, &holder())?;
    match &ending {
        Some(Ending::Finished { at, .. }) => {
            tracing::warn!(begun = %at, "a restore was interrupted; it is finished now");
        }
        Some(Ending::WentBack { at, .. }) => {
            tracing::warn!(begun = %at, "a restore was interrupted; the ledger is as it was before it");
        }
        None => {}
    }
    Ok(ending)
}

/// Says of a ledger that cannot be opened that a restore of it is half done, where that is so.
pub(crate) fn unfinished(path: &Path, cause: backups::Error) -> Option<Error> {
    tracing::warn!(code = %cause.code(), "an interrupted restore is not ended yet");
    let (name, at) = restore::unfinished(path)?;
    Some(Error::RestoreUnfinished { name, at, cause })
}
