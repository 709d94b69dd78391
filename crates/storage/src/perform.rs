//! The one door to a write.

use std::collections::BTreeMap;
use std::io::{self, Write};

use domain::Noun;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::changeset::Touched;
use crate::indexes::SetAside;
use crate::{Error, Stamp, Store, Writer, derived, journal};

/// What the journal says of an operation before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    pub stamp: Stamp,
    /// The stable name, such as `update_contract`.
    pub operation: String,
    /// What it is about, in the words of the ledger.
    pub subject: String,
    /// The entry that this operation undoes.
    pub undoes: Option<i64>,
}

/// What an operation gave, and what it touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<T> {
    pub value: T,
    /// The entry of the journal; none where nothing changed.
    pub seq: Option<i64>,
    /// The nouns whose screens are to be refreshed.
    pub changed: Vec<Noun>,
}

impl<T> Outcome<T> {
    /// Replaces the value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        Outcome { value: change(self.value), seq: self.seq, changed: self.changed }
    }
}

/// What became of the work: keep it, or see what it would have done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<T> {
    /// Commit, with facts for the journal as JSON.
    Commit(T, Option<String>),
    /// Commit, with facts for the journal as JSON, about what turned out to be done.
    CommitAbout { value: T, subject: String, detail: Option<String> },
    /// Roll everything back.
    RollBack(T),
}

impl<T> Verdict<T> {
    fn is_kept(&self) -> bool {
        !matches!(self, Self::RollBack(_))
    }
}

/// Asked in the middle of long work whether it is to go on; [`Error::Cancelled`] ends it, and
/// nothing of it is kept.
pub type GoOn<'a> = &'a dyn Fn() -> crate::Result<()>;

/// Lets the work run to its end.
pub(crate) const TO_THE_END: GoOn<'static> = &|| Ok(());

