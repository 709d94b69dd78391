//! The generated ledger as workbooks and CSV, as departments send them.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::data::{Data, PARTY_A, Serial};
use crate::kind::{Form, Kind};

/// One cell on its way into a file.
enum Cell<'a> {
    Empty,
    Text(&'a str),
    Number(usize),
    /// Fen or hundredths of a point.
    Hundredths(i64),
    Day(Serial),
}

/// Writes every kind in every form into `folder`.
pub(crate) fn write_all(data: &Data, folder: &Path) -> Result<()> {
    for kind in Kind::ALL {
        for form in Form::ALL {
            let path = path(folder, kind, form);
            let _ = fs::remove_file(&path);
            match form {
                Form::Workbook => workbook(data, kind, &path)?,
                Form::Csv => csv(data, kind, &path)?,
            }
        }
    }
    Ok(())
}

pub(crate) fn path(folder: &Path, kind: Kind, form: Form) -> PathBuf {
    folder.join(format!("{}.{}", kind.label(), form.ending()))
}

fn workbook(data: &Data, kind: Kind, path: &Path) -> Result<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    let (amount, day) =
        (Format::new().set_num_format("#,##0.00"), Format::new().set_num_format("yyyy-mm-dd"));
    for (column, label) in (0..).zip(kind.labels()) {
        sheet.write_string(0, column, *label)?;
    }
    let mut row = 0;
    each_row(data, kind, &mut |cells| {
        row += 1;
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, row, column, cell, &amount, &day)?;
        }
        Ok(())
    })?;
    Ok(workbook.save(path)?)
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    amount: &Format,
    day: &Format,
) -> Result<()> {
    #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are binary fractions")]
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => _ = sheet.write_string(row, column, *text)?,
        Cell::Number(number) => _ = sheet.write_number(row, column, *number as f64)?,
        Cell::Hundredths(value) => {
            _ = sheet.write_number_with_format(row, column, *value as f64 / 100.0, amount)?;
        }
        Cell::Day(serial) => _ = sheet.write_number_with_format(row, column, f64::from(*serial), day)?,
    }
    Ok(())
}

fn csv(data: &Data, kind: Kind, path: &Path) -> Result<()> {
    let mut writer = ::csv::Writer::from_writer(BufWriter::new(File::create(path)?));
    writer.write_record(kind.labels())?;
    each_row(data, kind, &mut |cells| {
        for cell in cells {
            match cell {
                Cell::Empty => writer.write_field("")?,
                Cell::Text(text) => writer.write_field(text)?,
                Cell::Number(number) => writer.write_field(number.to_string())?,
                Cell::Hundredths(value) => {
                    writer.write_field(format!("{}.{:02}", value / 100, value % 100))?;
                }
                Cell::Day(serial) => writer.write_field(crate::floor::day_text(i64::from(*serial)))?,
            }
        }
        Ok(writer.write_record(None::<&[u8]>)?)
    })?;
    Ok(writer.flush()?)
}

/// Hands out the rows of a kind, cell by cell in the order of its labels.
fn each_row(data: &Data, kind: Kind, visit: &mut dyn FnMut(&[Cell<'_>]) -> Result<()>) -> Result<()> {
    use Cell::{Day, Empty, Hundredths, Number, Text};
    let score = |score: &Option<i64>| score.map_or(Empty, Hundredths);
    match kind {
        Kind::Project => data.projects.iter().try_for_each(|(code, name)| visit(&[Text(code), Text(name)])),
        Kind::Supplier => data.suppliers.iter().enumerate().try_for_each(|(at, supplier)| {
            visit(&[
                Number(at + 1),
                Text(&supplier.name),
                Text(&supplier.code),
                Text(supplier.category),
                Text(&supplier.contact),
                Text(&supplier.phone),
            ])
        }),
        Kind::Contract => data.contracts.iter().enumerate().try_for_each(|(at, contract)| {
            visit(&[
                Number(at + 1),
                Text(&data.projects[contract.project].0),
                Text(if contract.parent.is_some() { "补充协议" } else { "主合同" }),
                contract.parent.map_or(Empty, |parent| Text(&data.contracts[parent].code)),
                Text(&contract.sequence),
                Text(&contract.code),
                Text(&contract.name),
                Text(&contract.officer),
                Text(contract.category),
                Text(PARTY_A),
                Text(&data.suppliers[contract.supplier].name),
                Hundredths(contract.amount_fen),
                Day(contract.signed_on),
                Day(contract.ends_on),
                Text(&contract.duration),
                Text(contract.payment_terms),
            ])
        }),
        Kind::Payment => data.payments.iter().enumerate().try_for_each(|(at, payment)| {
            visit(&[
                Number(at + 1),
                Text(&payment.code),
                Text(&data.contracts[payment.contract].code),
                Hundredths(payment.amount_fen),
                Day(payment.paid_on),
                Text(payment.purpose),
                payment.invoice.as_deref().map_or(Empty, Text),
            ])
        }),
        Kind::Evaluation => data.evaluations.iter().enumerate().try_for_each(|(at, evaluation)| {
            let mut cells = vec![Number(at + 1), Text(&data.contracts[evaluation.contract].sequence)];
            cells.extend([&evaluation.comprehensive, &evaluation.last].map(score));
            cells.extend(evaluation.yearly.iter().chain(&evaluation.irregular).map(score));
            visit(&cells)
        }),
    }
}
