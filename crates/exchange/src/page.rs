//! Rows as they stand in the file, before anybody asks what their columns mean.

use crate::source::SourceFile;
use crate::spool::{SpoolReader, SpoolRow};
use crate::{Error, Result};

/// A row has no more cells than this where it is only looked at.
const MOST_CELLS: u32 = 512;

/// One filled row of a sheet, as the file shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// The 1-based row of the sheet; of a text file, the line where the record begins.
    pub number: u32,
    /// Every cell up to the last filled one.
    pub cells: Vec<String>,
    pub is_hidden: bool,
}

/// Reads `count` filled rows of a sheet from the `from`th on.
pub(crate) fn raw(source: &SourceFile, sheet: usize, from: u32, count: u32) -> Result<Vec<RawRow>> {
    let mut reader = SpoolReader::open(source.folder(), sheet, from).map_err(Error::scratch)?;
    let mut rows = Vec::new();
    for _ in 0..count {
        let Some(row) = reader.next().map_err(Error::scratch)? else { break };
        rows.push(RawRow { number: row.number, cells: cells(&row), is_hidden: row.is_hidden });
    }
    Ok(rows)
}

fn cells(row: &SpoolRow<'_>) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in row.cells().take_while(|cell| cell.column < MOST_CELLS) {
        cells.resize(cell.column as usize, String::new());
        cells.push(cell.raw.shown());
    }
    cells
}