impl Store {
    /// Does one operation: all of it, with its entry in the journal, or nothing.
    ///
    /// # Errors
    ///
    /// Those of `work`, after which the ledger is as it was.
    pub fn perform<T, E: From<Error>>(
        &self,
        entry: NewEntry,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<Outcome<T>, E> {
        self.perform_or_roll_back(entry, |writer| work(writer).map(|value| Verdict::Commit(value, None)))
    }

    /// Does the work of an operation and rolls it back.
    ///
    /// A rehearsal is the operation itself: it cannot differ from what it rehearses. Only nothing
    /// is recorded, for nothing is kept.
    pub fn rehearse<T, E: From<Error>>(
        &self,
        stamp: Stamp,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut desk = self.desk().clear()?;
        let transaction = begin(&mut desk.connection)?;
        work(&Writer::new(&transaction, stamp))
    }

    /// Keeps what is neither a record nor a setting: what imports remember, and their files.
    ///
    /// It is no operation: the journal does not tell of it, and no undo takes it back. A change of
    /// a record or a setting in `work` is refused, for nobody could account for it.
    ///
    /// # Errors
    ///
    /// Those of `work`, after which nothing is kept.
    pub fn keep_aside<T, E: From<Error>>(
        &self,
        stamp: Stamp,
        work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut desk = self.desk().clear()?;
        let transaction = begin(&mut desk.connection)?;
        let (value, done) = record(&transaction, stamp, TO_THE_END, work, |_| true)?;
        refuse_records(&done.changeset)?;
        transaction.commit().map_err(Error::from)?;
        Ok(value)
    }

    /// Does one operation whose work decides at its end whether it is kept.
    pub fn perform_or_roll_back<T, E: From<Error>>(
        &self,
        entry: NewEntry,
        work: impl FnOnce(&Writer<'_>) -> Result<Verdict<T>, E>,
    ) -> Result<Outcome<T>, E> {
        self.perform_or_stop(entry, TO_THE_END, work)
    }

    /// Does one operation that may be stopped until it is committed: `work` stops itself, and what
    /// follows from many thousand rows asks `go_on`.
    pub fn perform_or_stop<T, E: From<Error>>(
        &self,
        entry: NewEntry,
        go_on: GoOn<'_>,
        work: impl FnOnce(&Writer<'_>) -> Result<Verdict<T>, E>,
    ) -> Result<Outcome<T>, E> {
        let mut desk = self.desk().clear()?;
        let transaction = begin(&mut desk.connection)?;
        let (verdict, done) = record(&transaction, entry.stamp.clone(), go_on, work, Verdict::is_kept)?;
        let (value, entry, detail) = match verdict {
            Verdict::RollBack(value) => return Ok(Outcome { value, seq: None, changed: Vec::new() }),
            Verdict::Commit(value, detail) => (value, entry, detail),
            Verdict::CommitAbout { value, subject, detail } => (value, NewEntry { subject, ..entry }, detail),
        };
        let completed = complete(&transaction, &entry, detail, done, go_on)?;
        if completed.seq.is_some() {
            transaction.commit().map_err(Error::from)?;
        }
        Ok(self.done(value, completed))
    }

    /// Tells those who keep columns what an operation touched, once it is committed, and those who
    /// wait for it that it is.
    pub(crate) fn done<T>(&self, value: T, completed: Completed) -> Outcome<T> {
        let Completed { seq, changed, shown } = completed;
        if let Some(seq) = seq {
            self.columns().note(seq, shown);
            self.committed().ring();
        }
        Outcome { value, seq, changed }
    }
}

/// What is known of an operation once its entry stands in the journal.
#[derive(Debug, Default)]
pub(crate) struct Completed {
    /// The number of the entry; none where nothing was changed.
    pub(crate) seq: Option<i64>,
    changed: Vec<Noun>,
    /// The records that lists now show otherwise.
    shown: BTreeMap<Noun, Vec<i64>>,
}

/// Begins to write; what is not committed is rolled back when the transaction is dropped.
pub(crate) fn begin(connection: &mut Connection) -> crate::Result<Transaction<'_>> {
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}

/// A fast level: an import of many thousand rows waits for it inside its transaction.
const COMPRESSION: i32 = 1;

/// Work that is done and not completed yet.
#[derive(Debug)]
pub(crate) struct Done {
    /// What it changed, compressed; empty where nobody wanted to know.
    pub(crate) changeset: Vec<u8>,
    aside: SetAside,
}

/// Runs the work and records what it changes; the changeset is made where it is wanted.
///
/// The changeset is compressed as it is made: that of a large import is many megabytes long.
pub(crate) fn record<T, E: From<Error>>(
    transaction: &Connection,
    stamp: Stamp,
    go_on: GoOn<'_>,
    work: impl FnOnce(&Writer<'_>) -> Result<T, E>,
    is_wanted: impl FnOnce(&T) -> bool,
) -> Result<(T, Done), E> {
    let writer = Writer::recorded(transaction, stamp)?;
    let value = work(&writer)?;
    let (recording, aside) = writer.into_parts();
    let into = zstd::stream::Encoder::new(Vec::new(), COMPRESSION).map_err(Error::from)?;
    let mut changes = Stoppable { into, go_on, stopped: None };
    if let Some(recording) = recording.filter(|_| is_wanted(&value)) {
        // Of a writer that refuses, SQLite only says that it could not write.
        recording.tell(&mut changes).map_err(|error| changes.stopped.take().unwrap_or(error))?;
    }
    let changeset = changes.into.finish().map_err(Error::from)?;
    Ok((value, Done { changeset, aside }))
}

/// Refuses to take more once the work is to end.
struct Stoppable<'a, W> {
    into: W,
    go_on: GoOn<'a>,
    /// Why it refuses.
    stopped: Option<Error>,
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match (self.go_on)() {
            Ok(()) => self.into.write(bytes),
            Err(stopped) => {
                self.stopped = Some(stopped);
                Err(io::ErrorKind::Other.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.into.flush()
    }
}

/// Refuses changes that only an operation may make.
fn refuse_records(changeset: &[u8]) -> crate::Result<()> {
    let touched = Touched::read(&mut zstd::stream::Decoder::with_buffer(changeset)?, TO_THE_END)?;
    if touched.is_nothing() { Ok(()) } else { Err(Error::Value("a record was to change aside".to_owned())) }
}

/// Completes an operation whose work is done: derived rows, and its entry in the journal; the
/// caller commits.
pub(crate) fn complete(
    transaction: &Connection,
    entry: &NewEntry,
    detail: Option<String>,
    done: Done,
    go_on: GoOn<'_>,
) -> crate::Result<Completed> {
    let Done { changeset, aside } = done;
    let touched = Touched::read(&mut zstd::stream::Decoder::with_buffer(changeset.as_slice())?, go_on)?;
    if touched.is_nothing() {
        return Ok(Completed::default());
    }
    let shown = derived::refresh(transaction, &touched, go_on)?;
    aside.put_back(transaction, go_on)?;
    let seq = journal::append(transaction, entry, detail, changeset, &touched)?;
    Ok(Completed { seq: Some(seq), changed: touched.nouns(), shown })
}
