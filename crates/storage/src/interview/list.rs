//! The list of interviews.

use std::sync::LazyLock;

use domain::Noun;
use domain::interview::{Interview, InterviewKind, InterviewRow, InterviewStatus};
use domain::list::{ListQuery, Page};

use crate::cell::Cells;
use crate::list::Kind::{Choice, Count, Date, Text};
use crate::list::{self, Field, Join, List};
use crate::table::Table;
use crate::{Reader, Result};

/// Returns a page of interviews.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<InterviewRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every interview that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(InterviewRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given interviews, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<InterviewRow>> {
    list::by_ids(reader, "interview", &ROWS, ids, row)
}

static ROWS: LazyLock<String> = LazyLock::new(|| list::with_columns::<Interview>(include_str!("rows.sql")));

fn row(cells: &mut Cells<'_, '_>) -> Result<InterviewRow> {
    Ok(InterviewRow {
        id: cells.take()?,
        revision: cells.take()?,
        supplier: cells.take()?,
        contract_code: cells.take()?,
        days_left: None,
        interview: Interview::read(cells)?,
    })
}

pub(crate) static LIST: List = List {
    noun: Noun::Interview,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("supplier_id", "t.supplier_id", Count),
        Field::new("supplier", "s.name", Text).indexed(),
        Field::new("contract_id", "t.contract_id", Count).optional(),
        Field::new("contract_code", "c.code", Text),
        Field::new("project_code", "j.code", Text),
        Field::new("kind", "t.kind", Choice(InterviewKind::LABELS)),
        Field::new("held_on", "t.held_on", Date),
        Field::new("interviewer", "t.interviewer", Text),
        Field::new("representative", "t.representative", Text).optional(),
        Field::new("reason", "t.reason", Text),
        Field::new("content", "t.content", Text),
        Field::new("rectification", "t.rectification", Text).optional(),
        Field::new("due_on", "t.due_on", Date).optional(),
        Field::new("result", "t.result", Text).optional(),
        Field::new("status", "t.status", Choice(InterviewStatus::LABELS)),
    ],
    companion: None,
    joins: &[
        Join { table: "supplier", alias: "s", from: "t.supplier_id", optional: false },
        Join { table: "contract", alias: "c", from: "t.contract_id", optional: true },
        Join { table: "project", alias: "j", from: "c.project_id", optional: true },
    ],
    order: &[("held_on", true)],
    totals: &[],
    whole: "SELECT count(*) FROM interview",
    owner: None,
};
