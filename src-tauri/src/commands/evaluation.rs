//! Commands of evaluations.

use ledger::domain::detail::EvaluationDetail;
use ledger::domain::evaluation::EvaluationRow;
use ledger::domain::list::{ListQuery, Page};
use tauri::State;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of evaluations.
#[tauri::command]
pub(crate) async fn list_evaluations(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<EvaluationRow>> {
    program.ask(move |ledger| ledger.list_evaluations(&query)).await
}

/// Returns an evaluation with its contract.
#[tauri::command]
pub(crate) async fn evaluation_detail(program: State<'_, Program>, id: i64) -> Reply<EvaluationDetail> {
    program.ask(move |ledger| ledger.evaluation_detail(id)).await
}
