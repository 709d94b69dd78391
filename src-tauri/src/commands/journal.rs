//! Commands of the journal: what was done, and taking it back.

use ledger::domain::Noun;
use ledger::domain::journal::{
    ChainReport, HistoryEntry, JournalChoices, JournalEntry, JournalQuery, RecordChange, UndoReport,
    UndoState,
};
use ledger::domain::list::Page;
use tauri::State;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of the operations that fit, newest first.
#[tauri::command]
pub(crate) async fn list_journal(
    program: State<'_, Program>,
    query: JournalQuery,
) -> Reply<Page<JournalEntry>> {
    program.ask(move |ledger| ledger.search_journal(&query)).await
}

/// Returns who and what there is in the journal to choose from.
#[tauri::command]
pub(crate) async fn journal_choices(program: State<'_, Program>) -> Reply<JournalChoices> {
    program.ask(ledger::Ledger::journal_choices).await
}

/// Returns one operation.
#[tauri::command]
pub(crate) async fn journal_entry(program: State<'_, Program>, seq: i64) -> Reply<JournalEntry> {
    program.ask(move |ledger| ledger.journal_entry(seq)).await
}

/// Returns what an operation changed, record by record.
#[tauri::command]
pub(crate) async fn journal_changes(program: State<'_, Program>, seq: i64) -> Reply<Vec<RecordChange>> {
    program.ask(move |ledger| ledger.journal_changes(seq)).await
}

/// Returns every operation that touched a record.
#[tauri::command]
pub(crate) async fn record_history(
    program: State<'_, Program>,
    noun: Noun,
    id: i64,
) -> Reply<Vec<HistoryEntry>> {
    program.ask(move |ledger| ledger.record_history(noun, id)).await
}

/// Returns what undo and redo would take now.
#[tauri::command]
pub(crate) async fn undo_state(program: State<'_, Program>) -> Reply<UndoState> {
    program.ask(ledger::Ledger::undo_state).await
}

/// Tells what an undo would do, without doing it.
#[tauri::command]
pub(crate) async fn rehearse_undo(program: State<'_, Program>, seq: i64) -> Reply<UndoReport> {
    program.act(move |ledger, session| ledger.rehearse_undo(session, seq)).await
}

/// Undoes an operation.
#[tauri::command]
pub(crate) async fn undo(program: State<'_, Program>, seq: i64) -> Reply<UndoReport> {
    program.act(move |ledger, session| ledger.undo(session, seq).map(|outcome| outcome.value)).await
}

/// Verifies that nobody edited the journal.
#[tauri::command]
pub(crate) async fn verify_journal(program: State<'_, Program>) -> Reply<ChainReport> {
    program.ask(ledger::Ledger::verify_journal).await
}
