//! The error workbook of an import.

use std::path::Path;

use domain::exchange::{Issue, RowAction, RowOutcome, Severity};
use domain::plan::ColumnMatch;
use domain::reading::Unit;
use exchange::write::{BadRow, error_workbook};

use super::{Import, Report, ShownCell};
use crate::Result;

impl Import {
    /// Writes the rows that were not imported to a workbook of the file's own columns; returns how
    /// many. `explain` says in words what is wrong and what to do.
    pub fn write_errors(
        &self,
        report: &Report,
        to: &Path,
        explain: &dyn Fn(&Issue) -> String,
    ) -> Result<u64> {
        let labels: Vec<String> = report.summary.columns.iter().map(label_with_unit).collect();
        let unresolved = (0_u32..).zip(report.rows.iter()).filter(|(_, row)| is_unresolved(row));
        let rows: Vec<BadRow> = unresolved
            .map(|(index, row)| {
                let mut told = report.issues_of(&row);
                told.retain(|issue| issue.severity == Severity::Error);
                Ok(bad_row(self.cells(index)?, &report.summary.columns, &told, explain))
            })
            .collect::<Result<_>>()?;
        error_workbook(&report.summary.sheet, &labels, &rows, to)?;
        Ok(rows.len() as u64)
    }
}

/// Returns the label of a column with its unit, which may have stood above the header or have been
/// chosen: a workbook of its own must say it again.
fn label_with_unit(column: &ColumnMatch) -> String {
    let (sign, unit) = match column.unit {
        Unit::One => return column.label.clone(),
        Unit::TenThousand => ('万', "万元"),
        Unit::HundredMillion => ('亿', "亿元"),
        Unit::Percent => ('%', "%"),
    };
    if column.label.contains(sign) { column.label.clone() } else { format!("{}（{unit}）", column.label) }
}

fn is_unresolved(row: &RowOutcome) -> bool {
    matches!(row.action, RowAction::Error | RowAction::Conflict)
}

fn bad_row(
    cells: Vec<ShownCell>,
    columns: &[ColumnMatch],
    issues: &[&Issue],
    explain: &dyn Fn(&Issue) -> String,
) -> BadRow {
    let place = |issue: &Issue| columns.iter().position(|column| Some(column.column) == issue.at);
    let cells = cells.into_iter().map(|cell| cell.text).collect();
    let wrong = issues.iter().filter_map(|issue| Some((place(issue)?, explain(issue)))).collect();
    let told: Vec<String> = issues.iter().map(|issue| explain(issue)).collect();
    BadRow { cells, wrong, explanation: told.join("\n") }
}
