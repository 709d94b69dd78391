//! The list of payments.

use domain::Noun;
use domain::list::{ListQuery, Page};
use domain::payment::PaymentRow;

use crate::cell::Cells;
use crate::list::Kind::{Amount, Count, Date, Flag, Text};
use crate::list::{self, Field, Join, List, Owner, Total};
use crate::{Reader, Result};

/// Returns a page of payments.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<PaymentRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every payment that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(PaymentRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given payments, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<PaymentRow>> {
    list::by_ids(reader, "payment", include_str!("rows.sql"), ids, row)
}

fn row(cells: &mut Cells<'_, '_>) -> Result<PaymentRow> {
    Ok(PaymentRow {
        id: cells.take()?,
        revision: cells.take()?,
        code: cells.take()?,
        contract_id: cells.take()?,
        contract_code: cells.take()?,
        contract_sequence: cells.take()?,
        contract_name: cells.take()?,
        supplier: cells.take()?,
        payment_plan_id: cells.take()?,
        term: cells.take()?,
        amount: cells.take()?,
        paid_on: cells.take()?,
        refund: cells.take()?,
        purpose: cells.take()?,
        invoice: cells.take()?,
        remarks: cells.take()?,
    })
}

pub(crate) static LIST: List = List {
    noun: Noun::Payment,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("code", "t.code", Text).indexed(),
        Field::new("contract_id", "t.contract_id", Count),
        Field::new("contract_code", "c.code", Text).indexed(),
        Field::new("contract_sequence", "c.sequence", Text).optional(),
        Field::new("contract_name", "c.name", Text).indexed(),
        Field::new("supplier_id", "c.supplier_id", Count),
        Field::new("supplier", "s.name", Text).indexed(),
        Field::new("project_code", "j.code", Text),
        Field::new("payment_plan_id", "t.payment_plan_id", Count).optional(),
        Field::new("term", "n.term", Text),
        Field::new("amount", "t.amount_fen", Amount).indexed(),
        Field::new("paid_on", "t.paid_on", Date).indexed(),
        Field::new("refund", "t.refund", Flag).indexed(),
        Field::new("purpose", "t.purpose", Text).optional().indexed(),
        Field::new("invoice", "t.invoice", Text).optional().indexed(),
        Field::new("remarks", "t.remarks", Text).optional(),
    ],
    companion: None,
    joins: &[
        Join { table: "contract", alias: "c", from: "t.contract_id", optional: false },
        Join { table: "supplier", alias: "s", from: "c.supplier_id", optional: false },
        Join { table: "payment_plan", alias: "n", from: "t.payment_plan_id", optional: true },
        Join { table: "project", alias: "j", from: "c.project_id", optional: true },
    ],
    order: &[("paid_on", true)],
    totals: &[Total {
        name: "amount",
        sql: "CASE WHEN t.refund THEN -t.amount_fen ELSE t.amount_fen END",
        alias: "t",
    }],
    whole: "SELECT ifnull(sum(payments), 0), ifnull(sum(own_paid_fen), 0) FROM contract_position",
    owner: Some(Owner {
        column: "t.contract_id",
        table: "contract_position AS k",
        key: "k.contract_id",
        count: "k.payments",
        sums: "ifnull(sum(k.payments), 0), ifnull(sum(k.own_paid_fen), 0)",
    }),
};
