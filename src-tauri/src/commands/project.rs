//! Commands of projects.

use ledger::domain::detail::ProjectDetail;
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::project::ProjectRow;
use tauri::State;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of projects.
#[tauri::command]
pub(crate) async fn list_projects(program: State<'_, Program>, query: ListQuery) -> Reply<Page<ProjectRow>> {
    program.ask(move |ledger| ledger.list_projects(&query)).await
}

/// Returns a project with its contracts.
#[tauri::command]
pub(crate) async fn project_detail(program: State<'_, Program>, id: i64) -> Reply<ProjectDetail> {
    program.ask(move |ledger| ledger.project_detail(id)).await
}
