//! The connection that writes, and the operation that lies open on it.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use rusqlite::Connection;

use crate::lock::LedgerLock;
use crate::perform::Done;
use crate::{Error, Result};

/// Pages in the write-ahead log from which a commit moves them into the file: as SQLite does unasked.
const PAGES_OF_LOG: u32 = 1_000;

/// The one place at which the ledger is written.
#[derive(Debug)]
pub(crate) struct Desk {
    work: Mutex<Work>,
    /// How many operations were left open so far.
    left_open: AtomicU64,
    /// How many copies of the whole ledger are being made.
    copies: AtomicUsize,
    /// Whether the ledger is only looked at.
    read_only: bool,
    // Dropped last: nobody may come in before the connection is closed.
    _lock: LedgerLock,
}

/// The connection that writes, for whoever has the desk.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) connection: Connection,
    /// The operation whose transaction is open although nobody works on it.
    pub(crate) open: Option<OpenOperation>,
    /// Whether a commit may move the write-ahead log into the file.
    tidies: bool,
}

/// A copy of the whole ledger that is being made, until it is dropped.
#[derive(Debug)]
pub(crate) struct Copying<'desk>(&'desk Desk);

impl Drop for Copying<'_> {
    fn drop(&mut self) {
        self.0.copies.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What is known of an operation that is done and neither kept nor rolled back.
#[derive(Debug)]
pub(crate) struct OpenOperation {
    pub(crate) number: u64,
    pub(crate) done: Done,
}

impl Desk {
    pub(crate) fn new(connection: Connection, lock: LedgerLock) -> Self {
        let work = Mutex::new(Work { connection, open: None, tidies: true });
        let (left_open, copies) = (AtomicU64::new(0), AtomicUsize::new(0));
        Self { work, left_open, copies, read_only: false, _lock: lock }
    }

    /// Lets nobody write here from now on.
    pub(crate) fn closed(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// Returns the number for an operation that is left open.
    pub(crate) fn next_number(&self) -> u64 {
        self.left_open.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Says that the whole ledger is being copied, to whoever takes the desk from now on.
    ///
    /// A copy holds one moment of the ledger, and all that is written meanwhile gathers in the log.
    /// The first commit after it would move all of that into the file while a person waits: the
    /// copy does it instead.
    pub(crate) fn copying(&self) -> Copying<'_> {
        self.copies.fetch_add(1, Ordering::Relaxed);
        Copying(self)
    }

    /// Takes the desk for new work: whatever lies open on it is rolled back first.
    ///
    /// # Errors
    ///
    /// The ledger is only looked at.
    pub(crate) fn clear(&self) -> Result<MutexGuard<'_, Work>> {
        if self.read_only {
            return Err(Error::ReadOnly);
        }
        let mut work = self.take();
        work.roll_back()?;
        work.tidy(self.copies.load(Ordering::Relaxed) == 0)?;
        Ok(work)
    }

    /// Takes the desk as it is.
    ///
    /// A panic while writing leaves at most an open transaction, which the next work rolls back: a
    /// poisoned lock is still a sound one.
    pub(crate) fn take(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rolls back the operation of this number, if it still lies open.
    ///
    /// Nobody is waited for: who has the desk has rolled it back already.
    pub(crate) fn roll_back(&self, number: u64) {
        let mut work = match self.work.try_lock() {
            Ok(work) => work,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        if !work.is_open(number) {
            return;
        }
        if let Err(error) = work.roll_back() {
            // The next work tries again, and tells whoever asked for it.
            tracing::warn!(code = %error.code(), "an operation that was left open is not rolled back yet");
        }
    }
}

impl Work {
    /// Whether the operation of this number still lies open.
    pub(crate) fn is_open(&self, number: u64) -> bool {
        self.open.as_ref().is_some_and(|open| open.number == number)
    }

    /// Lets commits move the log into the file, or leave it.
    fn tidy(&mut self, tidies: bool) -> Result<()> {
        if self.tidies != tidies {
            let pages = if tidies { PAGES_OF_LOG } else { 0 };
            self.connection.pragma_update(None, "wal_autocheckpoint", pages)?;
            self.tidies = tidies;
        }
        Ok(())
    }

    /// Puts another connection into the place of the one that writes.
    pub(crate) fn replace(&mut self, connection: Connection) {
        (self.connection, self.tidies) = (connection, true);
    }

    /// Rolls back whatever is open.
    pub(crate) fn roll_back(&mut self) -> Result<()> {
        self.open = None;
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }
}
