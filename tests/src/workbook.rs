//! Workbooks as departments send them, made on the spot.

use std::path::Path;

use anyhow::Result;
use rust_xlsxwriter::Workbook;

/// One cell of a made workbook.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// Writes a workbook with one sheet: a header, then rows.
pub fn write(path: &Path, sheet: &str, header: &[&str], rows: &[Vec<Cell>]) -> Result<()> {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet().set_name(sheet)?;
    for (column, label) in (0_u16..).zip(header) {
        worksheet.write_string(0, column, *label)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => worksheet.write_string(row, column, text)?,
                Cell::Number(number) => worksheet.write_number(row, column, *number)?,
                Cell::Empty => continue,
            };
        }
    }
    workbook.save(path)?;
    Ok(())
}

/// Writes a row of cells: `row!["HT-001", 1234.5, ""]`.
#[macro_export]
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::workbook::Cell::from($cell)),*] };
}
