//! Commands of restores: preparing one, comparing it with the ledger as it is now, doing it.

use ledger::backup::BackupBeside;
use ledger::domain::Noun;
use ledger::domain::comparison::{Difference, DifferingFields, DifferingPage, LedgerComparison};
use ledger::domain::moment::Timeline;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use wire::app::{AppState, Progress};
use wire::backup::BackupList;
use wire::restore::{DamageSurvey, RestorePreview, RestoreTarget};

use crate::dialogs::{self, Kind};
use crate::failure::Reply;
use crate::program::Program;

/// Returns the backups of a ledger that could not be opened.
#[tauri::command]
pub(crate) async fn lost_backups(program: State<'_, Program>) -> Reply<BackupList> {
    program.run(Program::lost_backups).await
}

/// Makes ready what brings back a damaged ledger, both ways, and tells what each of them loses.
#[tauri::command]
pub(crate) async fn survey_damage(
    program: State<'_, Program>,
    progress: Channel<Progress>,
) -> Reply<DamageSurvey> {
    program.watch(progress, Program::survey_damage).await
}

/// Closes a ledger that is damaged although it opens, and shows the ways to repair it.
#[tauri::command]
pub(crate) async fn repair_ledger(program: State<'_, Program>) -> Reply<AppState> {
    program.run(Program::repair_ledger).await
}

/// Asks for a backup that lies elsewhere; none where the user changes their mind.
#[tauri::command]
pub(crate) async fn choose_backup(app: AppHandle, program: State<'_, Program>) -> Reply<Option<String>> {
    program
        .run(move |_| Ok(dialogs::open_file(&app, Kind::Backup).map(|path| path.display().to_string())))
        .await
}

/// Returns a page of the operations that a moment is chosen from, newest first.
#[tauri::command]
pub(crate) async fn timeline(program: State<'_, Program>, offset: u32, limit: u32) -> Reply<Timeline> {
    program.run(move |program| program.timeline(offset, limit)).await
}

/// Makes ready what would be restored, and tells what a restore would do.
#[tauri::command]
pub(crate) async fn prepare_restore(
    program: State<'_, Program>,
    target: RestoreTarget,
    passphrase: Option<String>,
    progress: Channel<Progress>,
) -> Reply<RestorePreview> {
    program.watch(progress, move |program, watch| program.prepare_restore(&target, passphrase, watch)).await
}

/// Tells how what lies ready differs from the ledger as it is now, noun by noun.
#[tauri::command]
pub(crate) async fn compare_prepared(program: State<'_, Program>, id: u32) -> Reply<LedgerComparison> {
    program.compare(id, BackupBeside::comparison).await
}

/// Returns a page of the records of a noun that differ.
#[tauri::command]
pub(crate) async fn differing_records(
    program: State<'_, Program>,
    id: u32,
    noun: Noun,
    only: Option<Difference>,
    offset: u32,
    limit: u32,
) -> Reply<DifferingPage> {
    program.compare(id, move |beside| beside.page(noun, only, offset, limit)).await
}

/// Returns the fields of one record that differ: what they would be, and what they are.
#[tauri::command]
pub(crate) async fn differing_fields(
    program: State<'_, Program>,
    id: u32,
    noun: Noun,
    record: i64,
) -> Reply<DifferingFields> {
    program.compare(id, move |beside| beside.fields(noun, record)).await
}

/// Lets what lies ready go, because nobody restores it.
#[tauri::command]
pub(crate) async fn let_go(program: State<'_, Program>, id: u32) -> Reply<()> {
    program
        .run(move |program| {
            program.candidates.let_go(id);
            Ok(())
        })
        .await
}

/// Restores what lies ready; where no ledger could be opened, in its place.
#[tauri::command]
pub(crate) async fn restore(
    program: State<'_, Program>,
    id: u32,
    progress: Channel<Progress>,
) -> Reply<AppState> {
    program.watch(progress, move |program, watch| program.restore(id, watch)).await
}
