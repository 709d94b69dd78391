//! Two columns for one field.

use super::Labelled;
use crate::template::{ColumnType, RANK_OF_CONTAINED, Template};

/// Leaves one column to each field, where it is clear which; returns the label of the first that
/// two columns claim alike.
///
/// The label itself goes before an alias, and an exact label before one that only contains it. Of
/// the ways to refer to a record, the first of the template is taken. Otherwise two columns are an
/// error: nobody can say which amount was meant. The columns left out stay, shown as unused.
pub(super) fn resolve(template: &Template, columns: &mut [Labelled]) -> Option<String> {
    for at in 0..columns.len() {
        let Some(found) = columns[at].found else { continue };
        let rivals: Vec<usize> = (0..columns.len())
            .filter(|other| {
                let other = columns[*other].found;
                other.is_some_and(|other| (other.column, other.ordinal) == (found.column, found.ordinal))
            })
            .collect();
        if rivals.len() == 1 {
            continue;
        }
        let rank = |index: usize| columns[index].found.map_or(usize::MAX, |found| found.rank);
        let best = rivals.iter().copied().min_by_key(|index| rank(*index)).unwrap_or(at);
        let tied = rivals.iter().filter(|index| rank(**index) == rank(best)).count() > 1;
        let kind = template.columns[found.column].kind;
        let others_contain = rivals.iter().all(|index| *index == best || rank(*index) >= RANK_OF_CONTAINED);
        let is_first = kind == ColumnType::Reference || rank(best) == 0 || others_contain;
        let is_clear = kind == ColumnType::Ignored || (!tied && is_first);
        if is_clear {
            for rival in rivals.into_iter().filter(|rival| *rival != best) {
                columns[rival].found = None;
            }
        } else {
            return Some(columns[best].label.clone());
        }
    }
    None
}
