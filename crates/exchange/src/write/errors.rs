//! The error workbook: the rows that could not be imported, in the clerk's own columns.

use std::path::Path;

use rust_xlsxwriter::{Note, Worksheet};

use super::publish::publish;
use super::style::{Formats, Widths};
use super::workbook::{built, number, save};
use crate::Result;

/// The last column, which an import leaves aside.
const EXPLANATION: &str = "错误说明";

/// One row that could not be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The texts of the file, one for each label.
    pub cells: Vec<String>,
    /// The cells that are wrong, with what to do about each.
    pub wrong: Vec<(usize, String)>,
    /// Everything that is wrong with the row.
    pub explanation: String,
}

/// Writes the rows under the labels of their file; wrong cells are red and carry a note.
///
/// Every cell is text, so that it comes back as it stood in the file.
pub fn error_workbook(sheet: &str, labels: &[String], rows: &[BadRow], to: &Path) -> Result<()> {
    publish(to, |writer| {
        save(writer, to, |workbook| {
            let worksheet = workbook.add_worksheet();
            worksheet.set_name(sheet).map_err(built)?;
            let mut page = Page { worksheet, formats: Formats::new(), widths: Widths::new(labels.len() + 1) };
            page.write_header(labels)?;
            for (index, row) in (1_u32..).zip(rows) {
                page.write_row(index, row, labels.len())?;
            }
            page.finish(labels.len())
        })
    })
}

struct Page<'a> {
    worksheet: &'a mut Worksheet,
    formats: Formats,
    widths: Widths,
}

impl Page<'_> {
    fn write_header(&mut self, labels: &[String]) -> Result<()> {
        let labels = labels.iter().map(String::as_str).chain([EXPLANATION]);
        for (index, label) in labels.enumerate() {
            let header = &self.formats.header;
            self.worksheet.write_string_with_format(0, number(index), label, header).map_err(built)?;
            self.widths.add(index, label);
        }
        self.worksheet.set_freeze_panes(1, 0).map_err(built)?;
        Ok(())
    }

    fn write_row(&mut self, at: u32, row: &BadRow, explanation_at: usize) -> Result<()> {
        for (index, text) in row.cells.iter().enumerate() {
            self.widths.add(index, text);
            let advice = row.wrong.iter().find(|(wrong, _)| *wrong == index);
            let format = if advice.is_some() { &self.formats.wrong } else { &self.formats.text };
            self.worksheet.write_string_with_format(at, number(index), text, format).map_err(built)?;
            if let Some((_, advice)) = advice {
                self.worksheet.insert_note(at, number(index), &Note::new(advice)).map_err(built)?;
            }
        }
        self.widths.add(explanation_at, &row.explanation);
        let prose = &self.formats.prose;
        let place = number(explanation_at);
        self.worksheet.write_string_with_format(at, place, &row.explanation, prose).map_err(built)?;
        Ok(())
    }

    fn finish(&mut self, last: usize) -> Result<()> {
        for index in 0..=last {
            self.worksheet.set_column_width(number(index), self.widths.get(index)).map_err(built)?;
        }
        Ok(())
    }
}
