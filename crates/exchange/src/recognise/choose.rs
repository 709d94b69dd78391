//! What a person takes the columns for.

use std::collections::HashMap;

use domain::reading::{Basis, ColumnChoice, Reading};
use sha2::{Digest, Sha256};

use super::attempt::Labelled;
use crate::own::Names;
use crate::template::{ColumnType, Match, Template};
use crate::{Error, Result, digest, label};

/// Puts the choices in the place of what the labels say: those for this file, then remembered ones.
///
/// A remembered choice that names a field which no longer exists is passed over; one made for this
/// file is an error of the caller.
pub(super) fn apply(template: &Template, columns: &mut [Labelled], reading: &Reading) -> Result<()> {
    for (index, choice) in &reading.columns {
        let column = columns.iter_mut().find(|column| column.index == *index);
        let known = column.is_some_and(|column| take(template, column, choice, Basis::Chosen));
        if !known && reading.kind == Some(template.kind) {
            return Err(Error::ChoiceInvalid { choice: format!("{index}: {choice:?}") });
        }
    }
    if reading.remembered.is_empty() {
        return Ok(());
    }
    let keys = keys(labels(columns));
    for (column, key) in columns.iter_mut().zip(keys) {
        let chosen = reading.columns.contains_key(&column.index);
        if let Some(choice) = reading.remembered.get(&key).filter(|_| !chosen) {
            take(template, column, choice, Basis::Remembered);
        }
    }
    Ok(())
}

/// Returns whether the choice makes sense for the template.
fn take(template: &Template, column: &mut Labelled, choice: &ColumnChoice, basis: Basis) -> bool {
    let ColumnChoice::Field { field, ordinal, unit } = choice else {
        column.found = None;
        column.left_out = Some(basis);
        return true;
    };
    let known = template.columns.iter().position(|known| known.field == *field && !known.is_identity());
    let Some(at) = known.filter(|at| template.columns[*at].ordinal.is_some() == ordinal.is_some()) else {
        return false;
    };
    let unit = unit.or_else(|| label::normalise(&column.label).unit);
    column.found = Some(Match { column: at, ordinal: *ordinal, unit, basis, rank: 0 });
    column.left_out = None;
    true
}

fn labels(columns: &[Labelled]) -> Vec<String> {
    columns.iter().map(|column| column.label.clone()).collect()
}

/// Returns the key under which the choice for each label is remembered: the label as it is
/// compared, with its unit; numbered where a header has it more than once.
pub(super) fn keys(labels: Vec<String>) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let key = |label: String| {
        let normal = label::normalise(&label);
        let unit = normal.unit.map(|unit| format!("|{unit:?}")).unwrap_or_default();
        let key = format!("{}{unit}", normal.text);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        if *count == 1 { key } else { format!("{key}#{count}") }
    };
    labels.into_iter().map(key).collect()
}

/// Columns that this program adds to a clerk's own: a corrected error workbook has the same header
/// as the file it came from.
const NOTES: [&str; 2] = ["错误说明", "模板说明"];

/// Returns the SHA-256 of what makes a header the same as another one: the kind and the keys of its
/// columns in order. Columns of a year or a number are left out, so that a further month leaves a
/// header what it was.
pub(super) fn fingerprint(template: &Names<'_>, columns: &[Labelled]) -> String {
    let mut hash = Sha256::new();
    hash.update(template.kind.name());
    for (column, key) in columns.iter().zip(keys(labels(columns))) {
        let named = template.find(&column.label);
        let is_repeated = named.is_some_and(|found| found.ordinal.is_some());
        let is_ignored =
            named.is_some_and(|found| template.columns[found.column].kind == ColumnType::Ignored);
        let is_note = NOTES.contains(&label::normalise(&column.label).text.as_str());
        if !is_repeated && !is_ignored && !is_note {
            hash.update("\n");
            hash.update(key);
        }
    }
    digest::hex(&hash.finalize())
}
