//! What can still be got out of a damaged ledger.

use std::path::{Path, PathBuf};

use backups::recover::{self, Recovered};
use backups::restore::Restored;
use backups::{Backup, Candidate};
use tempfile::TempDir;

use super::restore::restore_in_place_of;
use crate::open::holder;
use crate::{Error, Ledger, Result, Session, SystemClock, Watch};

/// A sound ledger made out of a damaged one, which nothing was done to yet. It goes when it is
/// dropped.
#[derive(Debug)]
pub struct Recovery {
    ledger: PathBuf,
    file: PathBuf,
    pub recovered: Recovered,
    _folder: TempDir,
}

/// Gets out of a damaged ledger what can be read, into a new one beside it, and tells what is missing
/// against the newest backup in `places` that verifies.
///
/// # Errors
///
/// `ledger.nothing_readable`, `ledger.in_use`, `disk.full`; the damaged ledger is as it was.
pub fn recover(ledger: &Path, session: &Session, places: &[PathBuf]) -> Result<Recovery> {
    let folder = ledger.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = tempfile::Builder::new().prefix(".recover-").tempdir_in(folder)?;
    let mut known: Vec<Backup> = Vec::new();
    for place in places {
        known.extend(backups::list(place)?);
    }
    known.sort_by(|one, other| other.manifest.made_at.cmp(&one.manifest.made_at));
    let stamp = session.stamp(&SystemClock);
    let (file, recovered) = recover::recover(ledger, folder.path(), &holder(), &stamp, &known)?;
    Ok(Recovery { ledger: ledger.to_owned(), file, recovered, _folder: folder })
}

impl Recovery {
    /// Returns the recovered ledger as one that may be put into the place of the damaged one.
    ///
    /// # Errors
    ///
    /// `backup.unknown` where somebody removed it.
    pub fn candidate(&self) -> Result<Candidate> {
        Ok(Candidate::without_manifest(&self.file)?)
    }

    /// Puts the recovered ledger into the place of the damaged one, whose files are set aside.
    ///
    /// # Errors
    ///
    /// As [`Ledger::restore`].
    pub fn put_in_place(
        self,
        session: &Session,
        why: &Error,
        watch: &dyn Watch,
    ) -> Result<(Ledger, Restored)> {
        restore_in_place_of(&self.ledger, session, &self.candidate()?, why, watch)
    }
}
