//! The list of suppliers, each with what it has undertaken.

use std::collections::HashMap;

use domain::Noun;
use domain::grade::Bands;
use domain::list::{ListQuery, Page};
use domain::supplier::{SupplierRow, SupplierStatus};

use crate::cell::Cells;
use crate::list::Kind::{Amount, Choice, Count, Grade, Ratio, Score, Text};
use crate::list::{self, Companion, Field, List, Total};
use crate::{Reader, Result, rules};

/// Returns a page of suppliers.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<SupplierRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every supplier that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(SupplierRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given suppliers, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<SupplierRow>> {
    let bands = rules::bands(reader)?;
    let sql = include_str!("rows.sql");
    let mut rows = list::by_ids(reader, "supplier", sql, ids, |cells| row(cells, &bands))?;
    add_former_names(reader, ids, &mut rows)?;
    Ok(rows)
}

fn row(cells: &mut Cells<'_, '_>, bands: &Bands) -> Result<SupplierRow> {
    let mut row = SupplierRow {
        id: cells.take()?,
        revision: cells.take()?,
        name: cells.take()?,
        code: cells.take()?,
        uscc: cells.take()?,
        former_names: Vec::new(),
        category: cells.take()?,
        contact: cells.take()?,
        phone: cells.take()?,
        status: cells.take()?,
        contracts: cells.take()?,
        in_execution: cells.take()?,
        total_amount: cells.take()?,
        paid: cells.take()?,
        progress: cells.take()?,
        mean_score: cells.take()?,
        grade: None,
        interviews: cells.take()?,
        breaches: cells.take()?,
    };
    row.grade = row.mean_score.map(|score| bands.grade(score));
    Ok(row)
}

fn add_former_names(reader: &Reader<'_>, ids: &[i64], rows: &mut [SupplierRow]) -> Result<()> {
    let places: HashMap<i64, usize> = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    let sql = include_str!("row_former_names.sql");
    let names = list::by_ids(reader, "supplier_former_name", sql, ids, |cells| {
        let name: (i64, String) = (cells.take()?, cells.take()?);
        Ok(name)
    })?;
    for (id, name) in names {
        if let Some(row) = places.get(&id).and_then(|place| rows.get_mut(*place)) {
            row.former_names.push(name);
        }
    }
    Ok(())
}

pub(crate) static LIST: List = List {
    noun: Noun::Supplier,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("name", "t.name", Text).indexed(),
        Field::new("code", "t.code", Text).optional(),
        Field::new("uscc", "t.uscc", Text).optional(),
        Field::new("former_names", FORMER_NAMES, Text).optional(),
        Field::new("category", "t.category", Text).optional(),
        Field::new("contact", "t.contact", Text).optional(),
        Field::new("phone", "t.phone", Text).optional(),
        Field::new("status", "t.status", Choice(SupplierStatus::LABELS)),
        Field::new("contracts", "p.contracts", Count),
        Field::new("in_execution", "p.in_execution", Count),
        Field::new("total_amount", "p.total_amount_fen", Amount),
        Field::new("paid", "p.paid_fen", Amount),
        Field::new("progress", "p.progress_ten_thousandths", Ratio).optional(),
        Field::new("mean_score", "p.mean_score_hundredths", Score).optional(),
        Field::new("grade", "p.mean_score_hundredths", Grade).optional(),
        Field::new("interviews", "p.interviews", Count),
        Field::new("breaches", "p.breaches", Count),
    ],
    companion: Some(Companion { table: "supplier_position", alias: "p", key: "p.supplier_id" }),
    joins: &[],
    order: &[("name", false)],
    totals: &[
        Total { name: "total_amount", sql: "p.total_amount_fen", alias: "p" },
        Total { name: "paid", sql: "p.paid_fen", alias: "p" },
    ],
    whole: "SELECT count(*), ifnull(sum(total_amount_fen), 0), ifnull(sum(paid_fen), 0)
        FROM supplier_position",
    owner: None,
};

/// The former names of one supplier, a line each.
const FORMER_NAMES: &str =
    "(SELECT group_concat(f.name, char(10)) FROM supplier_former_name AS f WHERE f.supplier_id = t.id)";
