//! Imports, from the chosen file to the commit.

use std::path::Path;

use ledger::Watch;
use ledger::domain::exchange::ImportSummary;
use ledger::domain::journal::JournalEntry;
use ledger::import::ImportOptions;
use wire::exchange::{ImportHistoryEntry, ImportRequest, Rehearsal};

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

    /// Imports what was rehearsed; it is kept for another try where nothing was imported.
    pub(crate) fn commit(&self, id: u32, only_valid: bool, watch: &dyn Watch) -> Result<ImportSummary> {
        let rehearsed = self.rehearsals.get(id)?;
        let ledger = self.opening.ledger()?;
        let report = ledger.commit_import(&self.session, &rehearsed.import, only_valid, watch)?;
        if report.summary.committed {
            self.rehearsals.discard(id);
        }
        Ok(report.summary)
    }

    /// Returns every import, newest first.
    pub(crate) fn import_history(&self) -> Result<Vec<ImportHistoryEntry>> {
        Ok(self.opening.ledger()?.imports()?.into_iter().map(history_entry).collect())
    }
}

fn history_entry((entry, summary): (JournalEntry, ImportSummary)) -> ImportHistoryEntry {
    ImportHistoryEntry { entry, kind: summary.kind, sheet: summary.sheet, counts: summary.counts }
}
