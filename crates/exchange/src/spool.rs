//! The rows of a sheet on disk: written once by the reading child, read in order or by number.
//!
//! A row is a length, its number in the sheet and its filled cells; beside it, an index of offsets.
//! All numbers are little-endian. Rows without a filled cell are not written.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::raw::Raw;

const NUMBER: u8 = 1;
const TEXT: u8 = 2;
const SERIAL_1900: u8 = 3;
const SERIAL_1904: u8 = 4;
const TRUE: u8 = 5;
const FALSE: u8 = 6;
const ERROR: u8 = 7;
const FORMULA: u8 = 8;
/// Marks a cell that stands here only because it is merged with one above.
const FILLED_DOWN: u8 = 0x80;
/// Marks, in the number of its cells, a row that the sheet hides.
const HIDDEN: u32 = 1 << 31;

fn rows_path(folder: &Path, sheet: usize) -> PathBuf {
    folder.join(format!("{sheet}.rows"))
}

fn index_path(folder: &Path, sheet: usize) -> PathBuf {
    folder.join(format!("{sheet}.index"))
}

/// Writes the spool of one sheet.
pub(crate) struct SpoolWriter {
    rows: BufWriter<File>,
    index: BufWriter<File>,
    row: Vec<u8>,
    cells: u32,
    /// Cells of the row that are its own.
    own: u32,
    pub(crate) written: u64,
    pub(crate) count: u32,
}

impl SpoolWriter {
    pub(crate) fn create(folder: &Path, sheet: usize) -> io::Result<Self> {
        let rows = BufWriter::with_capacity(1 << 18, File::create_new(rows_path(folder, sheet))?);
        let index = BufWriter::with_capacity(1 << 16, File::create_new(index_path(folder, sheet))?);
        Ok(Self { rows, index, row: Vec::with_capacity(1024), cells: 0, own: 0, written: 0, count: 0 })
    }

    /// Adds a cell to the row in hand; empty cells are left out.
    pub(crate) fn cell(&mut self, column: u32, cell: Raw<'_>) {
        if cell.is_empty() {
            return;
        }
        self.cells += 1;
        self.own += 1;
        self.row.extend(column.to_le_bytes());
        encode(cell, &mut self.row);
    }

    /// Adds a cell that is merged with one above.
    pub(crate) fn filled_down(&mut self, column: u32, cell: &EncodedCell) {
        let Some((tag, rest)) = cell.0.split_first() else { return };
        self.cells += 1;
        self.row.extend(column.to_le_bytes());
        self.row.push(tag | FILLED_DOWN);
        self.row.extend(rest);
    }

    /// Ends the row in hand; a row without a filled cell of its own leaves no trace.
    pub(crate) fn end_row(&mut self, number: u32, is_hidden: bool) -> io::Result<()> {
        if self.own == 0 {
            self.cells = 0;
            self.row.clear();
            return Ok(());
        }
        let length = u32::try_from(self.row.len() + 8).map_err(io::Error::other)?;
        self.index.write_all(&self.written.to_le_bytes())?;
        self.rows.write_all(&length.to_le_bytes())?;
        self.rows.write_all(&number.to_le_bytes())?;
        let mark = if is_hidden { HIDDEN } else { 0 };
        self.rows.write_all(&(self.cells | mark).to_le_bytes())?;
        self.rows.write_all(&self.row)?;
        self.written += u64::from(length) + 4;
        self.count += 1;
        self.cells = 0;
        self.own = 0;
        self.row.clear();
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.rows.flush()?;
        self.index.flush()
    }
}

/// A cell as the spool holds it, kept for the rows below it.
#[derive(Debug, Clone)]
pub(crate) struct EncodedCell(Vec<u8>);

impl EncodedCell {
    pub(crate) fn of(cell: Raw<'_>) -> Self {
        let mut bytes = Vec::new();
        encode(cell, &mut bytes);
        Self(bytes)
    }
}

