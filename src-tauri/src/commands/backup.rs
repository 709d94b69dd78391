//! Commands of the backups: making, proving and pruning them.

use ledger::backup::Passphrase;
use ledger::domain::access::Operation;
use ledger::domain::backed_up::BackupStanding;
use ledger::domain::backup::{BackupSettings, RetentionRule};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use wire::app::Progress;
use wire::backup::{BackupDrill, BackupList, BackupMade, BackupPlace, PrunePlan};

use crate::dialogs;
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

/// Makes a verified backup, and copies it into the further places.
#[tauri::command]
pub(crate) async fn create_backup(
    program: State<'_, Program>,
    note: Option<String>,
    progress: Channel<Progress>,
) -> Reply<BackupMade> {
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

/// Tells which backups a rule that is not yet in force would remove, or the one that is.
#[tauri::command]
pub(crate) async fn plan_prune(program: State<'_, Program>, rule: Option<RetentionRule>) -> Reply<PrunePlan> {
    program.run(move |program| program.plan_prune(rule)).await
}

/// Removes the backups that are past their time.
#[tauri::command]
pub(crate) async fn prune_backups(program: State<'_, Program>) -> Reply<PrunePlan> {
    program.run(Program::prune_backups).await
}

/// Returns what is set for backups on this computer.
#[tauri::command]
pub(crate) async fn backup_settings(program: State<'_, Program>) -> Reply<BackupSettings> {
    program.run(|program| Ok(program.home_for(Operation::BackUp)?.backup_settings()?)).await
}

/// Puts other settings of backups in force.
#[tauri::command]
pub(crate) async fn update_backup_settings(
    program: State<'_, Program>,
    settings: BackupSettings,
) -> Reply<()> {
    program.run(move |program| program.update_backup_settings(&settings)).await
}

/// Asks for a folder; none where the user changes their mind.
#[tauri::command]
pub(crate) async fn choose_folder(app: AppHandle, program: State<'_, Program>) -> Reply<Option<String>> {
    program.run(move |_| Ok(dialogs::open_folder(&app).map(|path| path.display().to_string()))).await
}

/// Tells how each place of backups stands.
#[tauri::command]
pub(crate) async fn backup_places(program: State<'_, Program>) -> Reply<Vec<BackupPlace>> {
    program.run(Program::backup_places).await
}

/// Proves that a place takes what is written to it; returns its room in bytes.
#[tauri::command]
pub(crate) async fn test_backup_place(program: State<'_, Program>, place: String) -> Reply<Option<u64>> {
    program.run(move |program| program.test_backup_place(&place)).await
}

/// Looks at every byte of the journal archives, and writes again what was damaged.
#[tauri::command]
pub(crate) async fn check_archives(
    program: State<'_, Program>,
    progress: Channel<Progress>,
) -> Reply<Vec<BackupPlace>> {
    program.watch(progress, Program::check_archives).await
}

/// Whether a passphrase for backups was set on this computer.
#[tauri::command]
pub(crate) async fn has_backup_passphrase(program: State<'_, Program>) -> Reply<bool> {
    program.run(|program| Ok(program.opening.home().has_backup_passphrase())).await
}

/// Sets the passphrase that opens what is encrypted from now on.
#[tauri::command]
pub(crate) async fn set_backup_passphrase(program: State<'_, Program>, passphrase: String) -> Reply<()> {
    let passphrase = Passphrase::from(passphrase);
    program
        .run(move |program| {
            Ok(program.home_for(Operation::KeepBackups)?.set_backup_passphrase(&passphrase)?)
        })
        .await
}

/// Checks that a person still knows the passphrase.
#[tauri::command]
pub(crate) async fn check_backup_passphrase(program: State<'_, Program>, passphrase: String) -> Reply<()> {
    let passphrase = Passphrase::from(passphrase);
    program
        .run(move |program| Ok(program.home_for(Operation::BackUp)?.check_backup_passphrase(&passphrase)?))
        .await
}

/// Copies a backup into a folder that is asked for; none where the user changes their mind.
#[tauri::command]
pub(crate) async fn copy_backup(
    app: AppHandle,
    program: State<'_, Program>,
    name: String,
    progress: Channel<Progress>,
) -> Reply<Option<String>> {
    program
        .watch(progress, move |program, watch| match dialogs::open_folder(&app) {
            Some(folder) => program.copy_backup(&name, &folder, watch).map(Some),
            None => Ok(None),
        })
        .await
}

/// Deletes a backup everywhere; returns how many files are gone.
#[tauri::command]
pub(crate) async fn delete_backup(program: State<'_, Program>, name: String, insist: bool) -> Reply<u32> {
    program.run(move |program| program.delete_backup(&name, insist)).await
}
