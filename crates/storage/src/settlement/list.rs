//! The list of settlements.

use domain::Noun;
use domain::list::{ListQuery, Page};
use domain::settlement::SettlementRow;

use crate::cell::Cells;
use crate::list::Kind::{Amount, Count, Date, Text};
use crate::list::{self, Field, Join, List, Total};
use crate::{Reader, Result};

/// Returns a page of settlements.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<SettlementRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every settlement that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(SettlementRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given settlements, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<SettlementRow>> {
    list::by_ids(reader, "settlement", include_str!("rows.sql"), ids, row)
}

fn row(cells: &mut Cells<'_, '_>) -> Result<SettlementRow> {
    Ok(SettlementRow {
        id: cells.take()?,
        revision: cells.take()?,
        contract_id: cells.take()?,
        contract_code: cells.take()?,
        contract_name: cells.take()?,
        supplier: cells.take()?,
        final_amount: cells.take()?,
        family_amount: cells.take()?,
        difference: cells.take()?,
        completed_on: cells.take()?,
        archived_on: cells.take()?,
        remarks: cells.take()?,
    })
}

pub(crate) static LIST: List = List {
    noun: Noun::Settlement,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("contract_id", "t.contract_id", Count).indexed(),
        Field::new("contract_code", "c.code", Text).indexed(),
        Field::new("contract_name", "c.name", Text).indexed(),
        Field::new("supplier_id", "c.supplier_id", Count),
        Field::new("supplier", "s.name", Text).indexed(),
        Field::new("project_code", "j.code", Text),
        Field::new("final_amount", "t.final_amount_fen", Amount),
        Field::new("family_amount", FAMILY_AMOUNT, Amount).optional(),
        Field::new("difference", DIFFERENCE, Amount).optional(),
        Field::new("completed_on", "t.completed_on", Date).optional(),
        Field::new("archived_on", "t.archived_on", Date).optional(),
        Field::new("remarks", "t.remarks", Text).optional(),
    ],
    companion: None,
    joins: &[
        Join { table: "contract", alias: "c", from: "t.contract_id", optional: false },
        Join { table: "supplier", alias: "s", from: "c.supplier_id", optional: false },
        Join { table: "project", alias: "j", from: "c.project_id", optional: true },
    ],
    order: &[("contract_code", false)],
    totals: &[Total { name: "final_amount", sql: "t.final_amount_fen", alias: "t" }],
    whole: "SELECT count(*), ifnull(sum(final_amount_fen), 0) FROM settlement",
    owner: None,
};

const FAMILY_AMOUNT: &str =
    "(SELECT p.family_amount_fen FROM contract_position AS p WHERE p.contract_id = t.contract_id)";
const DIFFERENCE: &str = "(SELECT t.final_amount_fen - p.family_amount_fen
    FROM contract_position AS p WHERE p.contract_id = t.contract_id)";
