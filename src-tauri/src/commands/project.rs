//! Commands of projects.

use ledger::domain::detail::ProjectDetail;
use ledger::domain::list::{ListQuery, Page};
use ledger::domain::project::{Project, ProjectRow};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use wire::app::{Progress, Saved};
use wire::exchange::Exported;

use crate::failure::Reply;
use crate::program::Program;

/// Returns a page of projects.
#[tauri::command]
pub(crate) async fn list_projects(program: State<'_, Program>, query: ListQuery) -> Reply<Page<ProjectRow>> {
    program.ask(move |ledger| ledger.list_projects(&query)).await
}

/// Returns a project with its procurements and contracts.
#[tauri::command]
pub(crate) async fn project_detail(program: State<'_, Program>, id: i64) -> Reply<ProjectDetail> {
    program.ask(move |ledger| ledger.project_detail(id)).await
}

/// Writes everything that belongs to a project to a workbook that the user names.
#[tauri::command]
pub(crate) async fn export_project_file(
    app: AppHandle,
    program: State<'_, Program>,
    id: i64,
    progress: Channel<Progress>,
) -> Reply<Option<Exported>> {
    program.watch(progress, move |program, watch| program.export_project_file(&app, id, watch)).await
}

/// Creates a project.
#[tauri::command]
pub(crate) async fn create_project(program: State<'_, Program>, project: Project) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.create_project(session, &project)).await
}

/// Updates a project that nobody changed since `revision`.
#[tauri::command]
pub(crate) async fn update_project(
    program: State<'_, Program>,
    id: i64,
    revision: i64,
    project: Project,
) -> Reply<Saved> {
    program.save(move |ledger, session| ledger.update_project(session, id, revision, &project)).await
}
