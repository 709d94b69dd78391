//! The procurement: one row of the file to one record, and back.

use domain::procurement::Procurement;
use domain::{Noun, Stored};

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::{referrers, table};

table::table! {
    Procurement in "procurement" {
        code,
        project_id,
        name,
        unit,
        category,
        platform,
        method,
        qualification_review,
        bid_evaluation,
        award_method,
        budget_amount = "budget_amount_fen",
        control_price = "control_price_fen",
        award_amount = "award_amount_fen",
        officer,
        demand_department,
        demand_contact,
        winning_supplier_id,
        winner_contact,
        planned_completion_on,
        requirement_approved_on,
        announced_on,
        registration_closes_on,
        bids_opened_on,
        candidates_published_until,
        result_published_on,
        award_notice_on,
        archived_on,
        committee,
        bid_guarantee,
        bid_guarantee_returned_on,
        performance_guarantee,
        objections,
        non_tender_explanation,
    }
}

/// Reads one procurement.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Procurement>>> {
    table::get(reader, id)
}

/// Writes a new procurement and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Procurement) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of a procurement; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Procurement) -> Result<()> {
    table::update(writer, id, revision, record)
}

/// Removes revision `revision` of a procurement; refused where it was changed since, or others refer to it.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    referrers::refuse(writer, Noun::Procurement, id)?;
    table::delete::<Procurement>(writer, id, revision)
}
