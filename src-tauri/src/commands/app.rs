//! Commands of the program itself.

use serde_json::{Map, Value};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use wire::app::{AppState, Progress};

use crate::closing;
use crate::dialogs::{self, Kind};
use crate::failure::Reply;
use crate::program::Program;

/// Returns what is open.
#[tauri::command]
pub(crate) async fn app_state(program: State<'_, Program>) -> Reply<AppState> {
    program.run(Program::state).await
}

/// Makes the first ledger of this computer, empty.
#[tauri::command]
pub(crate) async fn create_ledger(program: State<'_, Program>) -> Reply<AppState> {
    program.run(Program::create_ledger).await
}

/// Makes the first ledger of this computer, with the sample in it.
#[tauri::command]
pub(crate) async fn load_sample(program: State<'_, Program>, progress: Channel<Progress>) -> Reply<AppState> {
    program.watch(progress, Program::load_sample).await
}

/// Asks for a ledger file and opens it.
#[tauri::command]
pub(crate) async fn choose_ledger(app: AppHandle, program: State<'_, Program>) -> Reply<AppState> {
    program.run(move |program| program.open_ledger(dialogs::open_file(&app, Kind::Ledger))).await
}

/// Tries again to open the ledger that could not be opened.
#[tauri::command]
pub(crate) async fn retry_opening(program: State<'_, Program>) -> Reply<AppState> {
    program.run(Program::retry_opening).await
}

/// Returns what the person at this computer prefers of the screens.
#[tauri::command]
pub(crate) async fn preferences(program: State<'_, Program>) -> Reply<Map<String, Value>> {
    program.run(|program| Ok(program.opening.home().preferences())).await
}

/// Keeps what the person at this computer prefers of the screens.
#[tauri::command]
pub(crate) async fn keep_preferences(
    program: State<'_, Program>,
    preferences: Map<String, Value>,
) -> Reply<()> {
    program.run(move |program| Ok(program.opening.home().keep_preferences(&preferences)?)).await
}

/// Stops the long work that is under way.
#[tauri::command]
pub(crate) fn cancel_work(program: State<'_, Program>) {
    program.work.cancel();
}

/// Hears that the page is ready.
#[tauri::command]
pub(crate) fn frontend_ready(program: State<'_, Program>) {
    program.readiness.note();
}

/// Hears whether the window may close now; else the page asks the person first.
#[tauri::command]
pub(crate) fn answer_closing(app: AppHandle, may_leave: bool) {
    closing::answer(&app, may_leave);
}

/// Gives out the files that were dropped on the program's icon or opened by their type, once.
#[tauri::command]
pub(crate) async fn take_handed_files(program: State<'_, Program>) -> Reply<Vec<String>> {
    program.run(Program::handed_files).await
}
