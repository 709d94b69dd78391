//! Exports as .xlsx, row by row in constant memory.

use std::any::Any;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use domain::Money;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError, utility};

use super::csv::{flag_word, text_of};
use super::publish::publish;
use super::style::{Formats, Widths};
use super::{ExportRow, Sheet, Watch, cell_of, look};
use crate::template::{ColumnType, Template, template};
use crate::value::Value;
use crate::{Error, Result};

/// What a sheet holds besides heading, header and totals.
pub(super) const MOST_ROWS: u64 = 1_048_576 - 3;
/// The rows that the widths of the columns are measured on.
pub(super) const MEASURED_ROWS: u64 = 500;
/// Four fifths of the time of the default, for a twelfth more bytes.
const COMPRESSION: u8 = 3;

/// Writes one sheet for each noun and returns the number of records.
pub fn workbook(sheets: Vec<Sheet<'_>>, to: &Path, watch: Watch<'_>) -> Result<u64> {
    publish(to, |writer| {
        save(writer, to, |workbook| {
            let formats = Formats::new();
            let mut written = 0;
            for sheet in sheets {
                written = write_sheet(workbook, &formats, sheet, written, watch)?;
            }
            Ok(written)
        })
    })
}

/// Builds a workbook and saves it. The writer's library panics where its own temporary file cannot
/// be written, as on a full disk; that must end the export, not the program.
pub(super) fn save<T>(
    writer: &mut (impl Write + Send),
    to: &Path,
    build: impl FnOnce(&mut Workbook) -> Result<T>,
) -> Result<T> {
    let saving = AssertUnwindSafe(|| {
        let mut workbook = Workbook::new();
        workbook.set_zip_compression_level(COMPRESSION);
        let value = build(&mut workbook)?;
        workbook.save_to_writer(writer).map_err(|error| unsaved(to, error))?;
        Ok(value)
    });
    catch_unwind(saving).unwrap_or_else(|panic| Err(panicked(to, &*panic)))
}

fn write_sheet(
    workbook: &mut Workbook,
    formats: &Formats,
    sheet: Sheet<'_>,
    before: u64,
    watch: Watch<'_>,
) -> Result<u64> {
    if sheet.total_rows.is_some_and(|rows| rows > MOST_ROWS) {
        return Err(Error::TooManyRows);
    }
    let template = template(sheet.kind);
    let worksheet = workbook.add_worksheet_with_constant_memory().map_err(built)?;
    worksheet.set_name(sheet.kind.label()).map_err(built)?;
    let columns = sheet.fields.iter().map(|field| Column {
        name: field.name,
        kind: template.column(field.name).map_or(ColumnType::Text, |column| column.kind),
        label: template.label_of(*field),
        total: Money::ZERO,
    });
    let mut page = Page {
        worksheet,
        formats,
        widths: Widths::new(sheet.fields.len()),
        columns: columns.collect(),
        row: 0,
    };
    page.begin(template, &sheet.heading)?;
    let header = page.row - 1;
    let mut written = before;
    for row in sheet.rows {
        if written - before >= MOST_ROWS {
            return Err(Error::TooManyRows);
        }
        written += 1;
        page.write(row?, &sheet.fields, written - before)?;
        look(written, watch)?;
    }
    page.finish(header)?;
    Ok(written)
}

/// A column on its way.
struct Column {
    name: &'static str,
    kind: ColumnType,
    label: String,
    total: Money,
}

/// A sheet on its way.
struct Page<'a> {
    worksheet: &'a mut Worksheet,
    formats: &'a Formats,
    widths: Widths,
    columns: Vec<Column>,
    /// The next row to write.
    row: u32,
}

