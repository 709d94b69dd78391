//! What a sheet says of its rows and columns besides their cells.

use std::collections::{HashMap, HashSet};

use super::Refusal;

/// Merged cells, hidden rows and columns, and what the reader of cells passes over. All rows and
/// columns are 0-based.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Cells merged with those below, by row and column of the uppermost: the last row. Of cells
    /// merged to the right, too, only the first column counts: a value filled into the next
    /// column would be one of another field.
    merged: HashMap<(u32, u32), u32>,
    pub(super) hidden_rows: HashSet<u32>,
    /// First and last of columns side by side.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Formulas that end in an error, by row and column, in order: of .xlsb alone.
    pub(super) errors: Vec<((u32, u32), &'static str)>,
}

/// More merged cells than anybody draws; a file that says so is made to do harm.
const MOST_MERGED: usize = 500_000;

impl Layout {
    /// Adds merged cells by the first of them and their last row.
    pub(super) fn merge(&mut self, first: (u32, u32), last_row: u32) -> Result<(), Refusal> {
        if last_row > first.0 {
            self.merged.insert(first, last_row);
        }
        if self.merged.len() > MOST_MERGED {
            return Err(Refusal::Rejected("more merged cells than anybody draws".to_owned()));
        }
        Ok(())
    }

    /// Returns the last row of the merged cells that begin here.
    pub(super) fn merged_to(&self, row: u32, column: u32) -> Option<u32> {
        if self.merged.is_empty() { None } else { self.merged.get(&(row, column)).copied() }
    }
}
