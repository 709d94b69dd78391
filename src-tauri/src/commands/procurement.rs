//! Commands of procurements.

use ledger::domain::Problem;
use ledger::domain::detail::ProcurementDetail;
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::procurement::{Procurement, ProcurementRow};
use tauri::State;
use wire::app::Saved;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of procurements.
#[tauri::command]
pub(crate) async fn list_procurements(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<ProcurementRow>> {
    program.ask(move |ledger| ledger.list_procurements(&query)).await
}

/// Returns a procurement with the contracts that came of it.
#[tauri::command]
pub(crate) async fn procurement_detail(program: State<'_, Program>, id: i64) -> Reply<ProcurementDetail> {
    program.ask(move |ledger| ledger.procurement_detail(id)).await
}

/// Returns what is unusual about a procurement that is being entered.
#[tauri::command]
pub(crate) async fn check_procurement(
    program: State<'_, Program>,
    procurement: Procurement,
) -> Reply<Vec<Problem>> {
    program.ask(move |ledger| Ok(ledger.check_procurement(&procurement))).await
}

/// Creates a procurement.
#[tauri::command]
pub(crate) async fn create_procurement(
    program: State<'_, Program>,
    procurement: Procurement,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_procurement(session, &procurement)).await
}

/// Updates a procurement that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_procurement(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    procurement: Procurement,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_procurement(session, id, revision, &procurement)).await
}
