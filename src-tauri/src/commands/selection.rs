//! Commands for the records that are chosen in a list.

use ledger::domain::Noun;
use ledger::domain::batch::BatchReport;
use ledger::domain::deletion::DeletionReport;
use ledger::domain::list::ListQuery;
use ledger::domain::selection::{Selection, SelectionSummary};
use ledger::{Ledger, Session};
use serde_json::Value;
use tauri::State;

use crate::failure::Reply;
use crate::program::Program;

/// Returns the ids of the records on some places of a list.
#[tauri::command]
pub(crate) async fn selection_range(
    program: State<'_, Program>,
    noun: Noun,
    query: ListQuery,
    first: u32,
    last: u32,
) -> Reply<Vec<i64>> {
    program.ask(move |ledger| ledger.selection_range(noun, &query, first, last)).await
}

/// Counts the chosen records, and sums their amounts.
#[tauri::command]
pub(crate) async fn selection_summary(
    program: State<'_, Program>,
    noun: Noun,
    selection: Selection,
) -> Reply<SelectionSummary> {
    program.ask(move |ledger| ledger.selection_summary(noun, &selection)).await
}

/// Tells what deleting the chosen records would do, without doing it.
#[tauri::command]
pub(crate) async fn rehearse_deletion(
    program: State<'_, Program>,
    noun: Noun,
    selection: Selection,
) -> Reply<DeletionReport> {
    program.act(move |ledger, session| ledger.rehearse_deletion(session, noun, &selection)).await
}

/// Deletes the chosen records that can be deleted.
#[tauri::command]
pub(crate) async fn delete_records(
    program: State<'_, Program>,
    noun: Noun,
    selection: Selection,
) -> Reply<DeletionReport> {
    program.act(move |ledger, session| ledger.delete_records(session, noun, &selection)).await
}

/// Returns the fields that many records of a noun may be given at once.
#[tauri::command]
pub(crate) async fn batch_fields(program: State<'_, Program>, noun: Noun) -> Reply<Vec<String>> {
    program.ask(move |ledger| Ok(ledger.batch_fields(noun))).await
}

/// Tells what giving the chosen records a value would do, without doing it.
#[tauri::command]
pub(crate) async fn rehearse_batch_edit(
    program: State<'_, Program>,
    noun: Noun,
    selection: Selection,
    field: String,
    value: Value,
) -> Reply<BatchReport> {
    let rehearse = move |ledger: &Ledger, session: &Session| {
        ledger.rehearse_batch_edit(session, noun, &selection, &field, &value)
    };
    program.act(rehearse).await
}

/// Gives a field of the chosen records a value.
#[tauri::command]
pub(crate) async fn batch_edit(
    program: State<'_, Program>,
    noun: Noun,
    selection: Selection,
    field: String,
    value: Value,
) -> Reply<BatchReport> {
    let edit = move |ledger: &Ledger, session: &Session| {
        ledger.batch_edit(session, noun, &selection, &field, &value)
    };
    program.act(edit).await
}
