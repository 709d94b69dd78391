//! A rehearsal that becomes the operation once a person says so.
//!
//! The work is done as an operation and its transaction stays open: readers see nothing of it, and
//! a crash leaves nothing of it. To keep it costs no second insertion of every row. It stands in
//! nobody's way: whoever wants to write rolls it back first, and the work is then done anew. What
//! is to be written beside it is therefore written before it is held, or after it was kept.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::Duration;

use rusqlite::DropBehavior;

use crate::desk::{Desk, OpenOperation, Work};
use crate::perform::{GoOn, NewEntry, begin, complete, record};
use crate::{Error, Outcome, Stamp, Store, Writer};

/// An operation that is done, and neither kept nor rolled back. Dropping it rolls it back.
#[derive(Debug)]
pub struct Held {
    number: u64,
    desk: Weak<Desk>,
    /// Its end wakes whoever waits for the time to run out.
    _waiting: mpsc::Sender<()>,
}

impl Store {
    /// Does the work of an operation and holds it open for as long as `longest`.
    ///
    /// # Errors
    ///
    /// Those of `work`, after which the ledger is as it was.
    pub fn hold<T, E: From<Error>>(
        &self,
        stamp: Stamp,
        longest: Duration,
        go_on: GoOn<'_>,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<(T, Held), E> {
        let mut desk = self.desk().clear()?;
        let mut transaction = begin(&mut desk.connection)?;
        let (value, done) = record(&transaction, stamp, go_on, work, |_| true)?;
        let held = Held::new(self.desk(), longest).map_err(Error::from)?;
        transaction.set_drop_behavior(DropBehavior::Ignore);
        drop(transaction);
        desk.open = Some(OpenOperation { number: held.number, done });
        Ok((value, held))
    }

    /// Whether an operation of this ledger is held still.
    pub fn is_held(&self, held: &Held) -> bool {
        held.is_of(self.desk()) && self.desk().take().is_open(held.number)
    }

    /// Keeps what is held, with its entry in the journal; none where it was rolled back meanwhile,
    /// because somebody wrote or too much time went by.
    ///
    /// # Errors
    ///
    /// Whatever the disk says, or that `go_on` stopped it; then nothing is kept.
    pub fn keep(
        &self,
        held: Held,
        entry: &NewEntry,
        detail: Option<String>,
        go_on: GoOn<'_>,
    ) -> crate::Result<Option<Outcome<()>>> {
        let mut work = self.desk().take();
        if !held.is_of(self.desk()) || !work.is_open(held.number) {
            return Ok(None);
        }
        let ending = Ending(&mut work);
        let Some(open) = ending.0.open.take() else { return Ok(None) };
        let completed = complete(&ending.0.connection, entry, detail, open.done, go_on)?;
        if completed.seq.is_some() {
            ending.0.connection.execute_batch("COMMIT")?;
        }
        Ok(Some(self.done((), completed)))
    }
}

/// Leaves no transaction open, however the work on it ends.
struct Ending<'w>(&'w mut Work);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.roll_back() {
            // The next work tries again, and tells whoever asked for it.
            tracing::warn!(code = %error.code(), "an operation that failed is not rolled back yet");
        }
    }
}

impl Held {
    fn new(desk: &Arc<Desk>, longest: Duration) -> std::io::Result<Self> {
        let (waiting, ended) = mpsc::channel::<()>();
        let number = desk.next_number();
        let held = Self { number, desk: Arc::downgrade(desk), _waiting: waiting };
        let desk = Weak::clone(&held.desk);
        std::thread::Builder::new().name("held operation".to_owned()).spawn(move || {
            if ended.recv_timeout(longest) == Err(RecvTimeoutError::Timeout)
                && let Some(desk) = desk.upgrade()
            {
                desk.roll_back(number);
            }
        })?;
        Ok(held)
    }

    fn is_of(&self, desk: &Arc<Desk>) -> bool {
        std::ptr::eq(self.desk.as_ptr(), Arc::as_ptr(desk))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(desk) = self.desk.upgrade() {
            desk.roll_back(self.number);
        }
    }
}