impl Page<'_> {
    fn begin(&mut self, template: &Template, heading: &str) -> Result<()> {
        let worksheet = &mut *self.worksheet;
        worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        if !heading.is_empty() {
            worksheet.write_string_with_format(0, 0, heading, &self.formats.heading).map_err(built)?;
            self.row = 1;
        }
        for (index, column) in self.columns.iter().enumerate() {
            let marked = template.column(column.name).is_some_and(|known| known.required);
            let format = if marked { &self.formats.required } else { &self.formats.header };
            worksheet.set_column_format(number(index), self.formats.of(column.kind)).map_err(built)?;
            worksheet
                .write_string_with_format(self.row, number(index), &column.label, format)
                .map_err(built)?;
            // Room for the button of the filter.
            self.widths.add(index, &format!("{}  ", column.label));
        }
        for (offset, label) in ["_id", "_revision"].iter().enumerate() {
            let column = number(self.columns.len() + offset);
            worksheet
                .write_string_with_format(self.row, column, *label, &self.formats.header)
                .map_err(built)?;
        }
        worksheet.set_repeat_rows(self.row, self.row).map_err(built)?;
        worksheet.set_freeze_panes(self.row + 1, 0).map_err(built)?;
        self.row += 1;
        Ok(())
    }

    fn write(&mut self, row: ExportRow, fields: &[crate::Field], running: u64) -> Result<()> {
        for (index, (field, cell)) in fields.iter().zip(row.cells).enumerate() {
            if let Some(value) = cell_of(*field, cell, running) {
                if running <= MEASURED_ROWS {
                    self.widths.add(index, &text_of(value.clone()));
                }
                self.put(index, value)?;
            }
        }
        for (offset, hidden) in [row.id, row.revision].into_iter().enumerate() {
            let column = number(self.columns.len() + offset);
            #[expect(clippy::cast_precision_loss, reason = "ids and revisions stay far below 2^53")]
            self.worksheet.write_number(self.row, column, hidden as f64).map_err(built)?;
        }
        self.row += 1;
        Ok(())
    }

    fn put(&mut self, index: usize, value: Value) -> Result<()> {
        let column = &mut self.columns[index];
        if let Value::Money(money) = value {
            column.total = column.total + money;
        }
        put(self.worksheet, self.row, number(index), self.formats.of(column.kind), value)
    }

    /// Adds totals, filter and widths once the last row is known.
    fn finish(&mut self, header: u32) -> Result<()> {
        let last = self.row - 1;
        self.write_totals(header, last)?;
        let columns = self.columns.len();
        if columns > 0 {
            self.worksheet.autofilter(header, 0, last, number(columns - 1)).map_err(built)?;
        }
        for index in 0..columns {
            self.worksheet.set_column_width(number(index), self.widths.get(index)).map_err(built)?;
        }
        for offset in 0..2 {
            self.worksheet.set_column_hidden(number(columns + offset)).map_err(built)?;
        }
        Ok(())
    }

    /// Writes 合计 and a SUBTOTAL per amount, which follows the filter, with the sum already in it
    /// for programs that do not calculate.
    fn write_totals(&mut self, header: u32, last: u32) -> Result<()> {
        let has_amounts = self.columns.iter().any(|column| column.kind == ColumnType::Money);
        if !has_amounts || last == header {
            return Ok(());
        }
        let label_at = self.columns.iter().position(|column| column.kind != ColumnType::Money);
        for (index, column) in self.columns.iter().enumerate() {
            if column.kind == ColumnType::Money {
                let letters = utility::column_number_to_name(number(index));
                let formula = format!("=SUBTOTAL(109,{letters}{}:{letters}{})", header + 2, last + 1);
                let formula = Formula::new(formula).set_result(column.total.to_string());
                let format = &self.formats.total_money;
                self.worksheet
                    .write_formula_with_format(self.row, number(index), formula, format)
                    .map_err(built)?;
            } else if Some(index) == label_at {
                let format = &self.formats.total;
                self.worksheet
                    .write_string_with_format(self.row, number(index), "合计", format)
                    .map_err(built)?;
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// Writes a value as what it is: a text never becomes a formula, an amount never a text.
pub(super) fn put(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    format: &Format,
    value: Value,
) -> Result<()> {
    let written = match value {
        Value::Text(text) => worksheet.write_string_with_format(row, column, text, format),
        Value::Choice(word) => worksheet.write_string_with_format(row, column, word, format),
        Value::Flag(flag) => worksheet.write_string_with_format(row, column, flag_word(flag), format),
        Value::Date(date) => worksheet.write_date_with_format(row, column, date.civil(), format),
        Value::Money(money) => worksheet.write_number_with_format(row, column, float(money.yuan()), format),
        Value::Score(score) => worksheet.write_number_with_format(row, column, float(score.points()), format),
        Value::Ratio(ratio) => worksheet.write_number_with_format(row, column, float(ratio.value()), format),
        #[expect(clippy::cast_precision_loss, reason = "running numbers stay far below 2^53")]
        Value::Integer(number) => worksheet.write_number_with_format(row, column, number as f64, format),
    };
    written.map(|_| ()).map_err(built)
}

pub(super) fn number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn float(decimal: rust_decimal::Decimal) -> f64 {
    decimal.to_f64().unwrap_or(f64::NAN)
}

/// Tells what kept a sheet from being built.
pub(super) fn built(error: XlsxError) -> Error {
    if let XlsxError::IoError(error) | XlsxError::TempFileError(_, error) = error {
        Error::scratch(error)
    } else if matches!(error, XlsxError::MaxStringLengthExceeded) {
        Error::TextTooLong
    } else if matches!(error, XlsxError::RowColumnLimitError) {
        Error::TooManyRows
    } else {
        Error::Workbook(Box::new(error))
    }
}

/// Tells what kept a finished workbook from being written to its place.
fn unsaved(to: &Path, error: XlsxError) -> Error {
    if let XlsxError::IoError(error) | XlsxError::ZipError(zip::result::ZipError::Io(error)) = error {
        Error::writing(to, error)
    } else {
        built(error)
    }
}

fn panicked(to: &Path, panic: &(dyn Any + Send)) -> Error {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default();
    if text.contains("StorageFull") || text.contains("QuotaExceeded") {
        return Error::DiskFull;
    }
    Error::writing(to, std::io::Error::other(text.to_owned()))
}
