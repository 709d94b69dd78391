//! Tables to read, such as a report or the columns of a list: they are not imported again.

use std::path::Path;

use domain::Money;
use rust_xlsxwriter::{Formula, Workbook, Worksheet, utility};

use super::csv::{self, text_of};
use super::publish::publish;
use super::style::{Formats, Widths};
use super::workbook::{MEASURED_ROWS, MOST_ROWS, built, number, put, save};
use super::{Watch, look};
use crate::template::ColumnType;
use crate::value::Value;
use crate::{Encoding, Error, Result};

/// The cells of a row, one for each column.
pub type TableRow = Vec<Option<Value>>;

/// A table with a name, which is its sheet's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    /// The line on top: what, which of it, and when.
    pub heading: String,
    pub columns: Vec<TableColumn>,
    pub rows: Vec<TableRow>,
    /// What stands below a column. An amount that is the sum of its column is written as the sum of
    /// what is filtered.
    pub totals: Option<TableRow>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    pub label: String,
    pub kind: ColumnType,
}

/// A table whose rows come one by one: they may be too many to keep.
pub struct Listing<'a> {
    pub name: String,
    pub heading: String,
    pub columns: Vec<TableColumn>,
    pub rows: &'a mut dyn Iterator<Item = Result<TableRow>>,
    /// How many rows will come: too many are refused before the first is written.
    pub total_rows: u64,
    pub totals: Option<TableRow>,
}

impl std::fmt::Debug for Listing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listing").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Writes a workbook with a sheet for each table, and returns the number of rows.
pub fn tables(tables: Vec<Table>, to: &Path, watch: Watch<'_>) -> Result<u64> {
    publish(to, |writer| {
        save(writer, to, |workbook| {
            let formats = Formats::new();
            tables.into_iter().try_fold(0, |written, table| {
                let total_rows = table.rows.len() as u64;
                let mut rows = table.rows.into_iter().map(Ok);
                let Table { name, heading, columns, totals, .. } = table;
                let listing = Listing { name, heading, columns, rows: &mut rows, total_rows, totals };
                write_sheet(workbook, &formats, listing, written, watch)
            })
        })
    })
}

/// Writes a workbook of one sheet, and returns the number of rows.
pub fn listing(listing: Listing<'_>, to: &Path, watch: Watch<'_>) -> Result<u64> {
    let writing = |workbook: &mut Workbook| write_sheet(workbook, &Formats::new(), listing, 0, watch);
    publish(to, |writer| save(writer, to, writing))
}

/// Writes rows as CSV, without heading and totals, and returns how many.
pub fn listing_csv(listing: Listing<'_>, to: &Path, encoding: Encoding, watch: Watch<'_>) -> Result<u64> {
    let header = listing.columns.into_iter().map(|column| column.label).collect();
    let text = |cell: Option<Value>| cell.map_or_else(String::new, text_of);
    let rows = listing.rows.map(|row| Ok(row?.into_iter().map(text).collect()));
    csv::rows(to, encoding, header, rows, watch)
}

/// Writes one table as CSV, without heading and totals, and returns the number of rows.
pub fn table_csv(table: Table, to: &Path) -> Result<u64> {
    let Table { name, heading, columns, rows, totals } = table;
    let total_rows = rows.len() as u64;
    let mut rows = rows.into_iter().map(Ok);
    let listing = Listing { name, heading, columns, rows: &mut rows, total_rows, totals };
    listing_csv(listing, to, Encoding::Utf8, &|_| std::ops::ControlFlow::Continue(()))
}

/// Writes one sheet after `before` rows of the others, and returns how many that makes.
fn write_sheet(
    workbook: &mut Workbook,
    formats: &Formats,
    listing: Listing<'_>,
    before: u64,
    watch: Watch<'_>,
) -> Result<u64> {
    if listing.total_rows > MOST_ROWS {
        return Err(Error::TooManyRows);
    }
    let Listing { columns, rows, totals, .. } = listing;
    let worksheet = workbook.add_worksheet_with_constant_memory().map_err(built)?;
    worksheet.set_name(&listing.name).map_err(built)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    worksheet.write_string_with_format(0, 0, &listing.heading, &formats.heading).map_err(built)?;
    let mut widths = Widths::new(columns.len());
    write_header(worksheet, formats, &columns, &mut widths)?;
    let mut sums = vec![Money::ZERO; columns.len()];
    let mut written = 0;
    for row in rows {
        if written >= MOST_ROWS {
            return Err(Error::TooManyRows);
        }
        for (index, (column, cell)) in columns.iter().zip(row?).enumerate() {
            let Some(value) = cell else { continue };
            if written < MEASURED_ROWS {
                widths.add(index, &text_of(value.clone()));
            }
            if let Value::Money(money) = value {
                sums[index] = sums[index] + money;
            }
            put(worksheet, line(written), number(index), formats.of(column.kind), value)?;
        }
        written += 1;
        look(before + written, watch)?;
    }
    if let Some(totals) = totals.filter(|_| written > 0) {
        write_totals(worksheet, formats, totals, &sums, line(written))?;
    }
    if !columns.is_empty() {
        let last = number(columns.len() - 1);
        worksheet.autofilter(1, 0, line(written) - 1, last).map_err(built)?;
    }
    for index in 0..columns.len() {
        worksheet.set_column_width(number(index), widths.get(index)).map_err(built)?;
    }
    Ok(before + written)
}

/// Returns the place of the row before which `written` were written: heading and header come first.
fn line(written: u64) -> u32 {
    u32::try_from(written + 2).unwrap_or(u32::MAX)
}

fn write_header(
    worksheet: &mut Worksheet,
    formats: &Formats,
    columns: &[TableColumn],
    widths: &mut Widths,
) -> Result<()> {
    for (index, column) in columns.iter().enumerate() {
        worksheet.set_column_format(number(index), formats.of(column.kind)).map_err(built)?;
        worksheet
            .write_string_with_format(1, number(index), &column.label, &formats.header)
            .map_err(built)?;
        // Room for the button of the filter.
        widths.add(index, &format!("{}  ", column.label));
    }
    worksheet.set_repeat_rows(1, 1).map_err(built)?;
    worksheet.set_freeze_panes(2, 0).map_err(built)?;
    Ok(())
}

/// Writes what stands below the columns. A total that counts otherwise than its column, such as one
/// that takes each family once, stays the number that it is.
fn write_totals(
    worksheet: &mut Worksheet,
    formats: &Formats,
    totals: TableRow,
    sums: &[Money],
    at: u32,
) -> Result<()> {
    for (index, (total, sum)) in totals.into_iter().zip(sums).enumerate() {
        match total {
            None => {}
            Some(Value::Money(total)) if total == *sum => {
                let letters = utility::column_number_to_name(number(index));
                let formula = Formula::new(format!("=SUBTOTAL(109,{letters}3:{letters}{at})"));
                let formula = formula.set_result(total.to_string());
                let format = &formats.total_money;
                worksheet.write_formula_with_format(at, number(index), formula, format).map_err(built)?;
            }
            Some(value @ Value::Money(_)) => {
                put(worksheet, at, number(index), &formats.total_money, value)?;
            }
            Some(value @ Value::Ratio(_)) => {
                put(worksheet, at, number(index), &formats.total_ratio, value)?;
            }
            Some(value) => put(worksheet, at, number(index), &formats.total, value)?,
        }
    }
    Ok(())
}
