//! Two columns for one field.

use domain::reading::Basis;

use super::attempt::Labelled;
use crate::template::{ColumnType, Match, Template};

/// A field that two columns claim alike.
#[derive(Debug)]
pub(super) struct Repeated {
    /// The column of the template.
    pub(super) column: usize,
    pub(super) label: String,
}

/// Leaves one column to each field, where it is clear which; returns the fields that two columns
/// claim alike, each with the label of the first of them.
///
/// What a person chose goes before what the label says, the label itself before an alias, and an
/// exact label before one that only contains it. Of the ways to refer to a record, the first of
/// the template is taken. Otherwise neither column is used: nobody can say which amount was meant.
/// The columns left out stay, shown as unused.
pub(super) fn resolve(template: &Template, columns: &mut [Labelled]) -> Vec<Repeated> {
    let mut repeated = Vec::new();
    for at in 0..columns.len() {
        let Some(found) = columns[at].found else { continue };
        let rivals = rivals(columns, found);
        if rivals.len() == 1 {
            continue;
        }
        if let Some(best) = winner(template, columns, &rivals) {
            leave_out(columns, rivals.into_iter().filter(|rival| *rival != best));
        } else {
            repeated.push(Repeated { column: found.column, label: columns[rivals[0]].label.clone() });
            leave_out(columns, rivals.into_iter());
        }
    }
    repeated
}

fn rivals(columns: &[Labelled], found: Match) -> Vec<usize> {
    let is_same = |other: Match| (other.column, other.ordinal) == (found.column, found.ordinal);
    (0..columns.len()).filter(|index| columns[*index].found.is_some_and(is_same)).collect()
}

/// Returns the column that has the best claim on a field; none where two claim it alike.
fn winner(template: &Template, columns: &[Labelled], rivals: &[usize]) -> Option<usize> {
    let claims = || rivals.iter().filter_map(|index| columns[*index].found.map(|found| (*index, found)));
    let (best, claim) = claims().min_by_key(|(_, found)| found.order())?;
    let kind = template.columns[claim.column].kind;
    let tied = claims().filter(|(_, found)| found.order() == claim.order()).count() > 1;
    let others_contain = claims().all(|(index, found)| index == best || found.basis == Basis::Contained);
    let is_first = kind == ColumnType::Reference || claim.basis <= Basis::Label || others_contain;
    (kind == ColumnType::Ignored || (!tied && is_first)).then_some(best)
}

fn leave_out(columns: &mut [Labelled], which: impl Iterator<Item = usize>) {
    for index in which {
        columns[index].found = None;
    }
}
