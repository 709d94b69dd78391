//! The connection that writes, and the operation that lies open on it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use rusqlite::Connection;

use crate::lock::LedgerLock;
use crate::perform::Done;
use crate::{Error, Result};

/// The one place at which the ledger is written.
#[derive(Debug)]
pub(crate) struct Desk {
    work: Mutex<Work>,
    /// How many operations were left open so far.
    left_open: AtomicU64,
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
}

/// What is known of an operation that is done and neither kept nor rolled back.
#[derive(Debug)]
pub(crate) struct OpenOperation {
    pub(crate) number: u64,
    pub(crate) done: Done,
}

impl Desk {
    pub(crate) fn new(connection: Connection, lock: LedgerLock) -> Self {
        let work = Mutex::new(Work { connection, open: None });
        Self { work, left_open: AtomicU64::new(0), read_only: false, _lock: lock }
    }

    /// Lets nobody write here from now on.
    pub(crate) fn closed(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// Returns the number for an operation that is left open.
    pub(crate) fn next_number(&self) -> u64 {
        self.left_open.fetch_add(1, Ordering::Relaxed) + 1
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
            tracing::warn!(%error, "an operation that was left open is not rolled back yet");
        }
    }
}

impl Work {
    /// Whether the operation of this number still lies open.
    pub(crate) fn is_open(&self, number: u64) -> bool {
        self.open.as_ref().is_some_and(|open| open.number == number)
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