fn encode(cell: Raw<'_>, row: &mut Vec<u8>) {
    let number = |tag, number: f64, row: &mut Vec<u8>| {
        row.push(tag);
        row.extend(number.to_le_bytes());
    };
    match cell {
        Raw::Empty => {}
        Raw::Number(value) => number(NUMBER, value, row),
        Raw::Serial { days, epoch_1904: false } => number(SERIAL_1900, days, row),
        Raw::Serial { days, epoch_1904: true } => number(SERIAL_1904, days, row),
        Raw::Flag(flag) => row.push(if flag { TRUE } else { FALSE }),
        Raw::Text(text) => encode_text(TEXT, text, row),
        Raw::Error(text) => encode_text(ERROR, text, row),
        Raw::Formula(text) => encode_text(FORMULA, text, row),
    }
}

fn encode_text(tag: u8, text: &str, row: &mut Vec<u8>) {
    let text = shortened(text);
    row.push(tag);
    row.extend(u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
    row.extend(text.as_bytes());
}

/// Cuts a text that no cell can hold anyway; it stays long enough to be refused as too long.
fn shortened(text: &str) -> &str {
    const BYTES: usize = 200_000;
    if text.len() <= BYTES {
        return text;
    }
    let end = (0..=BYTES).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

/// Reads the spool of one sheet.
#[derive(Debug)]
pub(crate) struct SpoolReader {
    rows: BufReader<File>,
    row: Vec<u8>,
}

/// One row of the spool.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpoolRow<'a> {
    /// The 1-based row of the sheet.
    pub(crate) number: u32,
    /// Whether the sheet hides the row.
    pub(crate) is_hidden: bool,
    cells: u32,
    bytes: &'a [u8],
}

/// A filled cell of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SpoolCell<'a> {
    pub(crate) column: u32,
    pub(crate) raw: Raw<'a>,
    /// Whether it stands here only because it is merged with one above.
    pub(crate) is_filled_down: bool,
}

impl SpoolReader {
    /// Opens the spool at its `start`th row.
    pub(crate) fn open(folder: &Path, sheet: usize, start: u32) -> io::Result<Self> {
        let mut rows = File::open(rows_path(folder, sheet))?;
        if start > 0 {
            let mut index = File::open(index_path(folder, sheet))?;
            let offset = if u64::from(start) * 8 < index.metadata()?.len() {
                index.seek(SeekFrom::Start(u64::from(start) * 8))?;
                let mut offset = [0; 8];
                index.read_exact(&mut offset)?;
                SeekFrom::Start(u64::from_le_bytes(offset))
            } else {
                SeekFrom::End(0)
            };
            rows.seek(offset)?;
        }
        Ok(Self { rows: BufReader::with_capacity(1 << 17, rows), row: Vec::new() })
    }

    /// Reads the next row; none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<SpoolRow<'_>>> {
        let mut length = [0; 4];
        if self.rows.read(&mut length[..1])? == 0 {
            return Ok(None);
        }
        self.rows.read_exact(&mut length[1..])?;
        self.row.resize(usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?, 0);
        self.rows.read_exact(&mut self.row)?;
        let (number, rest) = take_u32(&self.row).ok_or_else(broken)?;
        let (cells, bytes) = take_u32(rest).ok_or_else(broken)?;
        Ok(Some(SpoolRow { number, is_hidden: cells & HIDDEN != 0, cells: cells & !HIDDEN, bytes }))
    }
}

impl<'a> SpoolRow<'a> {
    /// Returns the filled cells by ascending column.
    pub(crate) fn cells(&self) -> SpoolCells<'a> {
        SpoolCells { left: self.cells, bytes: self.bytes }
    }
}

/// The filled cells of a row.
#[derive(Debug, Clone)]
pub(crate) struct SpoolCells<'a> {
    left: u32,
    bytes: &'a [u8],
}

