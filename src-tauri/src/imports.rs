//! Imports, from the chosen file to the commit.

use std::path::Path;

use ledger::Watch;
use ledger::domain::exchange::ImportSummary;
use ledger::import::{ImportOptions, PastImport};
use tauri::AppHandle;
use wire::exchange::{ImportHistoryEntry, ImportRequest, Rehearsal};

use crate::dialogs;
use crate::failure::Result;
use crate::program::Program;

impl Program {
    /// Opens a file and tells what its import would do.
    pub(crate) fn rehearse(&self, request: ImportRequest, watch: &dyn Watch) -> Result<Rehearsal> {
        let ledger = self.opening.ledger()?;
        let options = ImportOptions {
            kind: request.kind,
            sheet: request.sheet,
            encoding: request.encoding,
            mode: request.mode,
            create_suppliers: request.create_suppliers,
        };
        let import = ledger.open_import(Path::new(&request.path), &options, watch)?;
        let report = ledger.rehearse_import(&self.session, &import, watch)?;
        Ok(self.rehearsals.keep(import, report))
    }

    /// Imports what was rehearsed; it is kept for another try where nothing was imported, and what
    /// was left out for its error workbook.
    pub(crate) fn commit(&self, id: u32, only_valid: bool, watch: &dyn Watch) -> Result<ImportSummary> {
        let rehearsed = self.rehearsals.get(id)?;
        let ledger = self.opening.ledger()?;
        let report = ledger.commit_import(&self.session, &rehearsed.import, only_valid, watch)?;
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
        Ok(self.opening.ledger()?.imports()?.into_iter().map(with_left_out).collect())
    }

    /// Writes the file of an import to where the user says; none where they change their mind.
    pub(crate) fn save_import_original(&self, app: &AppHandle, seq: i64) -> Result<Option<String>> {
        let ledger = self.opening.ledger()?;
        let name = ledger.import_original(seq)?.name;
        let Some(path) = dialogs::save_file(app, &name, &[]) else { return Ok(None) };
        ledger.save_import_original(seq, &path)?;
        Ok(Some(path.display().to_string()))
    }
}
