//! Rehearsed imports, kept until they are committed or discarded.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ledger::domain::exchange::{Issue, RowAction};
use ledger::import::{Import, ImportFile, Report};
use wire::exchange::{Rehearsal, RehearsalPage, RehearsalQuery, RehearsalRow};

use crate::failure::{Error, Result};

/// How many are kept; a screen that forgets to discard one must not fill the memory.
const KEPT: usize = 8;

/// The rehearsals of this run, by number.
#[derive(Debug, Default)]
pub(crate) struct Rehearsals {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    newest: u32,
    /// The files on the desk. A rehearsal has the number of its file.
    files: BTreeMap<u32, ImportFile>,
    by_id: BTreeMap<u32, Arc<Rehearsed>>,
    /// Imports that left rows out: what is needed to write those to a workbook.
    imported: BTreeMap<u32, LeftOut>,
}

/// What an import left out.
#[derive(Debug)]
struct LeftOut {
    /// Its entry in the journal.
    seq: Option<i64>,
    rehearsed: Arc<Rehearsed>,
}

/// One planned import with what its import would do.
#[derive(Debug)]
pub(crate) struct Rehearsed {
    pub(crate) import: Import,
    report: Report,
}

impl Rehearsals {
    /// Keeps a file, and lets the oldest go where there are too many; returns its number.
    pub(crate) fn keep_file(&self, file: ImportFile) -> u32 {
        let mut kept = self.lock();
        kept.newest += 1;
        let id = kept.newest;
        kept.files.insert(id, file);
        while kept.files.len() > KEPT {
            kept.files.pop_first();
        }
        let oldest = kept.files.keys().next().copied().unwrap_or(id);
        kept.by_id.retain(|known, _| *known >= oldest);
        id
    }

    /// Returns a file that is still kept.
    pub(crate) fn file(&self, id: u32) -> Result<ImportFile> {
        self.lock().files.get(&id).cloned().ok_or(Error::RehearsalGone)
    }

    /// Keeps a rehearsal of a file in the place of the one before.
    pub(crate) fn keep(&self, id: u32, import: Import, report: Report) -> Rehearsal {
        let summary = report.summary.clone();
        let plan = import.plan().clone();
        let mut kept = self.lock();
        kept.by_id.insert(id, Arc::new(Rehearsed { import, report }));
        Rehearsal { id, summary, plan }
    }

    /// Lets the rehearsal of a file go, but not the file.
    pub(crate) fn forget(&self, id: u32) {
        self.lock().by_id.remove(&id);
    }

    /// Returns a rehearsal that is still kept.
    pub(crate) fn get(&self, id: u32) -> Result<Arc<Rehearsed>> {
        self.lock().by_id.get(&id).cloned().ok_or(Error::RehearsalGone)
    }

    /// Keeps of an import what it left out, in the place of its rehearsal.
    pub(crate) fn keep_left_out(&self, id: u32, seq: Option<i64>) {
        let mut kept = self.lock();
        kept.files.remove(&id);
        let left_out = kept.by_id.remove(&id).filter(|rehearsed| rehearsed.leaves_rows_out());
        kept.imported.extend(left_out.map(|rehearsed| (id, LeftOut { seq, rehearsed })));
        while kept.imported.len() > KEPT {
            kept.imported.pop_first();
        }
    }

    /// Returns a rehearsal, or an import that left rows out, that is still kept.
    pub(crate) fn with_rows_left_out(&self, id: u32) -> Result<Arc<Rehearsed>> {
        let kept = self.lock();
        let imported = || kept.imported.get(&id).map(|left_out| &left_out.rehearsed);
        kept.by_id.get(&id).or_else(imported).cloned().ok_or(Error::RehearsalGone)
    }

    /// Returns the number under which an import's rows that it left out are still kept.
    pub(crate) fn left_out_by(&self, seq: i64) -> Option<u32> {
        let kept = self.lock();
        kept.imported.iter().find(|(_, left_out)| left_out.seq == Some(seq)).map(|(id, _)| *id)
    }

    /// Lets a rehearsal go; one that is gone already is no error.
    pub(crate) fn discard(&self, id: u32) {
        let mut kept = self.lock();
        kept.files.remove(&id);
        kept.by_id.remove(&id);
    }

    /// Lets all go, because they belong to another ledger.
    pub(crate) fn clear(&self) {
        let mut kept = self.lock();
        kept.files.clear();
        kept.by_id.clear();
        kept.imported.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rehearsed {
    /// Writes the rows that are not imported to a workbook of the file's own columns; returns how
    /// many.
    pub(crate) fn write_errors(&self, to: &Path, in_english: bool) -> Result<u64> {
        let explain = |issue: &Issue| issue.message(in_english);
        Ok(self.import.write_errors(&self.report, to, &explain)?)
    }

    fn leaves_rows_out(&self) -> bool {
        let counts = &self.report.summary.counts;
        counts.error + counts.conflict > 0
    }

    /// Returns one page of the rows, with the cells of the file.
    pub(crate) fn page(&self, query: &RehearsalQuery) -> Result<RehearsalPage> {
        let chosen = choose(self.report.rows.actions(), &query.actions);
        let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
        let rows = chosen.into_iter().skip(to_usize(query.offset)).take(to_usize(query.limit));
        Ok(RehearsalPage {
            rows: rows.filter_map(|index| self.row(index).transpose()).collect::<Result<_>>()?,
            count,
        })
    }

    fn row(&self, index: u32) -> Result<Option<RehearsalRow>> {
        let Some(outcome) = self.report.rows.get(to_usize(index)) else { return Ok(None) };
        let cells = self.import.cells(index)?;
        let amended = (0_u32..).zip(&cells).filter(|(_, cell)| cell.amended).map(|(place, _)| place);
        let issues = self.report.issues_of(&outcome).into_iter().cloned().collect();
        Ok(Some(RehearsalRow {
            row: outcome.row,
            column: outcome.column,
            action: outcome.action,
            key: outcome.key,
            amended: amended.collect(),
            cells: cells.into_iter().map(|cell| cell.text).collect(),
            changes: outcome.changes,
            issues,
        }))
    }
}

/// Returns the places of the rows with one of the actions; no action means all.
fn choose(rows: impl Iterator<Item = RowAction>, wanted: &[RowAction]) -> Vec<u32> {
    let fits = |action: &RowAction| wanted.is_empty() || wanted.contains(action);
    (0_u32..).zip(rows).filter(|(_, action)| fits(action)).map(|(index, _)| index).collect()
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_chosen_by_action_and_keep_their_place() {
        let rows = [RowAction::Insert, RowAction::Error, RowAction::Skipped, RowAction::Error];
        let chosen = |wanted| choose(rows.into_iter(), wanted);
        assert_eq!(chosen(&[]), [0, 1, 2, 3]);
        assert_eq!(chosen(&[RowAction::Error]), [1, 3]);
        assert_eq!(chosen(&[RowAction::Skipped, RowAction::Insert]), [0, 2]);
        assert!(chosen(&[RowAction::Conflict]).is_empty());
    }

    #[test]
    fn a_rehearsal_that_is_not_kept_is_refused() {
        let rehearsals = Rehearsals::default();
        assert!(matches!(rehearsals.get(1), Err(Error::RehearsalGone)));
        assert!(matches!(rehearsals.with_rows_left_out(1), Err(Error::RehearsalGone)));
        rehearsals.keep_left_out(1, None);
        assert_eq!(rehearsals.left_out_by(1), None);
        rehearsals.discard(1);
    }
}
