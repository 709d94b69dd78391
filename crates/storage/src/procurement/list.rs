//! The list of procurements.

use std::sync::LazyLock;

use domain::Noun;
use domain::list::{ListQuery, Page};
use domain::procurement::{
    AwardMethod, BidEvaluation, Category, Procurement, ProcurementMethod, ProcurementRow, QualificationReview,
};

use crate::cell::Cells;
use crate::list::Kind::{Amount, Choice, Count, Date, Text};
use crate::list::{self, Field, Join, List, Total};
use crate::table::Table;
use crate::{Reader, Result};

/// Returns a page of procurements.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<ProcurementRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every procurement that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(ProcurementRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given procurements, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<ProcurementRow>> {
    list::by_ids(reader, "procurement", &ROWS, ids, row)
}

static ROWS: LazyLock<String> = LazyLock::new(|| list::with_columns::<Procurement>(include_str!("rows.sql")));

fn row(cells: &mut Cells<'_, '_>) -> Result<ProcurementRow> {
    Ok(ProcurementRow {
        id: cells.take()?,
        revision: cells.take()?,
        project_code: cells.take()?,
        winning_supplier: cells.take()?,
        procurement: Procurement::read(cells)?,
    })
}

pub(crate) static LIST: List = List {
    noun: Noun::Procurement,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("code", "t.code", Text).indexed(),
        Field::new("project_id", "t.project_id", Count).optional(),
        Field::new("project_code", "j.code", Text),
        Field::new("name", "t.name", Text),
        Field::new("unit", "t.unit", Text).optional(),
        Field::new("category", "t.category", Choice(Category::LABELS)).optional(),
        Field::new("platform", "t.platform", Text).optional(),
        Field::new("method", "t.method", Choice(ProcurementMethod::LABELS)).optional(),
        Field::new("qualification_review", "t.qualification_review", Choice(QualificationReview::LABELS))
            .optional(),
        Field::new("bid_evaluation", "t.bid_evaluation", Choice(BidEvaluation::LABELS)).optional(),
        Field::new("award_method", "t.award_method", Choice(AwardMethod::LABELS)).optional(),
        Field::new("budget_amount", "t.budget_amount_fen", Amount).optional(),
        Field::new("control_price", "t.control_price_fen", Amount).optional(),
        Field::new("award_amount", "t.award_amount_fen", Amount).optional(),
        Field::new("officer", "t.officer", Text).optional(),
        Field::new("demand_department", "t.demand_department", Text).optional(),
        Field::new("demand_contact", "t.demand_contact", Text).optional(),
        Field::new("winning_supplier_id", "t.winning_supplier_id", Count).optional(),
        Field::new("winning_supplier", "s.name", Text),
        Field::new("winner_contact", "t.winner_contact", Text).optional(),
        Field::new("planned_completion_on", "t.planned_completion_on", Date).optional(),
        Field::new("requirement_approved_on", "t.requirement_approved_on", Date).optional(),
        Field::new("announced_on", "t.announced_on", Date).optional(),
        Field::new("registration_closes_on", "t.registration_closes_on", Date).optional(),
        Field::new("bids_opened_on", "t.bids_opened_on", Date).optional(),
        Field::new("candidates_published_until", "t.candidates_published_until", Date).optional(),
        Field::new("result_published_on", "t.result_published_on", Date).optional(),
        Field::new("award_notice_on", "t.award_notice_on", Date).optional(),
        Field::new("archived_on", "t.archived_on", Date).optional(),
        Field::new("committee", "t.committee", Text).optional(),
        Field::new("bid_guarantee", "t.bid_guarantee", Text).optional(),
        Field::new("bid_guarantee_returned_on", "t.bid_guarantee_returned_on", Date).optional(),
        Field::new("performance_guarantee", "t.performance_guarantee", Text).optional(),
        Field::new("objections", "t.objections", Text).optional(),
        Field::new("non_tender_explanation", "t.non_tender_explanation", Text).optional(),
    ],
    companion: None,
    joins: &[
        Join { table: "project", alias: "j", from: "t.project_id", optional: true },
        Join { table: "supplier", alias: "s", from: "t.winning_supplier_id", optional: true },
    ],
    order: &[("code", false)],
    totals: &[
        Total { name: "budget_amount", sql: "t.budget_amount_fen", alias: "t" },
        Total { name: "award_amount", sql: "t.award_amount_fen", alias: "t" },
    ],
    whole: "SELECT count(*), ifnull(sum(budget_amount_fen), 0), ifnull(sum(award_amount_fen), 0)
        FROM procurement",
    owner: None,
};
