//! Commands of settlements.

use ledger::domain::detail::{PositionPreview, SettlementDetail};
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::settlement::{Settlement, SettlementRow};
use ledger::domain::{Money, Problem};
use tauri::State;
use wire::app::Saved;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of settlements.
#[tauri::command]
pub(crate) async fn list_settlements(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<SettlementRow>> {
    program.ask(move |ledger| ledger.list_settlements(&query)).await
}

/// Returns a settlement with its contract.
#[tauri::command]
pub(crate) async fn settlement_detail(program: State<'_, Program>, id: i64) -> Reply<SettlementDetail> {
    program.ask(move |ledger| ledger.settlement_detail(id)).await
}

/// Returns where a family will stand once it is settled.
#[tauri::command]
pub(crate) async fn preview_settlement(
    program: State<'_, Program>,
    contract_id: i64,
    final_amount: Option<Money>,
) -> Reply<PositionPreview> {
    program.ask(move |ledger| ledger.preview_settlement(contract_id, final_amount)).await
}

/// Returns what is unusual about a settlement that is being entered.
#[tauri::command]
pub(crate) async fn check_settlement(
    program: State<'_, Program>,
    settlement: Settlement,
) -> Reply<Vec<Problem>> {
    program.ask(move |ledger| ledger.check_settlement(&settlement)).await
}

/// Creates the settlement of a main or framework contract.
#[tauri::command]
pub(crate) async fn create_settlement(program: State<'_, Program>, settlement: Settlement) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_settlement(session, &settlement)).await
}

/// Updates a settlement that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_settlement(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    settlement: Settlement,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_settlement(session, id, revision, &settlement)).await
}
