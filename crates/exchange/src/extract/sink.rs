//! Takes the cells of a sheet in order and leaves its spool.

use std::ops::ControlFlow;
use std::path::Path;

use super::layout::Layout;
use super::{Progress, Refusal, Sheet, megabytes};
use crate::Limits;
use crate::raw::Raw;
use crate::spool::{EncodedCell, SpoolWriter};

/// How many cells pass between two looks at the clock and the limits.
const CELLS_PER_LOOK: u32 = 4096;

/// What is left of the limits of a file.
#[derive(Debug)]
pub(super) struct Room<'a> {
    /// Rows of the sheets before.
    rows: u64,
    bytes: u64,
    limits: &'a Limits,
}

impl<'a> Room<'a> {
    pub(super) fn of(limits: &'a Limits) -> Self {
        Self { rows: 0, bytes: limits.spool_bytes, limits }
    }
}

/// One sheet under way.
pub(super) struct Sink<'a, 'b> {
    writer: SpoolWriter,
    layout: Layout,
    room: &'a mut Room<'b>,
    progress: Progress<'a>,
    row: u32,
    next_column: u32,
    columns: u32,
    hidden_rows: u32,
    filled: Vec<Filled>,
    /// The next of `filled` to be put into the row.
    next_filled: usize,
    /// Cells of this row that go on in the rows below it.
    begun: Vec<Filled>,
    until_look: u32,
}

/// A merged cell, in its rows below the first.
#[derive(Debug)]
struct Filled {
    column: u32,
    last_row: u32,
    cell: EncodedCell,
}

impl<'a, 'b> Sink<'a, 'b> {
    pub(super) fn create(
        out: &Path,
        index: usize,
        layout: Layout,
        room: &'a mut Room<'b>,
        progress: Progress<'a>,
    ) -> Result<Self, Refusal> {
        Ok(Self {
            writer: SpoolWriter::create(out, index)?,
            layout,
            room,
            progress,
            row: 0,
            next_column: 0,
            columns: 0,
            hidden_rows: 0,
            filled: Vec::new(),
            next_filled: 0,
            begun: Vec::new(),
            until_look: CELLS_PER_LOOK,
        })
    }

    /// Takes the next cell, by ascending row and column.
    pub(super) fn cell(&mut self, row: u32, column: u32, cell: Raw<'_>) -> Result<(), Refusal> {
        if row >= self.room.limits.rows || column >= self.room.limits.columns {
            return Err(Refusal::Rejected(format!("a cell beyond the sheet: {row}, {column}")));
        }
        if row != self.row {
            self.end_row()?;
            self.next_column = 0;
        }
        if row < self.row || column < self.next_column {
            return Err(Refusal::Rejected(format!("cells out of order at row {}", row + 1)));
        }
        self.row = row;
        self.next_column = column + 1;
        self.columns = self.columns.max(self.next_column);
        self.fill_before(column);
        self.put(column, cell);
        self.until_look -= 1;
        if self.until_look == 0 {
            self.until_look = CELLS_PER_LOOK;
            self.look()?;
        }
        Ok(())
    }

    /// Ends the sheet.
    pub(super) fn finish(mut self, name: String, hidden: bool) -> Result<Sheet, Refusal> {
        self.end_row()?;
        self.look()?;
        let rows = self.writer.count;
        self.room.rows += u64::from(rows);
        self.room.bytes = self.room.bytes.saturating_sub(self.writer.written);
        self.writer.finish()?;
        Ok(Sheet {
            name,
            rows,
            columns: self.columns,
            hidden,
            hidden_rows: self.hidden_rows,
            hidden_columns: self.layout.hidden_columns,
        })
    }

    fn put(&mut self, column: u32, cell: Raw<'_>) {
        if let Some(filled) = self.filled.get(self.next_filled).filter(|filled| filled.column == column) {
            self.next_filled += 1;
            if cell.is_empty() {
                self.writer.filled_down(column, &filled.cell);
                return;
            }
        }
        if let Some(last_row) = self.layout.merged_to(self.row, column)
            && !cell.is_empty()
        {
            self.begun.push(Filled { column, last_row, cell: EncodedCell::of(cell) });
        }
        self.writer.cell(column, cell);
    }

    /// Puts the merged cells that come before a column.
    fn fill_before(&mut self, column: u32) {
        while let Some(filled) = self.filled.get(self.next_filled).filter(|filled| filled.column < column) {
            self.writer.filled_down(filled.column, &filled.cell);
            self.next_filled += 1;
        }
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        self.fill_before(u32::MAX);
        let is_hidden = self.layout.hidden_rows.contains(&self.row);
        let before = self.writer.count;
        self.writer.end_row(self.row + 1, is_hidden)?;
        self.hidden_rows += if is_hidden { self.writer.count - before } else { 0 };
        self.next_filled = 0;
        let row = self.row;
        self.filled.retain(|filled| filled.last_row > row);
        if !self.begun.is_empty() {
            self.filled.append(&mut self.begun);
            self.filled.sort_by_key(|filled| filled.column);
        }
        Ok(())
    }

    fn look(&mut self) -> Result<(), Refusal> {
        if self.writer.written > self.room.bytes {
            return Err(Refusal::TooLarge(megabytes(self.room.limits.spool_bytes)));
        }
        match (self.progress)(self.room.rows + u64::from(self.writer.count)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Refusal::Cancelled),
        }
    }
}
