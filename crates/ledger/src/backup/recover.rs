//! What can still be got out of a damaged ledger.

use std::path::{Path, PathBuf};

use backups::recover::{self, Recovered};
use backups::{Backup, Candidate, Workshop};

use super::moment::folder_of;
use crate::open::holder;
use crate::{Result, Session, SystemClock, Watch};

/// A sound ledger made out of a damaged one, which nothing was done to yet. It goes when it is
/// dropped.
#[derive(Debug)]
pub struct Recovery {
    pub(super) file: PathBuf,
    pub recovered: Recovered,
    _folder: Workshop,
}

/// Gets out of a damaged ledger what can be read, into a new one beside it, and tells what is missing
/// against the newest backup in `places` that verifies.
///
/// # Errors
///
/// `ledger.nothing_readable`, `ledger.in_use`, `disk.full`, `cancelled`; the damaged ledger is as it was.
pub fn recover(ledger: &Path, session: &Session, places: &[PathBuf], watch: &dyn Watch) -> Result<Recovery> {
    let folder = Workshop::open_in(folder_of(ledger))?;
    let mut known: Vec<Backup> = Vec::new();
    for place in places {
        known.extend(backups::list(place)?);
    }
    known.sort_by(|one, other| other.manifest.made_at.cmp(&one.manifest.made_at));
    let stamp = session.stamp(&SystemClock);
    let told = |done, total| watch.progress(done, total);
    let (file, recovered) = recover::recover(ledger, folder.path(), &holder(), &stamp, &known, &told)?;
    Ok(Recovery { file, recovered, _folder: folder })
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
}
