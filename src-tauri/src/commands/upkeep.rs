//! Commands of 运维记录.

use ledger::domain::Stored;
use ledger::domain::list::Page;
use ledger::domain::upkeep::{
    ChangeRow, DrillRecord, DrillRow, Incident, IncidentRow, SystemChange, UpkeepQuery, UpkeepSource,
};
use tauri::{AppHandle, State};
use wire::app::Saved;
use wire::exchange::Exported;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of the faults, the newest first.
#[tauri::command]
pub(crate) async fn list_incidents(
    program: State<'_, Program>,
    query: UpkeepQuery,
) -> Reply<Page<IncidentRow>> {
    program.ask(move |ledger| ledger.list_upkeep::<Incident>(&query)).await
}

/// Returns one fault.
#[tauri::command]
pub(crate) async fn upkeep_incident(program: State<'_, Program>, id: i64) -> Reply<Stored<Incident>> {
    program.ask(move |ledger| ledger.upkeep_record(id)).await
}

/// Writes a new fault down.
#[tauri::command]
pub(crate) async fn create_incident(program: State<'_, Program>, incident: Incident) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_upkeep(session, &incident)).await
}

/// Updates a fault that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_incident(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    incident: Incident,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_upkeep(session, id, revision, &incident)).await
}

/// Deletes a fault that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn delete_incident(program: State<'_, Program>, id: i64, revision: i64) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.delete_upkeep::<Incident>(session, id, revision)).await
}

/// Returns a page of the changes, the newest first.
#[tauri::command]
pub(crate) async fn list_changes(program: State<'_, Program>, query: UpkeepQuery) -> Reply<Page<ChangeRow>> {
    program.ask(move |ledger| ledger.list_upkeep::<SystemChange>(&query)).await
}

/// Returns one change.
#[tauri::command]
pub(crate) async fn upkeep_change(program: State<'_, Program>, id: i64) -> Reply<Stored<SystemChange>> {
    program.ask(move |ledger| ledger.upkeep_record(id)).await
}

/// Writes a new change down.
#[tauri::command]
pub(crate) async fn create_change(program: State<'_, Program>, change: SystemChange) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_upkeep(session, &change)).await
}

/// Updates a change that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_change(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    change: SystemChange,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_upkeep(session, id, revision, &change)).await
}

/// Deletes a change that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn delete_change(program: State<'_, Program>, id: i64, revision: i64) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.delete_upkeep::<SystemChange>(session, id, revision)).await
}

/// Returns a page of the drills, the newest first.
#[tauri::command]
pub(crate) async fn list_drills(program: State<'_, Program>, query: UpkeepQuery) -> Reply<Page<DrillRow>> {
    program.ask(move |ledger| ledger.list_upkeep::<DrillRecord>(&query)).await
}

/// Returns one drill.
#[tauri::command]
pub(crate) async fn upkeep_drill(program: State<'_, Program>, id: i64) -> Reply<Stored<DrillRecord>> {
    program.ask(move |ledger| ledger.upkeep_record(id)).await
}

/// Writes a new drill down.
#[tauri::command]
pub(crate) async fn create_drill(program: State<'_, Program>, drill: DrillRecord) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_upkeep(session, &drill)).await
}

/// Updates a drill that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_drill(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    drill: DrillRecord,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_upkeep(session, id, revision, &drill)).await
}

/// Deletes a drill that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn delete_drill(program: State<'_, Program>, id: i64, revision: i64) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.delete_upkeep::<DrillRecord>(session, id, revision)).await
}

/// Returns what the program knows of and no record tells yet.
#[tauri::command]
pub(crate) async fn upkeep_sources(program: State<'_, Program>) -> Reply<Vec<UpkeepSource>> {
    program.ask(|ledger| ledger.upkeep_sources(&ledger.backup_folder())).await
}

/// Writes the records that are asked for to a workbook that the user names.
#[tauri::command]
pub(crate) async fn export_upkeep(
    app: AppHandle,
    program: State<'_, Program>,
    query: UpkeepQuery,
) -> Reply<Option<Exported>> {
    program.run(move |program| program.export_upkeep(&app, &query)).await
}
