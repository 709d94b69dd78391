//! Commands of evaluations.

use ledger::domain::detail::EvaluationDetail;
use ledger::domain::evaluation::{Evaluation, EvaluationRow};
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::rating::Rating;
use tauri::State;
use wire::app::Saved;

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

/// Creates the evaluation of a contract.
#[tauri::command]
pub(crate) async fn create_evaluation(program: State<'_, Program>, evaluation: Evaluation) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_evaluation(session, &evaluation)).await
}

/// Updates an evaluation that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_evaluation(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    evaluation: Evaluation,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_evaluation(session, id, revision, &evaluation)).await
}

/// Says what an evaluation would come to if it were saved.
#[tauri::command]
pub(crate) async fn rate_evaluation(
    program: State<'_, Program>,
    id: Option<i64>,
    evaluation: Evaluation,
) -> Reply<Rating> {
    program.ask(move |ledger| ledger.rate_evaluation(id, &evaluation)).await
}
