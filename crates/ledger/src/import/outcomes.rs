//! What became of every row, in little room.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use domain::exchange::{CellChange, RowAction, RowOutcome};

/// What became of every data row, in the order of the sheet. Clones share it.
///
/// A file may have a million rows: a row is a few bytes here, its key stands in one long text, and
/// only updates have more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes(Arc<Table>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Table {
    lines: Vec<Line>,
    /// The keys of all rows, one after the other.
    keys: String,
    /// The cells that a row changes, by the number of the row and the column of the month.
    changes: HashMap<(u32, Option<u16>), Vec<CellChange>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    row: u32,
    column: Option<u16>,
    /// Where its key begins; it is empty where the record has none.
    key_at: u32,
    key_length: u32,
    action: RowAction,
}

impl Outcomes {
    /// Returns how many data rows there are.
    pub fn len(&self) -> usize {
        self.0.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.lines.is_empty()
    }

    /// Returns what became of one row, counted from 0.
    pub fn get(&self, index: usize) -> Option<RowOutcome> {
        self.0.lines.get(index).map(|line| self.0.outcome(*line))
    }

    /// Returns what was done with every row, in order.
    pub fn actions(&self) -> impl Iterator<Item = RowAction> {
        self.0.lines.iter().map(|line| line.action)
    }

    /// Returns every row, in order.
    pub fn iter(&self) -> impl Iterator<Item = RowOutcome> {
        self.0.lines.iter().map(|line| self.0.outcome(*line))
    }
}

impl Table {
    fn outcome(&self, line: Line) -> RowOutcome {
        let key = self.keys.get(line.key()).filter(|key| !key.is_empty());
        RowOutcome {
            row: line.row,
            column: line.column.map(u32::from),
            action: line.action,
            key: key.map(str::to_owned),
            changes: self.changes.get(&(line.row, line.column)).cloned().unwrap_or_default(),
        }
    }
}

impl Line {
    fn key(self) -> Range<usize> {
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        place(self.key_at)..place(self.key_at).saturating_add(place(self.key_length))
    }
}

/// The outcomes of the rows done so far, in the order in which they were done.
#[derive(Debug, Default)]
pub(super) struct Gathering(Table);

impl Gathering {
    pub(super) fn push(&mut self, outcome: RowOutcome) {
        let RowOutcome { row, column, action, key, changes } = outcome;
        let column = column.and_then(|column| u16::try_from(column).ok());
        let key = key.unwrap_or_default();
        let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let (key_at, key_length) = (number(self.0.keys.len()), number(key.len()));
        self.0.keys.push_str(&key);
        self.0.lines.push(Line { row, column, key_at, key_length, action });
        if !changes.is_empty() {
            self.0.changes.insert((row, column), changes);
        }
    }

    /// Puts the rows into the order of the sheet: those that waited for a later one ended out of it.
    pub(super) fn in_order(mut self) -> Outcomes {
        self.0.lines.sort_by_key(|line| line.row);
        self.0.lines.shrink_to_fit();
        self.0.keys.shrink_to_fit();
        Outcomes(Arc::new(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(row: u32, action: RowAction, key: Option<&str>) -> RowOutcome {
        RowOutcome { row, column: None, action, key: key.map(str::to_owned), changes: Vec::new() }
    }

    #[test]
    fn rows_come_back_in_the_order_of_the_sheet_with_all_they_had() {
        let change =
            CellChange { column: "金额".to_owned(), at: 2, old: None, new: Some("1.00".to_owned()) };
        let rows = [
            outcome(7, RowAction::Insert, Some("合同-7")),
            RowOutcome { changes: vec![change], ..outcome(5, RowAction::Update, Some("HT-5")) },
            outcome(6, RowAction::Skipped, None),
        ];
        let mut gathering = Gathering::default();
        rows.iter().cloned().for_each(|row| gathering.push(row));
        let outcomes = gathering.in_order();
        assert_eq!(outcomes.iter().collect::<Vec<_>>(), [rows[1].clone(), rows[2].clone(), rows[0].clone()]);
        assert_eq!(outcomes.get(2), Some(rows[0].clone()));
        assert_eq!((outcomes.get(3), outcomes.len()), (None, 3));
    }
}
