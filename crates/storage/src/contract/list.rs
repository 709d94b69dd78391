//! The list of contracts, each with its position.

use domain::Noun;
use domain::contract::{ContractKind, ContractRow, ContractSource, ContractStatus};
use domain::list::{ListQuery, Page};
use domain::procurement::Category;

use crate::cell::Cells;
use crate::list::Kind::{Amount, Choice, Count, Date, Deadline, Ratio, Text};
use crate::list::{self, Companion, Days, Field, Join, List, Notified, Total};
use crate::{Reader, Result};

/// Returns a page of contracts.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<ContractRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every contract that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(ContractRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given contracts, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<ContractRow>> {
    let days = Days::of(reader)?;
    list::by_ids(reader, "contract", include_str!("rows.sql"), ids, |cells| row(cells, &days))
}

fn row(cells: &mut Cells<'_, '_>, days: &Days) -> Result<ContractRow> {
    let mut row = ContractRow {
        id: cells.take()?,
        revision: cells.take()?,
        code: cells.take()?,
        sequence: cells.take()?,
        name: cells.take()?,
        kind: cells.take()?,
        parent_code: cells.take()?,
        source: cells.take()?,
        procurement_code: cells.take()?,
        project_code: cells.take()?,
        category: cells.take()?,
        party_a: cells.take()?,
        supplier_id: cells.take()?,
        supplier: cells.take()?,
        amount: cells.take()?,
        signed_on: cells.take()?,
        starts_on: cells.take()?,
        ends_on: cells.take()?,
        officer: cells.take()?,
        family_amount: cells.take()?,
        paid: cells.take()?,
        base: cells.take()?,
        progress: cells.take()?,
        remaining: cells.take()?,
        status: cells.take()?,
        expires_on: cells.take()?,
        retention: cells.take()?,
        releases_on: cells.take()?,
        expiry: None,
        days_left: None,
        release: None,
        release_days: None,
    };
    days.tell(&mut row);
    Ok(row)
}

pub(crate) static LIST: List = List {
    noun: Noun::Contract,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("code", "t.code", Text).indexed(),
        Field::new("sequence", "t.sequence", Text).optional().indexed(),
        Field::new("name", "t.name", Text).indexed(),
        Field::new("kind", "t.kind", Choice(ContractKind::LABELS)).indexed(),
        Field::new("parent_code", "m.code", Text),
        Field::new("source", "t.source", Choice(ContractSource::LABELS)).indexed(),
        Field::new("procurement_code", "q.code", Text),
        Field::new("project_code", "j.code", Text),
        Field::new("type", "t.category", Choice(Category::LABELS)).optional().indexed(),
        Field::new("party_a", "t.party_a", Text).optional().indexed(),
        Field::new("supplier_id", "t.supplier_id", Count),
        Field::new("supplier", "s.name", Text).indexed(),
        Field::new("amount", "t.amount_fen", Amount).optional().indexed(),
        Field::new("signed_on", "t.signed_on", Date).optional().indexed(),
        Field::new("starts_on", "t.starts_on", Date).optional().indexed(),
        Field::new("ends_on", "t.ends_on", Date).optional().indexed(),
        Field::new("officer", "t.officer", Text).optional().indexed(),
        Field::new("family_amount", "p.family_amount_fen", Amount).optional().indexed(),
        Field::new("paid", "p.paid_fen", Amount).indexed(),
        Field::new("base", "p.base_fen", Amount).optional().indexed(),
        Field::new("progress", "p.progress_ten_thousandths", Ratio).optional().indexed(),
        Field::new("remaining", "p.remaining_fen", Amount).optional().indexed(),
        Field::new("status", "p.status", Choice(ContractStatus::LABELS)).indexed(),
        Field::new("expires_on", "p.expires_on", Date).optional().indexed(),
        Field::new("expiry", "p.expires_on", Deadline(Notified::Expiry)).optional().indexed(),
        Field::new("retention", "p.retention_fen", Amount).optional().indexed(),
        Field::new("releases_on", "p.releases_on", Date).optional().indexed(),
        Field::new("release", "p.releases_on", Deadline(Notified::Retention)).optional().indexed(),
    ],
    companion: Some(Companion { table: "contract_position", alias: "p", key: "p.contract_id" }),
    joins: &[
        Join { table: "supplier", alias: "s", from: "t.supplier_id", optional: false },
        Join { table: "contract", alias: "m", from: "t.parent_id", optional: true },
        Join { table: "procurement", alias: "q", from: "t.procurement_id", optional: true },
        Join { table: "project", alias: "j", from: "t.project_id", optional: true },
    ],
    order: &[("code", false)],
    totals: &[
        Total { name: "amount", sql: "t.amount_fen", alias: "t" },
        Total { name: "paid", sql: "p.own_paid_fen", alias: "p" },
    ],
    whole: "SELECT
        (SELECT count(*) FROM contract),
        (SELECT ifnull(sum(amount_fen), 0) FROM contract),
        (SELECT ifnull(sum(own_paid_fen), 0) FROM contract_position)",
    owner: None,
};
