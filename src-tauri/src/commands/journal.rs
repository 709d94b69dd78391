//! Commands of the journal: what was done, and taking it back.

use ledger::domain::Noun;
use ledger::domain::journal::{ChainReport, HistoryEntry, JournalEntry, RecordChange, UndoReport};
use ledger::domain::list::Page;
use tauri::State;
use wire::app::UndoState;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of the journal, newest first.
#[tauri::command]
pub(crate) async fn list_journal(
    program: State<'_, Program>,
    offset: u32,
    limit: u32,
) -> Reply<Page<JournalEntry>> {
    program.ask(move |ledger| ledger.list_journal(offset, limit)).await
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
    program.ask(|ledger| ledger.undo_state().map(|(undo, redo)| UndoState { undo, redo })).await
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
