//! Commands of the health page: how everything stands, and what the logs tell.

use ledger::domain::health::HealthSummary;
use ledger::domain::list::Page;
use ledger::domain::log::{LogEntry, LogQuery};
use tauri::State;
use tauri::ipc::Channel;
use wire::app::Progress;

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
    program.run(|program| Ok(program.opening.home().log_days())).await
}

/// Returns a page of the entries of the logs that fit, newest first.
#[tauri::command]
pub(crate) async fn list_log(program: State<'_, Program>, query: LogQuery) -> Reply<Page<LogEntry>> {
    program.run(move |program| Ok(program.opening.home().log_entries(&query)?)).await
}
