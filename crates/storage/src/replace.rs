//! Putting another ledger into the place of the open one.
//!
//! SQLite's backup goes into the open file as one transaction: whoever reads sees the ledger
//! before or after it, and a crash leaves one of the two. A file copied over an open one would be
//! read together with the write-ahead log of the old one.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::MutexGuard;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::desk::Work;
use crate::opening::{self, Role};
use crate::perform::begin;
use crate::{Error, NewEntry, Outcome, Result, Stamp, Store, journal};

/// The operation that says a backup was put into the place of what there was.
pub const RESTORED: &str = "restored";

/// Pages between two questions whether to go on: a moment's work.
const STEP: i32 = 2_000;

/// The ledger while nobody writes: operations wait until it is dropped.
#[derive(Debug)]
pub struct Still<'store> {
    store: &'store Store,
    work: MutexGuard<'store, Work>,
}

impl Store {
    /// Lets nobody write any more; what lies open on the desk is rolled back.
    ///
    /// Whoever has this must not write through the store: it would wait for itself.
    pub fn stand_still(&self) -> Result<Still<'_>> {
        Ok(Still { store: self, work: self.desk().clear()? })
    }

    /// Writes down that this file was made from a backup, with facts as JSON.
    ///
    /// No record changes by it, so that it cannot be undone as operations are.
    pub fn note_restore(&self, stamp: Stamp, subject: &str, detail: String) -> Result<Outcome<()>> {
        let entry =
            NewEntry { stamp, operation: RESTORED.to_owned(), subject: subject.to_owned(), undoes: None };
        // The archive takes it at once: without it the branch that was left would seem the newest.
        self.note(&entry, detail)
    }

    /// Writes into the journal what changes no record, with facts as JSON.
    pub fn note(&self, entry: &NewEntry, detail: String) -> Result<Outcome<()>> {
        let mut desk = self.desk().clear()?;
        let transaction = begin(&mut desk.connection)?;
        let nothing = zstd::stream::encode_all(std::io::empty(), 0)?;
        let touched = crate::changeset::Touched::default();
        let seq = journal::append(&transaction, entry, Some(detail), nothing, &touched)?;
        transaction.commit()?;
        self.committed().ring();
        Ok(Outcome { value: (), seq: Some(seq), changed: Vec::new() })
    }
}

impl Still<'_> {
    /// Replaces the whole ledger by that in `other`, a self-contained file that nobody writes.
    ///
    /// `watch` hears how many pages are done, of how many, and may stop it up to the last.
    ///
    /// # Errors
    ///
    /// Whatever the disk says, and [`Error::Cancelled`]; the ledger is as it was then.
    pub fn replace_by(
        mut self,
        other: &Path,
        watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<()> {
        let source = Connection::open_with_flags(other, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // The connection that writes remembers much of the file that goes: a new one takes its place.
        let mut fresh = opening::connect(self.store.path(), Role::Writer)?;
        let columns = self.store.columns();
        let line = columns.set_aside();
        if let Err(error) = copy_pages(&source, &mut fresh, watch) {
            columns.take_up(line);
            return Err(error);
        }
        let head = journal::head_of(&fresh);
        self.work.replace(fresh);
        self.store.drop_idle_readers();
        columns.start_anew(head?.unwrap_or_default());
        Ok(())
    }
}

/// Copies every page; `watch` hears how many are done, of how many.
pub(crate) fn copy_pages(
    source: &Connection,
    target: &mut Connection,
    watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<()> {
    {
        let backup = Backup::new(source, target)?;
        loop {
            let step = backup.step(STEP)?;
            if step == StepResult::Done {
                break;
            }
            if matches!(step, StepResult::Busy | StepResult::Locked) {
                return Err(in_use());
            }
            let progress = backup.progress();
            let pages = |count| u64::try_from(count).unwrap_or_default();
            let total = pages(progress.pagecount);
            if watch(total.saturating_sub(pages(progress.remaining)), total).is_break() {
                return Err(Error::Cancelled);
            }
        }
    }
    Ok(())
}

/// Says that somebody else holds one of the two files, longer than SQLite waits.
fn in_use() -> Error {
    let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
    Error::Sqlite(rusqlite::Error::SqliteFailure(busy, None))
}
