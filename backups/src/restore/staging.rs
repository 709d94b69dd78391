//! The copy of a candidate beside the ledger: what is proven there is what is put in its place.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use storage::{Stamp, Store};

use super::candidate::{Candidate, Expected};
use super::marker;
use crate::fs::{self, Fs};
use crate::verify::{Depth, Facts, check_inside, facts_of, hexadecimal, read_only};
use crate::{Error, Result, space};

/// Hears how many bytes are done, of how many, and may stop the work.
pub(super) type Watch<'w> = &'w dyn Fn(u64, Option<u64>) -> std::ops::ControlFlow<()>;

/// A folder beside the ledger for one restore. It goes with everything in it when it is dropped,
/// unless it is kept for the next start.
#[derive(Debug)]
pub(super) struct Staging<'s> {
    fs: &'s dyn Fs,
    ledger: &'s Path,
    is_kept: bool,
}

/// A copy that was proven.
#[derive(Debug)]
pub(super) struct Proven {
    pub(super) file: PathBuf,
    pub(super) facts: Facts,
}

impl<'s> Staging<'s> {
    /// Makes the folder; what an earlier restore left there goes.
    pub(super) fn make(fs: &'s dyn Fs, ledger: &'s Path) -> Result<Self> {
        marker::clear(fs, ledger)?;
        std::fs::create_dir_all(marker::folder(ledger))?;
        Ok(Self { fs, ledger, is_kept: false })
    }

    /// Leaves the folder for the next start: the restore goes on there.
    pub(super) fn keep(mut self) {
        self.is_kept = true;
    }

    /// Copies a candidate into the folder and proves the copy.
    pub(super) fn prove(&self, candidate: &Candidate, watch: Watch<'_>) -> Result<Proven> {
        if crate::snapshot::is_sealed(&candidate.path) {
            return Err(Error::PassphraseNeeded(candidate.path.clone()));
        }
        refuse_log_beside(candidate)?;
        let file = marker::staged(self.ledger);
        storage::opening::check_header(&candidate.path).map_err(|error| candidate.explain(error.into()))?;
        let hash = self.copy(candidate, &file, watch)?;
        if let Expected::Manifest(manifest) = &candidate.expected
            && manifest.sha256 != hash
        {
            return Err(candidate.damaged("its bytes are not those of the manifest"));
        }
        check(&file, candidate).map_err(|error| candidate.explain(error))
    }

    fn copy(&self, candidate: &Candidate, file: &Path, watch: Watch<'_>) -> Result<String> {
        let total = std::fs::metadata(&candidate.path)?.len();
        space::check_room(total * 2, file)?;
        let mut hash = Sha256::new();
        let mut done = 0;
        fs::copy(self.fs, &candidate.path, file, &mut |piece| {
            hash.update(piece);
            done += piece.len() as u64;
            go_on(watch, done, total)
        })?;
        Ok(hexadecimal(&hash.finalize()))
    }

    /// Brings a proven copy to the schema of this program and writes the restore into its journal:
    /// it is then, byte for byte, the ledger that there is to be.
    pub(super) fn complete(
        &self,
        candidate: &Candidate,
        proven: Proven,
        stamp: Stamp,
        detail: String,
    ) -> Result<Proven> {
        let store =
            Store::open(&proven.file, "", &stamp.at).map_err(|error| candidate.explain(error.into()))?;
        let chain = store.read(storage::journal::verify)?;
        if let Some(seq) = chain.broken_at {
            return Err(candidate.damaged(&format!("its journal does not fit at {seq}")));
        }
        store.note_restore(stamp, &candidate.name, detail)?;
        drop(store);
        let connection = rusqlite::Connection::open(&proven.file)?;
        connection.pragma_update(None, "journal_mode", "delete")?;
        connection.close().map_err(|(_, error)| error)?;
        self.fs.sync(&std::fs::OpenOptions::new().write(true).open(&proven.file)?)?;
        self.fs.sync_folder(&marker::folder(self.ledger))?;
        Ok(Proven { facts: facts_of(&proven.file)?, ..proven })
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if !self.is_kept
            && let Err(error) = marker::clear(self.fs, self.ledger)
        {
            tracing::warn!(%error, "the folder of a restore is left behind");
        }
    }
}

pub(super) fn go_on(watch: Watch<'_>, done: u64, total: u64) -> Result<()> {
    let goes_on = watch(done, Some(total)).is_continue();
    if goes_on { Ok(()) } else { Err(storage::Error::Cancelled.into()) }
}

/// Refuses a file that is not whole without the log beside it. What a manifest proves is whole.
fn refuse_log_beside(candidate: &Candidate) -> Result<()> {
    let mut log = candidate.path.as_os_str().to_owned();
    log.push("-wal");
    let holds_changes = std::fs::metadata(&log).is_ok_and(|facts| facts.len() > 0);
    let proven = matches!(candidate.expected, Expected::Manifest(_));
    if holds_changes && !proven { Err(Error::NotWhole(candidate.path.clone())) } else { Ok(()) }
}

/// Checks a copy: its schema first, because nothing else is safe to ask of a foreign one.
fn check(file: &Path, candidate: &Candidate) -> Result<Proven> {
    if let Some(object) = storage::migrations::first_foreign(&read_only(file)?)? {
        return Err(Error::ForeignSchema { path: candidate.path.clone(), object });
    }
    check_inside(file, depth_for(&candidate.expected))?;
    let facts = facts_of(file)?;
    let fits = match &candidate.expected {
        Expected::Manifest(manifest) => facts.are_those_of(manifest),
        Expected::Head(head) => facts.journal_head.as_ref() == Some(head),
        Expected::Sound => true,
    };
    if !fits {
        return Err(candidate.damaged("its contents are not those that were told"));
    }
    Ok(Proven { file: file.to_owned(), facts })
}

/// Byte for byte, a backup is the ledger that was checked when it was made. Holding every index
/// against its records once more takes as long as all the rest of a restore, and a ledger that has
/// such a fault is worth having nevertheless: the weekly check and the drill look for it.
fn depth_for(expected: &Expected) -> Depth {
    match expected {
        Expected::Manifest(_) => Depth::References,
        Expected::Head(_) | Expected::Sound => Depth::Full,
    }
}
