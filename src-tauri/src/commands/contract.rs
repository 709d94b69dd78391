//! Commands of contracts.

use ledger::domain::Problem;
use ledger::domain::contract::{Contract, ContractRow};
use ledger::domain::detail::ContractDetail;
use ledger::domain::list::{ListQuery, Page};
use tauri::State;
use wire::app::Saved;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of contracts.
#[tauri::command]
pub(crate) async fn list_contracts(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<ContractRow>> {
    program.ask(move |ledger| ledger.list_contracts(&query)).await
}

/// Returns a contract with its family, payments, settlement and evaluation.
#[tauri::command]
pub(crate) async fn contract_detail(program: State<'_, Program>, id: i64) -> Reply<ContractDetail> {
    program.ask(move |ledger| ledger.contract_detail(id)).await
}

/// Returns what is unusual about a contract that is being entered.
#[tauri::command]
pub(crate) async fn check_contract(
    program: State<'_, Program>,
    id: Option<i64>,
    contract: Contract,
) -> Reply<Vec<Problem>> {
    program.ask(move |ledger| ledger.check_contract(id, &contract)).await
}

/// Creates a contract.
#[tauri::command]
pub(crate) async fn create_contract(program: State<'_, Program>, contract: Contract) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_contract(session, &contract)).await
}

/// Updates a contract that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_contract(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    contract: Contract,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_contract(session, id, revision, &contract)).await
}
