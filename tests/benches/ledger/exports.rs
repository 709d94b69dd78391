//! Exports of whole lists, beside a bare SELECT into the same writers.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Result, ensure};
use ledger::domain::Noun;
use ledger::domain::list::ListQuery;
use ledger::{Ledger, Unwatched};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use rust_xlsxwriter::{Format, Workbook};

use crate::clock::{Took, time};
use crate::kind::Form;

/// One export beside its floor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exported {
    pub(crate) noun: Noun,
    pub(crate) form: Form,
    pub(crate) rows: u64,
    pub(crate) ours: Took,
    pub(crate) floor: Took,
}

/// The columns of an export of payments, in its order.
const PAYMENTS: &str = "SELECT t.id, t.revision, t.code, c.code, t.amount_fen / 100.0, t.paid_on,
        iif(t.refund, '是', '否'), t.purpose, t.invoice, t.remarks
    FROM payment AS t JOIN contract AS c ON c.id = t.contract_id ORDER BY t.paid_on DESC, t.id DESC";

/// The columns of an export of contracts, in its order.
const CONTRACTS: &str =
    "SELECT t.id, t.revision, j.code, q.code, t.kind, t.source, m.code, t.sequence, t.code,
        t.name, t.officer, t.category, t.party_a, s.name, t.amount_fen / 100.0, t.signed_on,
        t.party_a_representative, t.party_a_contact, t.party_a_manager, t.party_b_representative,
        t.party_b_contact, t.party_b_manager, t.duration, t.payment_terms, t.guarantee_returned_on,
        t.archived_on, t.starts_on, t.ends_on, t.retention_percent_ten_thousandths, t.retention_due_on,
        t.remarks
    FROM contract AS t
    JOIN supplier AS s ON s.id = t.supplier_id
    LEFT JOIN contract AS m ON m.id = t.parent_id
    LEFT JOIN procurement AS q ON q.id = t.procurement_id
    LEFT JOIN project AS j ON j.id = t.project_id
    ORDER BY t.code";

pub(crate) fn measure(ledger: &Ledger, bare: &Connection, folder: &Path) -> Result<Vec<Exported>> {
    let mut exported = Vec::new();
    for (noun, sql) in [(Noun::Contract, CONTRACTS), (Noun::Payment, PAYMENTS)] {
        for form in Form::ALL {
            let path = folder.join(format!("export.{}", form.ending()));
            let _ = fs::remove_file(&path);
            let everything = ListQuery::default();
            let (rows, ours) =
                time(|| Ok(ledger.export_list(noun, &everything, &path, None, &Unwatched)?))?;
            let _ = fs::remove_file(&path);
            let (bare_rows, floor) = time(|| match form {
                Form::Workbook => workbook(bare, sql, &path),
                Form::Csv => csv(bare, sql, &path),
            })?;
            ensure!(rows == bare_rows, "{rows} rows exported, {bare_rows} by the floor");
            exported.push(Exported { noun, form, rows, ours, floor });
        }
    }
    Ok(exported)
}

fn workbook(bare: &Connection, sql: &str, path: &Path) -> Result<u64> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    let (amount, day) =
        (Format::new().set_num_format("#,##0.00"), Format::new().set_num_format("yyyy-mm-dd"));
    let mut statement = bare.prepare(sql)?;
    let columns = statement.column_count();
    for (column, name) in (0..).zip(statement.column_names()) {
        sheet.write_string(0, column, name)?;
    }
    let mut rows = statement.query([])?;
    let mut written = 0;
    while let Some(row) = rows.next()? {
        written += 1;
        for (column, index) in (0..).zip(0..columns) {
            #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are binary fractions")]
            match row.get_ref(index)? {
                ValueRef::Null | ValueRef::Blob(_) => {}
                ValueRef::Integer(number) => _ = sheet.write_number(written, column, number as f64)?,
                ValueRef::Real(number) => {
                    _ = sheet.write_number_with_format(written, column, number, &amount)?;
                }
                ValueRef::Text(text) => match serial(text) {
                    Some(serial) => _ = sheet.write_number_with_format(written, column, serial, &day)?,
                    None => _ = sheet.write_string(written, column, std::str::from_utf8(text)?)?,
                },
            }
        }
    }
    workbook.save(path)?;
    Ok(u64::from(written))
}

fn csv(bare: &Connection, sql: &str, path: &Path) -> Result<u64> {
    let mut writer = ::csv::Writer::from_writer(BufWriter::new(File::create(path)?));
    let mut statement = bare.prepare(sql)?;
    let columns = statement.column_count();
    writer.write_record(statement.column_names())?;
    let mut rows = statement.query([])?;
    let mut written = 0;
    while let Some(row) = rows.next()? {
        for index in 0..columns {
            match row.get_ref(index)? {
                ValueRef::Null | ValueRef::Blob(_) => writer.write_field("")?,
                ValueRef::Integer(number) => writer.write_field(number.to_string())?,
                ValueRef::Real(number) => writer.write_field(format!("{number:.2}"))?,
                ValueRef::Text(text) => writer.write_field(text)?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
        written += 1;
    }
    writer.flush()?;
    Ok(written)
}

/// Returns the number that a workbook keeps for a text such as `2024-03-05`.
fn serial(text: &[u8]) -> Option<f64> {
    if text.len() != 10 || text[4] != b'-' || text[7] != b'-' {
        return None;
    }
    let number = |from: usize, to: usize| std::str::from_utf8(&text[from..to]).ok()?.parse::<i32>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    // Days before a month, counted from March, after Howard Hinnant's `days_from_civil`.
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + of_year;
    Some(f64::from(days - 719_468 + 25_569))
}