impl<'a> Iterator for SpoolCells<'a> {
    type Item = SpoolCell<'a>;

    /// Stops at damage; the spool is our own file, so there is nobody to tell.
    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let (column, rest) = take_u32(self.bytes)?;
        let (mark, rest) = rest.split_first()?;
        let (raw, rest) = match mark & !FILLED_DOWN {
            TRUE => (Raw::Flag(true), rest),
            FALSE => (Raw::Flag(false), rest),
            NUMBER | SERIAL_1900 | SERIAL_1904 => {
                let (number, rest) = rest.split_first_chunk()?;
                let number = f64::from_le_bytes(*number);
                let cell = match mark & !FILLED_DOWN {
                    NUMBER => Raw::Number(number),
                    tag => Raw::Serial { days: number, epoch_1904: tag == SERIAL_1904 },
                };
                (cell, rest)
            }
            tag => {
                let (length, rest) = take_u32(rest)?;
                let (text, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
                let text = std::str::from_utf8(text).ok()?;
                let cell = match tag {
                    ERROR => Raw::Error(text),
                    FORMULA => Raw::Formula(text),
                    _ => Raw::Text(text),
                };
                (cell, rest)
            }
        };
        self.bytes = rest;
        Some(SpoolCell { column, raw, is_filled_down: mark & FILLED_DOWN != 0 })
    }
}

fn take_u32(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number), rest))
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the spool is damaged")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_in_order_and_by_number_without_empty_ones() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut writer = SpoolWriter::create(folder.path(), 0)?;
        for number in 1..=5 {
            if number != 3 {
                writer.cell(0, Raw::Number(f64::from(number)));
                writer.cell(2, Raw::Text("文字\n第二行"));
                writer.cell(7, Raw::Serial { days: 45000.5, epoch_1904: true });
                writer.cell(8, Raw::Flag(true));
                writer.cell(9, Raw::Error("#N/A"));
            }
            writer.cell(3, Raw::Text("  "));
            writer.end_row(number, number == 4)?;
        }
        assert_eq!(writer.count, 4);
        writer.finish()?;

        let mut reader = SpoolReader::open(folder.path(), 0, 2)?;
        let row = reader.next()?.expect("the third filled row");
        assert_eq!((row.number, row.is_hidden), (4, true));
        let cells: Vec<_> = row.cells().map(|cell| (cell.column, cell.raw)).collect();
        let expected = [
            (0, Raw::Number(4.0)),
            (2, Raw::Text("文字\n第二行")),
            (7, Raw::Serial { days: 45000.5, epoch_1904: true }),
            (8, Raw::Flag(true)),
            (9, Raw::Error("#N/A")),
        ];
        assert_eq!(cells, expected);
        assert_eq!(reader.next()?.map(|row| row.number), Some(5));
        assert!(reader.next()?.is_none());
        assert!(SpoolReader::open(folder.path(), 0, 9)?.next()?.is_none());
        Ok(())
    }

    #[test]
    fn a_row_of_nothing_but_merged_cells_leaves_no_trace() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut writer = SpoolWriter::create(folder.path(), 0)?;
        let merged = EncodedCell::of(Raw::Text("乙公司"));
        writer.filled_down(1, &merged);
        writer.end_row(1, false)?;
        writer.filled_down(1, &merged);
        writer.cell(2, Raw::Number(1.0));
        writer.end_row(2, false)?;
        writer.finish()?;
        let mut reader = SpoolReader::open(folder.path(), 0, 0)?;
        let row = reader.next()?.expect("the second row");
        let cells: Vec<_> = row.cells().collect();
        let filled = SpoolCell { column: 1, raw: Raw::Text("乙公司"), is_filled_down: true };
        assert_eq!((row.number, cells[0], cells.len()), (2, filled, 2));
        assert!(reader.next()?.is_none());
        Ok(())
    }
}
