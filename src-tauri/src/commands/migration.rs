//! Commands of upgrades and rollbacks.

use ledger::domain::migration::{MigrationPlan, MigrationRehearsal};
use tauri::State;
use tauri::ipc::Channel;
use wire::app::{AppState, Progress};
use wire::migration::MigrationStanding;

use crate::failure::Reply;
use crate::program::Program;

/// Tells which migrations the ledger has and lacks.
#[tauri::command]
pub(crate) async fn migration_standing(program: State<'_, Program>) -> Reply<MigrationStanding> {
    program.run(Program::migration_standing).await
}

/// Tells what bringing the ledger to another structure would do.
#[tauri::command]
pub(crate) async fn plan_migration(program: State<'_, Program>, to: i64) -> Reply<MigrationPlan> {
    program.run(move |program| program.plan_migration(to)).await
}

/// Does it on a copy.
#[tauri::command]
pub(crate) async fn rehearse_migration(
    program: State<'_, Program>,
    to: i64,
    progress: Channel<Progress>,
) -> Reply<MigrationRehearsal> {
    program.watch(progress, move |program, watch| program.rehearse_migration(to, watch)).await
}

/// Backs the ledger up and does it.
#[tauri::command]
pub(crate) async fn migrate(
    program: State<'_, Program>,
    to: i64,
    progress: Channel<Progress>,
) -> Reply<AppState> {
    program.watch(progress, move |program, watch| program.migrate(to, watch)).await
}

/// Puts back what there was before the last rollback.
#[tauri::command]
pub(crate) async fn undo_rollback(
    program: State<'_, Program>,
    progress: Channel<Progress>,
) -> Reply<AppState> {
    program.watch(progress, Program::undo_rollback).await
}

/// Opens a copy of a ledger whose upgrade is put off, to look at it.
#[tauri::command]
pub(crate) async fn look_at_ledger(
    program: State<'_, Program>,
    progress: Channel<Progress>,
) -> Reply<AppState> {
    program.watch(progress, Program::look_at_ledger).await
}
