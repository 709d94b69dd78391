//! Commands of evaluations.

use ledger::domain::detail::EvaluationDetail;
use ledger::domain::evaluation::{Evaluation, EvaluationRow};
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::rating::{DueEvaluation, Ordinals, Rating, ScoreDifference, SupplierRating};
use ledger::domain::trial::{Trial, TrialRules};
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

/// Returns a page of suppliers with their scores.
#[tauri::command]
pub(crate) async fn list_supplier_ratings(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<SupplierRating>> {
    program.ask(move |ledger| ledger.list_supplier_ratings(&query)).await
}

/// Returns a page of the given scores that are not the computed ones.
#[tauri::command]
pub(crate) async fn list_score_differences(
    program: State<'_, Program>,
    offset: u32,
    limit: u32,
) -> Reply<Page<ScoreDifference>> {
    program.ask(move |ledger| ledger.list_score_differences(offset, limit)).await
}

/// Returns a page of the contracts that should have been evaluated in a year and were not.
#[tauri::command]
pub(crate) async fn list_evaluations_due(
    program: State<'_, Program>,
    year: Option<i16>,
    offset: u32,
    limit: u32,
) -> Reply<Page<DueEvaluation>> {
    program.ask(move |ledger| ledger.list_evaluations_due(year, offset, limit)).await
}

/// Returns the years and numbers for which there are scores.
#[tauri::command]
pub(crate) async fn score_ordinals(program: State<'_, Program>) -> Reply<Ordinals> {
    program.ask(ledger::Ledger::score_ordinals).await
}

/// Says what other weights and bands would do, without doing it.
#[tauri::command]
pub(crate) async fn try_rules(program: State<'_, Program>, rules: TrialRules) -> Reply<Trial> {
    program.ask(move |ledger| ledger.try_rules(&rules)).await
}

/// Puts tried rules in force and computes every computed score anew.
#[tauri::command]
pub(crate) async fn adopt_rules(
    program: State<'_, Program>,
    revision: i64,
    rules: TrialRules,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.adopt_rules(session, revision, &rules)).await
}
