//! Imports, from the chosen file to the commit.

use std::path::Path;
use std::sync::Arc;

use ledger::Watch;
use ledger::domain::access::Operation;
use ledger::domain::exchange::{ImportSummary, Severity};
use ledger::domain::plan::{ImportPlan, Proposal};
use ledger::domain::reading::Reading;
use ledger::import::{ImportFile, PastImport, Remembered, SheetInfo, SheetsDeed};
use tauri::AppHandle;
use wire::exchange::{
    FileRow, ImportHistoryEntry, ImportMemory, OpenedFile, Rehearsal, SheetView, SheetsImport,
};

use crate::dialogs;
use crate::failure::Result;
use crate::program::Program;
use crate::rehearsals::Rehearsed;

/// Rows of a file that are shown at a time.
const MOST_ROWS: u32 = 500;
/// Errors of several sheets that are told: whoever has more mends them sheet by sheet.
const MOST_ERRORS: usize = 100;

impl Program {
    /// Takes a file apart and keeps it.
    pub(crate) fn open_import_file(
        &self,
        path: &str,
        encoding: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<OpenedFile> {
        let ledger = self.ledger()?;
        self.opened(ledger.open_file(Path::new(path), encoding, watch)?)
    }

    /// Takes a block of cells that was pasted, and keeps it.
    pub(crate) fn open_pasted(&self, text: &str) -> Result<OpenedFile> {
        self.opened(self.ledger()?.open_pasted(text)?)
    }

    fn opened(&self, file: ImportFile) -> Result<OpenedFile> {
        let sheet = |sheet: &SheetInfo| SheetView {
            name: sheet.name.clone(),
            rows: sheet.rows,
            columns: sheet.columns,
            hidden: sheet.hidden,
            hidden_rows: sheet.hidden_rows,
            kind: sheet.kind,
        };
        let ledger = self.ledger()?;
        Ok(OpenedFile {
            file: file.name().to_owned(),
            sheets: file.sheets().iter().map(sheet).collect(),
            encoding: file.encoding().map(|encoding| encoding.name().to_owned()),
            already_imported: ledger.imported_before(&file)?,
            draft: ledger.import_draft(&file)?,
            id: self.rehearsals.keep_file(file),
        })
    }

    /// Returns a file that somebody opened, to whoever may import it.
    fn opened_file(&self, id: u32) -> Result<ImportFile> {
        self.refuse_unless_may(Operation::Import(None))?;
        self.rehearsals.file(id)
    }

    /// Returns a rehearsal that is kept, to whoever may import it.
    pub(crate) fn rehearsed(&self, id: u32) -> Result<Arc<Rehearsed>> {
        self.refuse_unless_may(Operation::Import(None))?;
        self.rehearsals.get(id)
    }

    /// Returns rows of a sheet as they stand in the file.
    pub(crate) fn import_file_rows(
        &self,
        id: u32,
        sheet: &str,
        from: u32,
        count: u32,
    ) -> Result<Vec<FileRow>> {
        let rows = self.opened_file(id)?.raw_rows(sheet, from, count.min(MOST_ROWS))?;
        Ok(rows.into_iter().map(|row| FileRow { row: row.number, cells: row.cells }).collect())
    }

    /// Tells how a sheet of an opened file would be understood.
    pub(crate) fn propose_import(&self, id: u32, reading: &Reading) -> Result<Proposal> {
        Ok(self.ledger()?.propose_import(&self.opened_file(id)?, reading)?)
    }

    /// Tells what the import of an opened file would do under a plan.
    pub(crate) fn rehearse_plan(&self, id: u32, plan: ImportPlan, watch: &dyn Watch) -> Result<Rehearsal> {
        let ledger = self.ledger()?;
        let file = self.opened_file(id)?;
        // What is held of the rehearsal before would be in the way of the next one.
        self.rehearsals.forget(id);
        let import = ledger.plan_import(&file, plan)?;
        ledger.keep_import_draft(&self.session(), &import);
        let report = ledger.rehearse_import(&self.session(), &import, watch)?;
        Ok(self.rehearsals.keep(id, import, report))
    }

    /// Imports every sheet of an opened file that looks like a kind, as one operation, or tells what
    /// that would do.
    pub(crate) fn import_sheets(
        &self,
        id: u32,
        plan: &ImportPlan,
        deed: SheetsDeed,
        watch: &dyn Watch,
    ) -> Result<SheetsImport> {
        let ledger = self.ledger()?;
        let file = self.opened_file(id)?;
        self.rehearsals.forget(id);
        let imports = ledger.plan_sheets(&file, plan)?;
        let reports = ledger.import_sheets(&self.session(), &imports, deed, watch)?;
        let issues = reports.iter().flat_map(|report| report.issues.iter());
        let errors = issues.filter(|issue| issue.severity == Severity::Error).take(MOST_ERRORS);
        Ok(SheetsImport {
            errors: errors.cloned().collect(),
            parts: reports.iter().map(|report| report.summary.clone()).collect(),
        })
    }

    /// Returns everything that imports remember.
    pub(crate) fn import_memory(&self) -> Result<ImportMemory> {
        let Remembered { mappings, values } = self.ledger()?.import_memory()?;
        Ok(ImportMemory { mappings, values })
    }

    /// Imports what was rehearsed; it is kept for another try where nothing was imported, and what
    /// was left out for its error workbook.
    pub(crate) fn commit(&self, id: u32, only_valid: bool, watch: &dyn Watch) -> Result<ImportSummary> {
        let rehearsed = self.rehearsed(id)?;
        let ledger = self.ledger()?;
        let report = ledger.commit_import(&self.session(), &rehearsed.import, only_valid, watch)?;
        if report.summary.committed {
            self.rehearsals.keep_left_out(id, report.summary.journal_seq);
        }
        Ok(report.summary)
    }

    /// Returns every import, newest first.
    pub(crate) fn import_history(&self) -> Result<Vec<ImportHistoryEntry>> {
        let with_left_out = |past: PastImport| ImportHistoryEntry {
            left_out: self.rehearsals.left_out_by(past.entry.seq),
            entry: past.entry,
            kind: past.summary.kind,
            sheet: past.summary.sheet,
            counts: past.summary.counts,
            columns: past.summary.columns,
            backup: past.summary.backup,
            original_bytes: past.original_bytes,
        };
        Ok(self.ledger()?.imports()?.into_iter().map(with_left_out).collect())
    }

    /// Writes the file of an import to where the user says; none where they change their mind.
    pub(crate) fn save_import_original(&self, app: &AppHandle, seq: i64) -> Result<Option<String>> {
        let ledger = self.ledger()?;
        let name = ledger.import_original(seq)?.name;
        let Some(path) = dialogs::save_file(app, &name, &[]) else { return Ok(None) };
        ledger.save_import_original(seq, &path)?;
        Ok(Some(path.display().to_string()))
    }
}
