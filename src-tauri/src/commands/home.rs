//! Command of the home page.

use ledger::domain::home::Overview;
use tauri::State;

use crate::failure::Reply;
use crate::program::Program;

/// Returns what waits for a person today, and the sums of the charts.
#[tauri::command]
pub(crate) async fn overview(program: State<'_, Program>) -> Reply<Overview> {
    program.ask(ledger::Ledger::overview).await
}
