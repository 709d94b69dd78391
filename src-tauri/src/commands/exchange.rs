//! Commands of import and export.

use ledger::domain::Noun;
use ledger::domain::access::Operation;
use ledger::domain::exchange::ImportSummary;
use ledger::domain::layout::{LayoutColumn, LayoutFormat};
use ledger::domain::list::ListQuery;
use ledger::domain::plan::{ImportField, ImportPlan, Proposal};
use ledger::domain::reading::Reading;
use ledger::import::SheetsDeed;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use wire::app::Progress;
use wire::exchange::{
    Exported, FileRow, ImportHistoryEntry, ImportMemory, OpenedFile, Rehearsal, RehearsalPage,
    RehearsalQuery, SheetsImport,
};

use crate::dialogs::{self, Kind};
use crate::exports::{self, Listed};
use crate::failure::Reply;
use crate::program::Program;

/// Asks for a file to import; none where the user changes their mind.
#[tauri::command]
pub(crate) async fn choose_import_file(app: AppHandle, program: State<'_, Program>) -> Reply<Option<String>> {
    program
        .run(move |_| Ok(dialogs::open_file(&app, Kind::Importable).map(|path| path.display().to_string())))
        .await
}

/// Takes a file apart, to be planned.
#[tauri::command]
pub(crate) async fn open_import_file(
    program: State<'_, Program>,
    path: String,
    encoding: Option<String>,
    progress: Channel<Progress>,
) -> Reply<OpenedFile> {
    program
        .watch(progress, move |program, watch| program.open_import_file(&path, encoding.as_deref(), watch))
        .await
}

/// Takes a block of cells that was pasted, to be planned.
#[tauri::command]
pub(crate) async fn open_pasted(program: State<'_, Program>, text: String) -> Reply<OpenedFile> {
    program.run(move |program| program.open_pasted(&text)).await
}

/// Returns rows of a sheet as they stand in the file.
#[tauri::command]
pub(crate) async fn import_file_rows(
    program: State<'_, Program>,
    id: u32,
    sheet: String,
    from: u32,
    count: u32,
) -> Reply<Vec<FileRow>> {
    program.run(move |program| program.import_file_rows(id, &sheet, from, count)).await
}

/// Returns the fields that a column of a kind of file may fill.
#[tauri::command]
pub(crate) fn import_fields(kind: Noun) -> Vec<ImportField> {
    ledger::import::import_fields(kind)
}

/// Tells how a sheet of an opened file would be understood.
#[tauri::command]
pub(crate) async fn propose_import(
    program: State<'_, Program>,
    id: u32,
    reading: Reading,
) -> Reply<Proposal> {
    program.run(move |program| program.propose_import(id, &reading)).await
}

/// Tells what the import of an opened file would do under a plan.
#[tauri::command]
pub(crate) async fn rehearse_plan(
    program: State<'_, Program>,
    id: u32,
    plan: ImportPlan,
    progress: Channel<Progress>,
) -> Reply<Rehearsal> {
    program.watch(progress, move |program, watch| program.rehearse_plan(id, plan, watch)).await
}

/// Tells what the import of every sheet of an opened file would do.
#[tauri::command]
pub(crate) async fn rehearse_sheets(
    program: State<'_, Program>,
    id: u32,
    plan: ImportPlan,
    progress: Channel<Progress>,
) -> Reply<SheetsImport> {
    program
        .watch(progress, move |program, watch| program.import_sheets(id, &plan, SheetsDeed::Rehearse, watch))
        .await
}

/// Imports every sheet of an opened file as one operation.
#[tauri::command]
pub(crate) async fn commit_sheets(
    program: State<'_, Program>,
    id: u32,
    plan: ImportPlan,
    only_valid: bool,
    progress: Channel<Progress>,
) -> Reply<SheetsImport> {
    let deed = if only_valid { SheetsDeed::CommitValid } else { SheetsDeed::CommitAll };
    program.watch(progress, move |program, watch| program.import_sheets(id, &plan, deed, watch)).await
}

