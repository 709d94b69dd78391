//! Commands of payment plans.

use ledger::domain::detail::PaymentPlanDetail;
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::payment_plan::{PaymentPlan, PaymentPlanRow, PlanEntry, PlanPreview, PlanVersion};
use tauri::State;
use wire::app::Saved;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of the rows of payment plans.
#[tauri::command]
pub(crate) async fn list_payment_plans(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<PaymentPlanRow>> {
    program.ask(move |ledger| ledger.list_payment_plans(&query)).await
}

/// Returns a row of a payment plan with its contract and payments.
#[tauri::command]
pub(crate) async fn payment_plan_detail(program: State<'_, Program>, id: i64) -> Reply<PaymentPlanDetail> {
    program.ask(move |ledger| ledger.payment_plan_detail(id)).await
}

/// Returns what a plan that is being entered comes to.
#[tauri::command]
pub(crate) async fn preview_payment_plan(
    program: State<'_, Program>,
    contract_id: i64,
    rows: Vec<PaymentPlan>,
) -> Reply<PlanPreview> {
    program.ask(move |ledger| ledger.preview_payment_plan(contract_id, &rows)).await
}

/// Returns the plan of one contract as it would be for another.
#[tauri::command]
pub(crate) async fn copied_payment_plan(
    program: State<'_, Program>,
    from: i64,
    to: i64,
) -> Reply<Vec<PaymentPlan>> {
    program.ask(move |ledger| ledger.copied_payment_plan(from, to)).await
}

/// Saves the payment plan of a contract: rows that are new or changed, and rows that are gone.
#[tauri::command]
pub(crate) async fn save_payment_plan(
    program: State<'_, Program>,
    contract_id: i64,
    rows: Vec<PlanEntry>,
    gone: Vec<PlanVersion>,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.save_payment_plan(session, contract_id, &rows, &gone)).await
}
