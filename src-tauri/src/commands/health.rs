//! Commands of the health page: how everything stands, what the logs tell, what IT is handed, and the
//! check before people begin to work.

use ledger::domain::access::Operation;
use ledger::domain::diagnosis::DiagnosisPart;
use ledger::domain::go_live::{GoLiveItem, GoLiveReport};
use ledger::domain::health::HealthSummary;
use ledger::domain::list::Page;
use ledger::domain::log::{LogEntry, LogQuery};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use wire::app::Progress;
use wire::exchange::Exported;

use crate::failure::Reply;
use crate::program::Program;

/// Tells how everything stands, as far as it is known at once.
#[tauri::command]
pub(crate) async fn health(program: State<'_, Program>) -> Reply<HealthSummary> {
    program.run(Program::health).await
}

/// Looks at everything: each page of the file, each entry of the journal, each byte of its archives.
#[tauri::command]
pub(crate) async fn check_health(
    program: State<'_, Program>,
    progress: Channel<Progress>,
) -> Reply<HealthSummary> {
    program.watch(progress, Program::check_health).await
}

/// Returns the days that have a log, newest first.
#[tauri::command]
pub(crate) async fn log_days(program: State<'_, Program>) -> Reply<Vec<String>> {
    program.run(|program| Ok(program.home_for(Operation::Diagnose)?.log_days())).await
}

/// Returns a page of the entries of the logs that fit, newest first.
#[tauri::command]
pub(crate) async fn list_log(program: State<'_, Program>, query: LogQuery) -> Reply<Page<LogEntry>> {
    program.run(move |program| Ok(program.home_for(Operation::Diagnose)?.log_entries(&query)?)).await
}

/// Tells what the diagnostics package would hold, before it is saved.
#[tauri::command]
pub(crate) async fn preview_diagnosis(program: State<'_, Program>) -> Reply<Vec<DiagnosisPart>> {
    program.run(Program::preview_diagnosis).await
}

/// Writes the diagnostics package to a file that the user names; returns its path.
#[tauri::command]
pub(crate) async fn save_diagnosis(app: AppHandle, program: State<'_, Program>) -> Reply<Option<String>> {
    program.run(move |program| program.save_diagnosis(&app)).await
}

/// Returns what people check themselves before the program goes live, and who did.
#[tauri::command]
pub(crate) async fn go_live_items(program: State<'_, Program>) -> Reply<Vec<GoLiveItem>> {
    program.run(|program| Ok(program.home_for(Operation::Check)?.go_live_items())).await
}

/// Ticks what a person checked in their name, or takes the tick back.
#[tauri::command]
pub(crate) async fn tick_go_live(
    program: State<'_, Program>,
    item: String,
    done: bool,
) -> Reply<Vec<GoLiveItem>> {
    program.run(move |program| program.tick_go_live(&item, done)).await
}

/// Adds something to check to the list.
#[tauri::command]
pub(crate) async fn add_go_live_item(program: State<'_, Program>, text: String) -> Reply<Vec<GoLiveItem>> {
    program.run(move |program| Ok(program.home_for(Operation::Diagnose)?.add_go_live_item(&text)?)).await
}

/// Removes something that a person added to the list.
#[tauri::command]
pub(crate) async fn remove_go_live_item(program: State<'_, Program>, item: String) -> Reply<Vec<GoLiveItem>> {
    program.run(move |program| Ok(program.home_for(Operation::Diagnose)?.remove_go_live_item(&item)?)).await
}

/// Takes every tick back.
#[tauri::command]
pub(crate) async fn clear_go_live(program: State<'_, Program>) -> Reply<Vec<GoLiveItem>> {
    program.run(|program| Ok(program.home_for(Operation::Diagnose)?.clear_go_live()?)).await
}

/// Looks at everything, and holds counts and amounts against a backup where one is named.
#[tauri::command]
pub(crate) async fn go_live_report(
    program: State<'_, Program>,
    backup: Option<String>,
    progress: Channel<Progress>,
) -> Reply<GoLiveReport> {
    program.watch(progress, move |program, watch| program.go_live_report(backup.as_deref(), watch)).await
}

/// Writes that report to a workbook that the user names.
#[tauri::command]
pub(crate) async fn export_go_live(
    app: AppHandle,
    program: State<'_, Program>,
    backup: Option<String>,
    progress: Channel<Progress>,
) -> Reply<Option<Exported>> {
    program
        .watch(progress, move |program, watch| program.export_go_live(&app, backup.as_deref(), watch))
        .await
}
