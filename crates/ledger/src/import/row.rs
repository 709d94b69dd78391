//! One row of the file, by the names of its fields.

use exchange::{Cell, Column, Field, ImportRow, Part, Recognition, Value};

/// A row together with what its columns mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowView<'a> {
    pub(super) recognition: &'a Recognition,
    pub(super) row: &'a ImportRow,
}

impl<'a> RowView<'a> {
    /// Returns every cell of a column that has a meaning.
    pub(super) fn cells(self) -> impl Iterator<Item = (&'a Column, Field, &'a Cell)> {
        let columns = self.recognition.columns.iter().zip(&self.row.cells);
        columns.filter_map(|(column, cell)| column.field.map(|field| (column, field, cell)))
    }

    /// Returns the value of a field; none where the cell is empty, bad or not there.
    pub(super) fn value(self, field: &str) -> Option<&'a Value> {
        let found = self.cells().find(|(_, known, _)| known.name == field);
        found.and_then(|(_, _, cell)| cell.value.as_ref().ok()?.as_ref())
    }

    pub(super) fn integer(self, field: &str) -> Option<i64> {
        match self.value(field) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// Returns the place among the columns and the text of a field's cell.
    pub(super) fn text_at(self, field: &str) -> Option<(usize, &'a str)> {
        let place = self.recognition.position(field)?;
        Some((place, self.row.cells.get(place)?.text.as_str()))
    }

    /// Returns the column and the text of a field's cell; of a field that the column of a month
    /// stands for, that column.
    pub(super) fn cell(self, field: &str) -> Option<(&'a Column, &'a Cell)> {
        let found = self.cells().find(|(_, known, _)| known.name == field);
        found
            .map(|(column, _, cell)| (column, cell))
            .or_else(|| self.period().filter(|_| is_of_period(field)))
    }

    /// Returns the column and the text of the cell under a label.
    pub(super) fn labelled(self, label: &str) -> Option<(&'a Column, &'a Cell)> {
        let columns = self.recognition.columns.iter().zip(&self.row.cells);
        columns.filter(|(column, _)| column.label == label).max_by_key(|(_, cell)| cell.value.is_err())
    }

    /// Whether a field is filled, be it by the column of a month.
    pub(super) fn states(self, field: &str) -> bool {
        self.value(field).is_some() || (is_of_period(field) && self.period().is_some())
    }

    /// Returns the position of the month's column, of a table with a column for each.
    pub(super) fn column(self) -> Option<u32> {
        match self.row.part {
            Part::Of(at) => u32::try_from(at).ok(),
            Part::Whole | Part::Beside => None,
        }
    }

    fn period(self) -> Option<(&'a Column, &'a Cell)> {
        let at = usize::try_from(self.column()?).ok()?;
        self.recognition.columns.get(at).zip(self.row.cells.get(at))
    }
}

/// Returns the field of the record that a column fills: that of a month fills the amount.
pub(super) fn field_filled_by(column: &str) -> &str {
    if column == "paid_in" { "amount" } else { column }
}

/// Whether the column of a month says what a field of its payment is.
fn is_of_period(field: &str) -> bool {
    matches!(field, "amount" | "paid_on")
}
