//! The journal: what was done, and taking it back.

use domain::journal::{ChainReport, HistoryEntry, JournalEntry, RecordChange, UndoReport};
use domain::list::Page;
use domain::{Code, Noun, Problem};

use crate::{Error, Ledger, Outcome, Result, Session};

/// How many records of one operation are shown field by field.
const SHOWN_RECORDS: usize = 500;

impl Ledger {
    /// Returns a page of the journal, newest first.
    pub fn list_journal(&self, offset: u32, limit: u32) -> Result<Page<JournalEntry>> {
        self.read(|reader| storage::journal::list(reader, offset, limit))
    }

    /// Returns one entry of the journal.
    pub fn journal_entry(&self, seq: i64) -> Result<JournalEntry> {
        self.read(|reader| storage::journal::entry(reader, seq))
    }

    /// Returns what an operation changed, record by record; of a large import the first 500.
    pub fn journal_changes(&self, seq: i64) -> Result<Vec<RecordChange>> {
        self.read(|reader| storage::journal::changes(reader, seq, SHOWN_RECORDS))
    }

    /// Returns every operation that touched a record, newest first.
    pub fn record_history(&self, noun: Noun, id: i64) -> Result<Vec<HistoryEntry>> {
        self.read(|reader| storage::journal::history(reader, noun, id))
    }

    /// Returns the operations that undo and redo would take now.
    pub fn undo_state(&self) -> Result<(Option<JournalEntry>, Option<JournalEntry>)> {
        self.read(storage::journal::undo_state)
    }

    /// Tells what an undo would do, record by record, without doing it.
    pub fn rehearse_undo(&self, session: &Session, seq: i64) -> Result<UndoReport> {
        Ok(self.store().rehearse_undo(seq, session.stamp(self.clock()))?)
    }

    /// Undoes an operation; undoing an undo is redo.
    ///
    /// # Errors
    ///
    /// `journal.nothing_reversed` where every record was changed since or is needed by others.
    pub fn undo(&self, session: &Session, seq: i64) -> Result<Outcome<UndoReport>> {
        let outcome = self.store().undo(seq, session.stamp(self.clock()))?;
        if outcome.seq.is_none() {
            return Err(Error::rule(Problem::new(Code::NothingReversed)));
        }
        Ok(outcome)
    }

    /// Verifies that no entry of the journal was edited, removed or put in between.
    pub fn verify_journal(&self) -> Result<ChainReport> {
        self.read(storage::journal::verify)
    }
}
