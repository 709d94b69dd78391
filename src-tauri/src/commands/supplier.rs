//! Commands of suppliers.

use ledger::domain::Problem;
use ledger::domain::contract::ContractStatus;
use ledger::domain::detail::SupplierDetail;
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::merge::{MergePreview, MergeRequest};
use ledger::domain::supplier::{SimilarSupplier, Supplier, SupplierRow};
use ledger::domain::undertaking::Undertaking;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use wire::app::{Progress, Saved};
use wire::exchange::Exported;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of suppliers.
#[tauri::command]
pub(crate) async fn list_suppliers(
    program: State<'_, Program>,
    query: ListQuery,
) -> Reply<Page<SupplierRow>> {
    program.ask(move |ledger| ledger.list_suppliers(&query)).await
}

/// Returns a supplier with its contracts, evaluations and interviews.
#[tauri::command]
pub(crate) async fn supplier_detail(program: State<'_, Program>, id: i64) -> Reply<SupplierDetail> {
    program.ask(move |ledger| ledger.supplier_detail(id)).await
}

/// Returns the suppliers that have or had a name near to the one that is being typed.
#[tauri::command]
pub(crate) async fn similar_suppliers(
    program: State<'_, Program>,
    name: String,
    own: Option<i64>,
) -> Reply<Vec<SimilarSupplier>> {
    program.ask(move |ledger| ledger.similar_suppliers(&name, own)).await
}

/// Returns what a person is to know before choosing a supplier.
#[tauri::command]
pub(crate) async fn supplier_warnings(program: State<'_, Program>, id: i64) -> Reply<Vec<Problem>> {
    program.ask(move |ledger| ledger.supplier_warnings(id)).await
}

/// Tells what a merge of two suppliers would do.
#[tauri::command]
pub(crate) async fn preview_merge(
    program: State<'_, Program>,
    kept_id: i64,
    gone_id: i64,
) -> Reply<MergePreview> {
    program.ask(move |ledger| ledger.preview_merge(kept_id, gone_id)).await
}

/// Merges one supplier into another.
#[tauri::command]
pub(crate) async fn merge_suppliers(program: State<'_, Program>, merge: MergeRequest) -> Reply<Saved> {
    let survivor = merge.kept_id;
    program.save(move |ledger, session| Ok(ledger.merge_suppliers(session, &merge)?.map(|_| survivor))).await
}

/// Returns what a supplier has undertaken.
#[tauri::command]
pub(crate) async fn undertaken(
    program: State<'_, Program>,
    id: i64,
    status: Option<ContractStatus>,
) -> Reply<Undertaking> {
    program.ask(move |ledger| ledger.undertaken(id, status)).await
}

/// Writes what a supplier has undertaken to a file that the user names.
#[tauri::command]
pub(crate) async fn export_undertaken(
    app: AppHandle,
    program: State<'_, Program>,
    id: i64,
    status: Option<ContractStatus>,
) -> Reply<Option<Exported>> {
    program.run(move |program| program.export_undertaken(&app, id, status)).await
}

/// Writes everything about a supplier to a workbook that the user names.
#[tauri::command]
pub(crate) async fn export_supplier_file(
    app: AppHandle,
    program: State<'_, Program>,
    id: i64,
    progress: Channel<Progress>,
) -> Reply<Option<Exported>> {
    program.watch(progress, move |program, watch| program.export_supplier_file(&app, id, watch)).await
}

/// Creates a supplier.
#[tauri::command]
pub(crate) async fn create_supplier(program: State<'_, Program>, supplier: Supplier) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_supplier(session, &supplier)).await
}

/// Updates a supplier that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_supplier(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    supplier: Supplier,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_supplier(session, id, revision, &supplier)).await
}
