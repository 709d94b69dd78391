//! Commands of the backups: making, proving and pruning them.

use ledger::domain::backed_up::BackupStanding;
use tauri::State;
use tauri::ipc::Channel;
use wire::app::Progress;
use wire::backup::{BackupDrill, BackupList, BackupRow, PrunePlan};

use crate::failure::Reply;
use crate::program::Program;

/// Tells how well the ledger is backed up, and what waits for a person there.
#[tauri::command]
pub(crate) async fn backup_standing(program: State<'_, Program>) -> Reply<BackupStanding> {
    program.run(Program::backup_standing).await
}

/// Returns every backup, newest first.
#[tauri::command]
pub(crate) async fn list_backups(program: State<'_, Program>) -> Reply<BackupList> {
    program.run(Program::backups).await
}

/// Makes a verified backup.
#[tauri::command]
pub(crate) async fn create_backup(
    program: State<'_, Program>,
    note: Option<String>,
    progress: Channel<Progress>,
) -> Reply<BackupRow> {
    program.watch(progress, move |program, watch| program.create_backup(note.as_deref(), watch)).await
}

/// Proves that a backup is what its manifest says.
#[tauri::command]
pub(crate) async fn verify_backup(program: State<'_, Program>, name: String) -> Reply<()> {
    program.run(move |program| program.verify_backup(&name)).await
}

/// Restores the newest backup, and another by lot, for practice.
#[tauri::command]
pub(crate) async fn drill_backups(
    program: State<'_, Program>,
    progress: Channel<Progress>,
) -> Reply<BackupDrill> {
    program.watch(progress, Program::drill_backups).await
}

/// Tells which backups are past their time, without removing any.
#[tauri::command]
pub(crate) async fn plan_prune(program: State<'_, Program>) -> Reply<PrunePlan> {
    program.run(|program| program.prune_backups(false)).await
}

/// Removes the backups that are past their time.
#[tauri::command]
pub(crate) async fn prune_backups(program: State<'_, Program>) -> Reply<PrunePlan> {
    program.run(|program| program.prune_backups(true)).await
}
