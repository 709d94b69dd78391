//! Commands of interviews.

use ledger::domain::detail::InterviewDetail;
use ledger::domain::interview::{Interview, InterviewCards, InterviewRow};
use ledger::domain::list::{ListQuery, Page};
use tauri::State;
use wire::app::Saved;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of interviews.
#[tauri::command]
pub(crate) async fn list_interviews(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<InterviewRow>> {
    program.ask(move |ledger| ledger.list_interviews(&query)).await
}

/// Counts the interviews of a list by where they stand.
#[tauri::command]
pub(crate) async fn interview_cards(program: State<'_, Program>, query: ListQuery) -> Reply<InterviewCards> {
    program.ask(move |ledger| ledger.interview_cards(&query)).await
}

/// Returns an interview with its supplier and contract.
#[tauri::command]
pub(crate) async fn interview_detail(program: State<'_, Program>, id: i64) -> Reply<InterviewDetail> {
    program.ask(move |ledger| ledger.interview_detail(id)).await
}

/// Creates an interview.
#[tauri::command]
pub(crate) async fn create_interview(program: State<'_, Program>, interview: Interview) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_interview(session, &interview)).await
}

/// Updates an interview that nobody changed since `revision`; a status that goes back needs a
/// reason.
#[tauri::command]
pub(crate) async fn update_interview(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    interview: Interview,
    reason: Option<String>,
) -> Reply<Saved> {
    program
        .save(move |ledger, session| {
            ledger.update_interview(session, id, revision, &interview, reason.as_deref())
        })
        .await
}
