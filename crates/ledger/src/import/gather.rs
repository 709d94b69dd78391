//! What an import has to tell, gathered row by row.

use domain::exchange::{Counts, Issue, RowAction, RowOutcome, Severity};
use domain::plan::UnknownSupplier;
use domain::{Code, Problem};

use super::file::column_number;
use super::outcomes::{Gathering, Outcomes};
use super::row::RowView;
use super::words::Words;

/// Issues that are told one by one: more than anybody corrects by hand, and few enough to hold
/// where a million rows of the wrong file are all wrong.
const TOLD: usize = 100_000;

/// Outcomes and issues of the rows done so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    rows: Gathering,
    /// The last row of the sheet that ended.
    last_row: u32,
    issues: Vec<Issue>,
    /// Issues beyond those that are told.
    untold: u64,
    pub(super) counts: Counts,
    pub(super) suppliers: Vec<UnknownSupplier>,
    pub(super) words: Words,
}

impl Gathered {
    /// Counts a row that ended.
    pub(super) fn end(&mut self, outcome: RowOutcome) {
        self.counts.add(outcome.action);
        self.last_row = self.last_row.max(outcome.row);
        self.rows.push(outcome);
    }

    /// Adds every problem of a row as errors, and ends the row.
    pub(super) fn reject(&mut self, view: RowView<'_>, key: Option<String>, problems: Vec<Problem>) {
        self.words.note_unknown(view, &problems);
        for problem in problems {
            self.tell(view, problem, Severity::Error);
        }
        self.end(outcome(view, RowAction::Error, key));
    }

    /// Ends a row whose record changed since the file was exported.
    pub(super) fn conflict(&mut self, view: RowView<'_>, key: Option<String>) {
        let known = key.clone().unwrap_or_default();
        let problem = Problem::new(Code::RowChangedSinceExport).param("value", &known);
        self.tell(view, problem, Severity::Error);
        self.end(outcome(view, RowAction::Conflict, key));
    }

    /// Ends a row that is no record, and says why.
    pub(super) fn skip(&mut self, view: RowView<'_>, code: Code) {
        self.tell(view, Problem::new(code), Severity::Warning);
        self.end(outcome(view, RowAction::Skipped, None));
    }

    /// Adds things to know about a row that is imported all the same.
    pub(super) fn warn(&mut self, view: RowView<'_>, problems: Vec<Problem>) {
        for problem in problems {
            self.tell(view, problem, Severity::Warning);
        }
    }

    /// Returns the outcomes and the issues in the order of the sheet: rows that waited for a later
    /// one ended out of it.
    pub(super) fn in_order(mut self, sheet: &str) -> (Outcomes, Vec<Issue>) {
        self.issues.sort_by_key(|issue| issue.row);
        self.issues.extend((self.untold > 0).then(|| Issue {
            sheet: sheet.to_owned(),
            row: self.last_row,
            column: None,
            at: None,
            value: None,
            code: Code::ImportMoreProblems,
            severity: Severity::Warning,
            params: [("count".to_owned(), self.untold.to_string())].into(),
        }));
        (self.rows.in_order(), self.issues)
    }

    fn tell(&mut self, view: RowView<'_>, problem: Problem, severity: Severity) {
        if self.issues.len() < TOLD {
            self.issues.push(issue(view, problem, severity));
        } else {
            self.untold += 1;
        }
    }
}

/// Returns an outcome without changes.
pub(super) fn outcome(view: RowView<'_>, action: RowAction, key: Option<String>) -> RowOutcome {
    RowOutcome { row: view.row.number, column: view.column(), action, key, changes: Vec::new() }
}

/// Says of a problem where in the file it stands: the cell of its field, with its text.
fn issue(view: RowView<'_>, problem: Problem, severity: Severity) -> Issue {
    let mut params = problem.params;
    let labelled = params.remove(COLUMN).and_then(|label| view.labelled(&label));
    let cell = labelled.or_else(|| problem.field.as_deref().and_then(|field| view.cell(column_of(field))));
    if let Some(field) = &problem.field {
        let label = cell.map_or(field.as_str(), |(column, _)| column.label.as_str());
        params.entry("field".to_owned()).or_insert_with(|| label.to_owned());
    }
    Issue {
        sheet: view.recognition.sheet.clone(),
        row: view.row.number,
        column: cell.map(|(column, _)| column.label.clone()),
        at: cell.map(|(column, _)| column_number(column)),
        value: cell.map(|(_, cell)| cell.text.clone()),
        code: problem.code,
        severity,
        params,
    }
}

/// The label of the column in which a problem stands, where the field alone does not tell: a score
/// has a column for each year.
pub(super) const COLUMN: &str = "column";

/// Returns the field of a template that fills a field of a record.
pub(super) fn column_of(field: &str) -> &str {
    field.strip_suffix("_id").unwrap_or(field)
}
