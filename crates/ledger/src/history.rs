//! The journal: what was done, and taking it back.

use domain::access::{Operation, Row};
use domain::date::Date;
use domain::journal::{
    ChainReport, HistoryEntry, JournalChoices, JournalEntry, JournalQuery, RecordChange, UndoReport,
    UndoState,
};
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

    /// Returns a page of the operations that fit, newest first.
    pub fn search_journal(&self, query: &JournalQuery) -> Result<Page<JournalEntry>> {
        let since = query.from.and_then(start_of);
        let before =
            query.to.and_then(|day| Date::from_civil(day.civil().tomorrow().ok()?).ok()).and_then(start_of);
        let wanted = storage::journal::Wanted { query, since, before };
        self.read(|reader| storage::journal::search(reader, &wanted))
    }

    /// Returns who and what there is in the journal to choose from.
    pub fn journal_choices(&self) -> Result<JournalChoices> {
        self.read(storage::journal::choices)
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
    pub fn undo_state(&self) -> Result<UndoState> {
        self.read(|reader| {
            let (undo, redo) = storage::journal::undo_state(reader)?;
            let brought_back = redo.as_ref().and_then(|redo| redo.undoes);
            let redone = brought_back.map(|seq| storage::journal::entry(reader, seq)).transpose()?;
            Ok(UndoState { undo, redo, redone })
        })
    }

    /// Tells what an undo would do, record by record, without doing it.
    pub fn rehearse_undo(&self, session: &Session, seq: i64) -> Result<UndoReport> {
        self.authorise_undo(session, seq)?;
        Ok(self.store().rehearse_undo(seq, session.stamp(self.clock()))?)
    }

    /// Undoes an operation; undoing an undo is redo.
    ///
    /// # Errors
    ///
    /// `journal.nothing_reversed` where every record was changed since or is needed by others.
    pub fn undo(&self, session: &Session, seq: i64) -> Result<Outcome<UndoReport>> {
        self.authorise_undo(session, seq)?;
        let outcome = self.store().undo(seq, session.stamp(self.clock()))?;
        if outcome.seq.is_none() {
            return Err(Error::rule(Problem::new(Code::NothingReversed)));
        }
        Ok(outcome)
    }

    /// An editor undoes only what they did themselves.
    fn authorise_undo(&self, session: &Session, seq: i64) -> Result<()> {
        self.authorise(session, Operation::Undo, Row::Any)?;
        let actor = self.journal_entry(seq)?.actor;
        self.authorise(session, Operation::Undo, Row::DoneBy(&actor))
    }

    /// Verifies that no entry of the journal was edited, removed or put in between.
    pub fn verify_journal(&self) -> Result<ChainReport> {
        self.read_for(Operation::Check, |reader| Ok(storage::journal::verify(reader)?))
    }
}

/// Returns the instant at which a day begins where the computer stands, as the journal writes it.
fn start_of(day: Date) -> Option<String> {
    let start = day.civil().to_zoned(jiff::tz::TimeZone::system()).ok()?;
    Some(start.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
