//! Tables to read, such as a report: they are not imported again.

use std::path::Path;

use rust_xlsxwriter::{Formula, Workbook, Worksheet, utility};

use super::csv::{self, text_of};
use super::publish::publish;
use super::style::{Formats, Widths};
use super::workbook::{built, number, put, save};
use crate::Result;
use crate::template::ColumnType;
use crate::value::Value;

/// A table with a name, which is its sheet's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    /// The line on top: what, which of it, and when.
    pub heading: String,
    pub columns: Vec<TableColumn>,
    pub rows: Vec<Vec<Option<Value>>>,
    /// What stands below a column; an amount is written as the sum of what is filtered.
    pub totals: Option<Vec<Option<Value>>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    pub label: String,
    pub kind: ColumnType,
}

/// Writes a workbook with a sheet for each table, and returns the number of rows.
pub fn tables(tables: &[Table], to: &Path) -> Result<u64> {
    publish(to, |writer| {
        save(writer, to, |workbook| {
            let formats = Formats::new();
            tables.iter().try_for_each(|table| write_sheet(workbook, &formats, table))
        })
    })?;
    Ok(tables.iter().map(|table| table.rows.len() as u64).sum())
}

/// Writes one table as CSV, without heading and totals, and returns the number of rows.
pub fn table_csv(table: &Table, to: &Path) -> Result<u64> {
    let header = table.columns.iter().map(|column| column.label.clone()).collect();
    let text = |cell: &Option<Value>| cell.clone().map_or_else(String::new, text_of);
    let rows = table.rows.iter().map(|row| row.iter().map(text).collect());
    csv::lines(to, &std::iter::once(header).chain(rows).collect::<Vec<Vec<String>>>())?;
    Ok(table.rows.len() as u64)
}

fn write_sheet(workbook: &mut Workbook, formats: &Formats, table: &Table) -> Result<()> {
    let worksheet = workbook.add_worksheet_with_constant_memory().map_err(built)?;
    worksheet.set_name(&table.name).map_err(built)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    worksheet.write_string_with_format(0, 0, &table.heading, &formats.heading).map_err(built)?;
    let mut widths = Widths::new(table.columns.len());
    for (index, column) in table.columns.iter().enumerate() {
        worksheet.set_column_format(number(index), formats.of(column.kind)).map_err(built)?;
        worksheet
            .write_string_with_format(1, number(index), &column.label, &formats.header)
            .map_err(built)?;
        widths.add(index, &format!("{}  ", column.label));
    }
    worksheet.set_repeat_rows(1, 1).map_err(built)?;
    worksheet.set_freeze_panes(2, 0).map_err(built)?;
    let mut at = 2;
    for row in &table.rows {
        for (index, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let Some(value) = cell else { continue };
            widths.add(index, &text_of(value.clone()));
            put(worksheet, at, number(index), formats.of(column.kind), value.clone())?;
        }
        at += 1;
    }
    write_totals(worksheet, formats, table, at)?;
    if !table.columns.is_empty() {
        worksheet.autofilter(1, 0, at - 1, number(table.columns.len() - 1)).map_err(built)?;
    }
    for index in 0..table.columns.len() {
        worksheet.set_column_width(number(index), widths.get(index)).map_err(built)?;
    }
    Ok(())
}

fn write_totals(worksheet: &mut Worksheet, formats: &Formats, table: &Table, at: u32) -> Result<()> {
    let Some(totals) = table.totals.as_ref().filter(|_| !table.rows.is_empty()) else { return Ok(()) };
    for (index, total) in totals.iter().enumerate() {
        match total {
            None => {}
            Some(Value::Money(sum)) => {
                let letters = utility::column_number_to_name(number(index));
                let formula = Formula::new(format!("=SUBTOTAL(109,{letters}3:{letters}{at})"));
                let formula = formula.set_result(sum.to_string());
                let format = &formats.total_money;
                worksheet.write_formula_with_format(at, number(index), formula, format).map_err(built)?;
            }
            Some(Value::Ratio(ratio)) => {
                put(worksheet, at, number(index), &formats.total_ratio, Value::Ratio(*ratio))?;
            }
            Some(value) => put(worksheet, at, number(index), &formats.total, value.clone())?,
        }
    }
    Ok(())
}
