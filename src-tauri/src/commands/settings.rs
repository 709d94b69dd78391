//! Commands of the settings.

use ledger::domain::settings::{Settings, StoredSettings};
use tauri::State;
use wire::app::Saved;

use crate::failure::Reply;
use crate::program::Program;

/// Returns the settings in force.
#[tauri::command]
pub(crate) async fn settings(program: State<'_, Program>) -> Reply<StoredSettings> {
    program.ask(ledger::Ledger::settings).await
}

/// Puts other settings in force that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_settings(
    program: State<'_, Program>,
    revision: i64,
    settings: Settings,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_settings(session, revision, &settings)).await
}
