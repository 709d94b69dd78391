//! Empty files to fill in.

use std::path::Path;

use domain::Noun;
use rust_xlsxwriter::{DataValidation, Formula, Note, Workbook, Worksheet};

use super::csv;
use super::publish::publish;
use super::style::{Formats, Widths};
use super::workbook::{built, save};
use crate::parse::{self, Manner};
use crate::raw::Raw;
use crate::template::{ColumnType, Field, Template, TemplateColumn, template};
use crate::value::Value;
use crate::{Error, Result, Unit};

/// The sheet that says which template this is, and holds the lists to choose from.
const HIDDEN_SHEET: &str = "_lantai";
/// The rows below the header that have formats and lists.
const PREPARED_ROWS: u32 = 5000;

/// Writes the template of a kind as .xlsx or .csv, as the name of the file says.
pub fn template_file(kind: Noun, to: &Path) -> Result<()> {
    let template = template(kind);
    let extension = to.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    match extension.as_deref().and_then(|extension| extension.to_str()) {
        Some("xlsx") => publish(to, |writer| save(writer, to, |workbook| build(workbook, template))),
        Some("csv") => csv::lines(to, &[header(template), example(template)]),
        _ => Err(Error::FormatUnknown { path: to.display().to_string() }),
    }
}

fn header(template: &'static Template) -> Vec<String> {
    template.template_fields().into_iter().map(|field| marked_label(template, field)).collect()
}

fn example(template: &'static Template) -> Vec<String> {
    let fields = template.template_fields().into_iter();
    fields
        .map(|field| described(template, field).and_then(|column| column.example.clone()).unwrap_or_default())
        .collect()
}

fn described(template: &'static Template, field: Field) -> Option<&'static TemplateColumn> {
    template.column(field.name)
}

fn marked_label(template: &'static Template, field: Field) -> String {
    let mark = if described(template, field).is_some_and(TemplateColumn::is_marked) { "*" } else { "" };
    format!("{}{mark}", template.label_of(field))
}

fn build(workbook: &mut Workbook, template: &'static Template) -> Result<()> {
    let formats = Formats::new();
    let fields = template.template_fields();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(template.kind.label()).map_err(built)?;
    worksheet.set_freeze_panes(1, 0).map_err(built)?;
    worksheet.set_default_note_author("兰台");
    let mut widths = Widths::new(fields.len());
    let mut lists = Vec::new();
    for (column, field) in (0_u16..).zip(&fields) {
        let label = marked_label(template, *field);
        widths.add(usize::from(column), &label);
        let Some(described) = described(template, *field) else { continue };
        let format = if described.is_marked() { &formats.required } else { &formats.header };
        worksheet.set_column_format(column, formats.of(described.kind)).map_err(built)?;
        worksheet.write_string_with_format(0, column, &label, format).map_err(built)?;
        if let Some(note) = &described.note {
            worksheet.insert_note(0, column, &Note::new(note).add_author_prefix(false)).map_err(built)?;
        }
        if let Some(example) = &described.example {
            widths.add(usize::from(column), example);
            write_example(worksheet, &formats, column, described, example)?;
        }
        let choices: &[&str] = match (described.kind, described.choices) {
            (ColumnType::Flag, _) => &["是", "否"],
            (_, Some(choices)) => choices.labels(),
            (_, None) => continue,
        };
        offer(worksheet, column, lists.len(), choices.len())?;
        lists.push(choices);
    }
    for (column, _) in (0_u16..).zip(&fields) {
        worksheet.set_column_width(column, widths.get(usize::from(column))).map_err(built)?;
    }
    hide_identity(worksheet, &formats, fields.len())?;
    write_hidden_sheet(workbook, template, &lists)
}

/// Writes the example as the importer reads it: an amount as a number, a date as a date.
fn write_example(
    worksheet: &mut Worksheet,
    formats: &Formats,
    column: u16,
    described: &TemplateColumn,
    example: &str,
) -> Result<()> {
    let value = parse::cell(described, Unit::One, Raw::Text(example), Manner::default()).value;
    let format = formats.of(described.kind);
    let float = |decimal: rust_decimal::Decimal| decimal.to_string().parse().unwrap_or(f64::NAN);
    let written = match value {
        Ok(Some(Value::Money(money))) => {
            worksheet.write_number_with_format(1, column, float(money.yuan()), format)
        }
        Ok(Some(Value::Score(score))) => {
            worksheet.write_number_with_format(1, column, float(score.points()), format)
        }
        Ok(Some(Value::Ratio(ratio))) => {
            worksheet.write_number_with_format(1, column, float(ratio.value()), format)
        }
        Ok(Some(Value::Date(date))) => worksheet.write_date_with_format(1, column, date.civil(), format),
        _ => worksheet.write_string_with_format(1, column, example, format),
    };
    written.map(|_| ()).map_err(built)
}

/// Lets the cells of a column choose from a list on the hidden sheet; a list inside the rule
/// itself may have 255 characters only.
fn offer(worksheet: &mut Worksheet, column: u16, list: usize, length: usize) -> Result<()> {
    let letters =
        rust_xlsxwriter::utility::column_number_to_name(u16::try_from(list + 1).unwrap_or(u16::MAX));
    let range = Formula::new(format!("={HIDDEN_SHEET}!${letters}$1:${letters}${length}"));
    let rule = DataValidation::new()
        .allow_list_formula(range)
        .set_error_title("不在可选范围内")
        .and_then(|rule| rule.set_error_message("请从下拉列表中选择。"))
        .map_err(built)?;
    worksheet.add_data_validation(1, column, PREPARED_ROWS, column, &rule).map(|_| ()).map_err(built)
}

fn hide_identity(worksheet: &mut Worksheet, formats: &Formats, columns: usize) -> Result<()> {
    for (column, label) in (u16::try_from(columns).unwrap_or(u16::MAX)..).zip(["_id", "_revision"]) {
        worksheet.write_string_with_format(0, column, label, &formats.header).map_err(built)?;
        worksheet.set_column_hidden(column).map_err(built)?;
    }
    Ok(())
}

fn write_hidden_sheet(workbook: &mut Workbook, template: &Template, lists: &[&[&str]]) -> Result<()> {
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(HIDDEN_SHEET).map_err(built)?.set_very_hidden(true);
    worksheet.write_string(0, 0, template.kind.name()).map_err(built)?;
    worksheet.write_number(1, 0, template.version).map_err(built)?;
    for (column, list) in (1_u16..).zip(lists) {
        for (row, word) in (0_u32..).zip(*list) {
            worksheet.write_string(row, column, *word).map_err(built)?;
        }
    }
    Ok(())
}
