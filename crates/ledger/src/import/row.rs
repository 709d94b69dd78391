//! One row of the file, by the names of its fields.

use exchange::{Cell, Column, Field, ImportRow, Recognition, Value};

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

    /// Returns the column and the text of a field's cell.
    pub(super) fn cell(self, field: &str) -> Option<(&'a Column, &'a Cell)> {
        self.cells().find(|(_, known, _)| known.name == field).map(|(column, _, cell)| (column, cell))
    }
}
