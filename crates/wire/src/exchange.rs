//! Import and export, as the screens ask for them.

use domain::Noun;
use domain::exchange::{CellChange, Counts, EarlierImport, ImportSummary, Issue, RowAction};
use domain::journal::JournalEntry;
use domain::plan::{ColumnMatch, ImportDraft, ImportPlan, RememberedMapping, RememberedValue};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file on the desk: taken apart, and nothing decided yet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OpenedFile {
    /// The number under which the program keeps it, and every rehearsal of it.
    pub id: u32,
    pub file: String,
    pub sheets: Vec<SheetView>,
    /// The encoding in which a text file was read; none for a workbook.
    pub encoding: Option<String>,
    /// The newest import in force of the same bytes, of whatever kind.
    pub already_imported: Option<EarlierImport>,
    /// What was decided about the same bytes before; none where nothing was.
    pub draft: Option<ImportDraft>,
}

/// One sheet of a file; a text file is one sheet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SheetView {
    pub name: String,
    /// Filled rows.
    pub rows: u32,
    pub columns: u32,
    pub hidden: bool,
    /// Rows that are hidden or filtered out; they are read all the same.
    pub hidden_rows: u32,
    /// The kind that it looks like; none where it has no header that fits one.
    pub kind: Option<Noun>,
}

/// A row of a sheet as it stands in the file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FileRow {
    /// The 1-based row of the sheet.
    pub row: u32,
    /// Every cell up to the last filled one.
    pub cells: Vec<String>,
}

/// Everything that imports remember.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportMemory {
    pub mappings: Vec<RememberedMapping>,
    pub values: Vec<RememberedValue>,
}

/// A rehearsed import, kept until it is committed or discarded.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Rehearsal {
    pub id: u32,
    pub summary: ImportSummary,
    /// What was rehearsed, to be changed and rehearsed again.
    pub plan: ImportPlan,
}

/// What the import of all sheets of a file does, or did.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SheetsImport {
    /// What became of each sheet, in the order of the import.
    pub parts: Vec<ImportSummary>,
    /// The first of what keeps rows from being imported.
    pub errors: Vec<Issue>,
}

/// Which rows of a rehearsal to show.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RehearsalQuery {
    pub id: u32,
    /// Only rows with these actions; empty shows all.
    pub actions: Vec<RowAction>,
    pub offset: u32,
    pub limit: u32,
}

/// One row of the sheet with what becomes of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RehearsalRow {
    pub row: u32,
    /// Of a table with a column for each month, the position among the columns of the month that
    /// the record stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub column: Option<u32>,
    pub action: RowAction,
    pub key: Option<String>,
    /// The texts of the cells, one for each column of the summary.
    pub cells: Vec<String>,
    /// The places of the cells that stand as a person wrote them, or as it was decided earlier.
    pub amended: Vec<u32>,
    pub changes: Vec<CellChange>,
    pub issues: Vec<Issue>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct RehearsalPage {
    pub rows: Vec<RehearsalRow>,
    pub count: u32,
}

/// One import in the history.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportHistoryEntry {
    pub entry: JournalEntry,
    pub kind: Noun,
    pub sheet: String,
    pub counts: Counts,
    /// What its columns were taken for.
    pub columns: Vec<ColumnMatch>,
    /// The file name of the backup that was made before it.
    pub backup: Option<String>,
    /// How many bytes its file has; none where the ledger does not keep it.
    pub original_bytes: Option<i64>,
    /// The number under which the rows that it left out are kept, until the program ends.
    pub left_out: Option<u32>,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Exported {
    pub path: String,
    pub rows: i64,
}
