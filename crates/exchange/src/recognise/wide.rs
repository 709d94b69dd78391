//! Tables with a column for each month, in which every filled cell is a record.

use super::attempt::Labelled;
use crate::template::{Match, Ordinal, Template};

/// Decides whether a sheet is such a table, and leaves the columns out that it is none by; returns
/// the columns of the template that the periods stand for.
///
/// Where each row already says amount and date, the months beside them are something else; where it
/// does not say both, what is called an amount is the total of the months.
pub(super) fn settle(template: &Template, columns: &mut [Labelled]) -> Vec<usize> {
    let is_period = |found: Match| template.columns[found.column].ordinal == Some(Ordinal::Period);
    let Some(period) = columns.iter().filter_map(|column| column.found).find(|found| is_period(*found))
    else {
        return Vec::new();
    };
    let stands_for =
        |at: usize| template.columns[period.column].stands_for.contains(&template.columns[at].field);
    let stood_for: Vec<usize> = (0..template.columns.len()).filter(|at| stands_for(*at)).collect();
    let is_there =
        |at: &usize| columns.iter().any(|column| column.found.is_some_and(|found| found.column == *at));
    let is_long = stood_for.iter().all(is_there);
    for column in columns {
        let out = |found: Match| if is_long { is_period(found) } else { stood_for.contains(&found.column) };
        if column.found.is_some_and(out) {
            column.found = None;
        }
    }
    if is_long { Vec::new() } else { stood_for }
}