/// Returns everything that imports remember.
#[tauri::command]
pub(crate) async fn import_memory(program: State<'_, Program>) -> Reply<ImportMemory> {
    program.run(Program::import_memory).await
}

/// Forgets what the columns of a header were taken for.
#[tauri::command]
pub(crate) async fn forget_mapping(program: State<'_, Program>, fingerprint: String) -> Reply<()> {
    program.act(move |ledger, session| ledger.forget_mapping(session, &fingerprint).map(|_| ())).await
}

/// Forgets what a text stands for.
#[tauri::command]
pub(crate) async fn forget_value(program: State<'_, Program>, id: i64) -> Reply<()> {
    program.act(move |ledger, session| ledger.forget_value(session, id).map(|_| ())).await
}

/// Returns a page of a rehearsal.
#[tauri::command]
pub(crate) async fn rehearsal_rows(
    program: State<'_, Program>,
    query: RehearsalQuery,
) -> Reply<RehearsalPage> {
    program.run(move |program| program.rehearsed(query.id)?.page(&query)).await
}

/// Imports what was rehearsed.
#[tauri::command]
pub(crate) async fn commit_import(
    program: State<'_, Program>,
    id: u32,
    only_valid: bool,
    progress: Channel<Progress>,
) -> Reply<ImportSummary> {
    program.watch(progress, move |program, watch| program.commit(id, only_valid, watch)).await
}

/// Writes the rows that an import leaves out to a workbook that the user names.
#[tauri::command]
pub(crate) async fn save_import_errors(
    app: AppHandle,
    program: State<'_, Program>,
    id: u32,
    in_english: bool,
) -> Reply<Option<Exported>> {
    program
        .run(move |program| {
            program.refuse_unless_may(Operation::Import(None))?;
            exports::save_import_errors(&app, &*program.rehearsals.with_rows_left_out(id)?, in_english)
        })
        .await
}

/// Lets a rehearsal go.
#[tauri::command]
pub(crate) fn discard_rehearsal(program: State<'_, Program>, id: u32) {
    program.rehearsals.discard(id);
}

/// Returns every import, newest first.
#[tauri::command]
pub(crate) async fn list_imports(program: State<'_, Program>) -> Reply<Vec<ImportHistoryEntry>> {
    program.run(Program::import_history).await
}

/// Writes the file of an import, as it was, to where the user says; returns where.
#[tauri::command]
pub(crate) async fn save_import_original(
    app: AppHandle,
    program: State<'_, Program>,
    seq: i64,
) -> Reply<Option<String>> {
    program.run(move |program| program.save_import_original(&app, seq)).await
}

/// Writes the rows of a list to a file that the user names.
#[tauri::command]
pub(crate) async fn export_list(
    app: AppHandle,
    program: State<'_, Program>,
    noun: Noun,
    query: ListQuery,
    progress: Channel<Progress>,
) -> Reply<Option<Exported>> {
    program.watch(progress, move |program, watch| program.export(&app, noun, &query, watch)).await
}

/// Writes columns of a list, in their order, to a file that the user names.
#[tauri::command]
pub(crate) async fn export_columns(
    app: AppHandle,
    program: State<'_, Program>,
    noun: Noun,
    query: ListQuery,
    columns: Vec<LayoutColumn>,
    format: LayoutFormat,
    progress: Channel<Progress>,
) -> Reply<Option<Exported>> {
    let list = Listed { noun, query };
    program
        .watch(progress, move |program, watch| program.export_columns(&app, &list, &columns, format, watch))
        .await
}

/// Writes the empty workbook of a noun to a file that the user names.
#[tauri::command]
pub(crate) async fn save_template(
    app: AppHandle,
    program: State<'_, Program>,
    noun: Noun,
) -> Reply<Option<Exported>> {
    program.run(move |_| exports::save_template(&app, noun)).await
}

/// Shows a file in the file manager.
#[tauri::command]
pub(crate) async fn show_in_folder(program: State<'_, Program>, path: String) -> Reply<()> {
    program.run(move |_| exports::show_in_folder(path)).await
}
