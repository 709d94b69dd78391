//! The list of the rows of payment plans.

use domain::Noun;
use domain::list::{ListQuery, Page};
use domain::payment_plan::{PaymentPlanRow, Standing};

use crate::cell::Cells;
use crate::list::Kind::{Amount, Choice, Count, Date, Deadline, Ratio, Text};
use crate::list::{self, Companion, Field, Join, List, Notified, Total};
use crate::{Reader, Result};

/// Returns a page of rows.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<PaymentPlanRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every row that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(PaymentPlanRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the given rows, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<PaymentPlanRow>> {
    let today = reader.today();
    list::by_ids(reader, "payment_plan", include_str!("rows.sql"), ids, |cells| {
        let mut row = row(cells)?;
        if let Some(today) = today {
            row.tell(today);
        }
        Ok(row)
    })
}

fn row(cells: &mut Cells<'_, '_>) -> Result<PaymentPlanRow> {
    Ok(PaymentPlanRow {
        id: cells.take()?,
        revision: cells.take()?,
        contract_id: cells.take()?,
        contract_code: cells.take()?,
        contract_name: cells.take()?,
        supplier: cells.take()?,
        term: cells.take()?,
        due_on: cells.take()?,
        amount: cells.take()?,
        percent: cells.take()?,
        remarks: cells.take()?,
        payable: cells.take()?,
        share: cells.take()?,
        paid: cells.take()?,
        open: cells.take()?,
        progress: cells.take()?,
        standing: cells.take()?,
        falls_due_on: cells.take()?,
        due: None,
        days_left: None,
        state: None,
    })
}

pub(crate) static LIST: List = List {
    noun: Noun::PaymentPlan,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("contract_id", "t.contract_id", Count),
        Field::new("contract_code", "c.code", Text).indexed(),
        Field::new("contract_name", "c.name", Text).indexed(),
        Field::new("supplier_id", "c.supplier_id", Count),
        Field::new("supplier", "s.name", Text).indexed(),
        Field::new("project_code", "j.code", Text),
        Field::new("term", "t.term", Text),
        Field::new("due_on", "t.due_on", Date).optional(),
        Field::new("amount", "t.amount_fen", Amount).optional(),
        Field::new("percent", "t.percent_ten_thousandths", Ratio).optional(),
        Field::new("remarks", "t.remarks", Text).optional(),
        Field::new("payable", "p.payable_fen", Amount).optional(),
        Field::new("share", "p.share_ten_thousandths", Ratio).optional(),
        Field::new("paid", "p.paid_fen", Amount),
        Field::new("open", "p.open_fen", Amount).optional(),
        Field::new("progress", "p.progress_ten_thousandths", Ratio).optional(),
        Field::new("standing", "p.standing", Choice(Standing::LABELS)),
        Field::new("falls_due_on", "p.falls_due_on", Date).optional().indexed(),
        Field::new("due", "p.falls_due_on", Deadline(Notified::Payment)).optional().indexed(),
    ],
    companion: Some(Companion { table: "payment_plan_position", alias: "p", key: "p.payment_plan_id" }),
    joins: &[
        Join { table: "contract", alias: "c", from: "t.contract_id", optional: false },
        Join { table: "supplier", alias: "s", from: "c.supplier_id", optional: false },
        Join { table: "project", alias: "j", from: "c.project_id", optional: true },
    ],
    order: &[("contract_code", false)],
    totals: &[
        Total { name: "payable", sql: "p.payable_fen", alias: "p" },
        Total { name: "paid", sql: "p.paid_fen", alias: "p" },
        Total { name: "open", sql: "p.open_fen", alias: "p" },
    ],
    whole: "SELECT count(*), ifnull(sum(payable_fen), 0), ifnull(sum(paid_fen), 0), ifnull(sum(open_fen), 0)
        FROM payment_plan_position",
    owner: None,
};
