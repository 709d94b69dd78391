//! The one door to a write.

use domain::Noun;
use rusqlite::session::Session;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::changeset::{self, Touched};
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
        let mut connection = self.writer();
        let transaction = begin(&mut connection)?;
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
        let mut connection = self.writer();
        let transaction = begin(&mut connection)?;
        let (verdict, changeset) =
            record(&transaction, stamp, |writer| work(writer).map(|value| Verdict::Commit(value, None)))?;
        let (Verdict::Commit(value, _) | Verdict::CommitAbout { value, .. } | Verdict::RollBack(value)) =
            verdict;
        refuse_records(&changeset).map_err(E::from)?;
        transaction.commit().map_err(|error| E::from(Error::from(error)))?;
        Ok(value)
    }

    /// Does one operation whose work decides at its end whether it is kept.
    pub fn perform_or_roll_back<T, E: From<Error>>(
        &self,
        entry: NewEntry,
        work: impl FnOnce(&Writer<'_>) -> Result<Verdict<T>, E>,
    ) -> Result<Outcome<T>, E> {
        let mut connection = self.writer();
        let transaction = begin(&mut connection)?;
        let (verdict, changeset) = record(&transaction, entry.stamp.clone(), work)?;
        let (value, entry, detail) = match verdict {
            Verdict::RollBack(value) => return Ok(Outcome { value, seq: None, changed: Vec::new() }),
            Verdict::Commit(value, detail) => (value, entry, detail),
            Verdict::CommitAbout { value, subject, detail } => (value, NewEntry { subject, ..entry }, detail),
        };
        let (seq, changed) = commit(transaction, &entry, detail, changeset).map_err(E::from)?;
        Ok(Outcome { value, seq, changed })
    }
}

/// Begins to write; what is not committed is rolled back when the transaction is dropped.
fn begin<E: From<Error>>(connection: &mut Connection) -> Result<Transaction<'_>, E> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate);
    transaction.map_err(|error| E::from(Error::from(error)))
}

/// A fast level: an import of many thousand rows waits for it inside its transaction.
const COMPRESSION: i32 = 1;

/// Runs the work with a session attached to every recorded table, and returns its changeset where
/// it is kept.
///
/// The changeset is compressed as it is made: that of a large import is many megabytes long.
fn record<T, E: From<Error>>(
    transaction: &Connection,
    stamp: Stamp,
    work: impl FnOnce(&Writer<'_>) -> Result<Verdict<T>, E>,
) -> Result<(Verdict<T>, Vec<u8>), E> {
    let sqlite = |error: rusqlite::Error| E::from(Error::from(error));
    let mut session = Session::new(transaction).map_err(sqlite)?;
    for table in changeset::RECORDED {
        session.attach(Some(table.name)).map_err(sqlite)?;
    }
    let verdict = work(&Writer::new(transaction, stamp))?;
    let compressor = zstd::stream::Encoder::new(Vec::new(), COMPRESSION);
    let mut changes = compressor.map_err(|error| E::from(Error::from(error)))?;
    if !matches!(verdict, Verdict::RollBack(_)) {
        session.changeset_strm(&mut changes).map_err(sqlite)?;
    }
    Ok((verdict, changes.finish().map_err(|error| E::from(Error::from(error)))?))
}

/// Refuses changes that only an operation may make.
fn refuse_records(changeset: &[u8]) -> crate::Result<()> {
    let touched = Touched::read(&mut zstd::stream::Decoder::with_buffer(changeset)?)?;
    if touched.is_nothing() { Ok(()) } else { Err(Error::Value("a record was to change aside".to_owned())) }
}

fn commit(
    transaction: Transaction<'_>,
    entry: &NewEntry,
    detail: Option<String>,
    changeset: Vec<u8>,
) -> crate::Result<(Option<i64>, Vec<Noun>)> {
    let touched = Touched::read(&mut zstd::stream::Decoder::with_buffer(changeset.as_slice())?)?;
    if touched.is_nothing() {
        return Ok((None, Vec::new()));
    }
    derived::refresh(&transaction, &touched)?;
    let seq = journal::append(&transaction, entry, detail, changeset, &touched)?;
    transaction.commit()?;
    Ok((Some(seq), touched.nouns()))
}
