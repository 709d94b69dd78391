//! The list of projects, each with the number and the sum of its contracts.

use domain::Noun;
use domain::list::{ListQuery, Page};
use domain::project::{ProjectRow, ProjectStatus};

use crate::cell::Cells;
use crate::list::Kind::{Amount, Choice, Count, Text};
use crate::list::{self, Field, List, Total};
use crate::{Reader, Result};

/// Returns a page of projects.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<ProjectRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every project that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(ProjectRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given projects, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<ProjectRow>> {
    list::by_ids(reader, "project", include_str!("rows.sql"), ids, row)
}

fn row(cells: &mut Cells<'_, '_>) -> Result<ProjectRow> {
    Ok(ProjectRow {
        id: cells.take()?,
        revision: cells.take()?,
        code: cells.take()?,
        name: cells.take()?,
        description: cells.take()?,
        manager: cells.take()?,
        status: cells.take()?,
        remarks: cells.take()?,
        contracts: cells.take()?,
        total_amount: cells.take()?,
    })
}

pub(crate) static LIST: List = List {
    noun: Noun::Project,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("code", "t.code", Text).indexed(),
        Field::new("name", "t.name", Text),
        Field::new("description", "t.description", Text).optional(),
        Field::new("manager", "t.manager", Text).optional(),
        Field::new("status", "t.status", Choice(ProjectStatus::LABELS)),
        Field::new("remarks", "t.remarks", Text).optional(),
        Field::new("contracts", CONTRACTS, Count),
        Field::new("total_amount", TOTAL_AMOUNT, Amount),
    ],
    companion: None,
    joins: &[],
    order: &[("code", false)],
    totals: &[Total { name: "total_amount", sql: TOTAL_AMOUNT, alias: "t" }],
    whole: "SELECT
        (SELECT count(*) FROM project),
        (SELECT ifnull(sum(amount_fen), 0) FROM contract WHERE project_id IS NOT NULL)",
    owner: None,
};

const CONTRACTS: &str = "(SELECT count(*) FROM contract AS c WHERE c.project_id = t.id)";
const TOTAL_AMOUNT: &str =
    "(SELECT ifnull(sum(c.amount_fen), 0) FROM contract AS c WHERE c.project_id = t.id)";
