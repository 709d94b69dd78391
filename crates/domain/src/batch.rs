//! Changing one field of many records at once.

use crate::deletion::NamedRecord;
use crate::{Noun, Problem};

/// One record of a batch edit that a rule keeps as it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BatchRefusal {
    #[serde(flatten)]
    pub record: NamedRecord,
    pub problems: Vec<Problem>,
}

/// What a batch edit did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BatchReport {
    pub noun: Noun,
    pub field: String,
    /// The entry that records it; none in a rehearsal, or where nothing changed.
    pub seq: Option<i64>,
    pub edited: i64,
    /// Records that have the value already.
    pub unchanged: i64,
    pub refused: i64,
    /// The refused records, up to a page's worth.
    pub refusals: Vec<BatchRefusal>,
    /// The nouns whose screens are to be refreshed.
    pub changed: Vec<Noun>,
}

/// Returns the fields that many records may be given at once.
///
/// Left out is what tells records apart (codes, names), what one rule or sum hangs on record by
/// record (amounts, scores, parents, suppliers), and the status of an interview, which only moves
/// forward.
pub const fn fields(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Project => &["manager", "status", "description", "remarks"],
        Noun::Procurement => &[
            "project_id",
            "unit",
            "category",
            "platform",
            "method",
            "qualification_review",
            "bid_evaluation",
            "award_method",
            "officer",
            "demand_department",
            "demand_contact",
            "planned_completion_on",
            "requirement_approved_on",
            "announced_on",
            "registration_closes_on",
            "bids_opened_on",
            "candidates_published_until",
            "result_published_on",
            "award_notice_on",
            "archived_on",
            "committee",
        ],
        Noun::Supplier => &[
            "category",
            "contact",
            "phone",
            "bank",
            "address",
            "status",
            "status_reason",
            "status_on",
            "remarks",
        ],
        Noun::Contract => &[
            "project_id",
            "type",
            "party_a",
            "signed_on",
            "starts_on",
            "ends_on",
            "duration",
            "officer",
            "payment_terms",
            "retention_percent",
            "retention_due_on",
            "guarantee_returned_on",
            "archived_on",
            "party_a_representative",
            "party_a_contact",
            "party_a_manager",
            "remarks",
        ],
        Noun::PaymentPlan => &["due_on", "remarks"],
        Noun::Payment => &["payment_plan_id", "paid_on", "purpose", "invoice", "remarks"],
        Noun::Settlement => &["completed_on", "archived_on", "remarks"],
        Noun::Evaluation => &["period", "evaluator", "remarks"],
        Noun::Interview => &["held_on", "interviewer", "representative", "rectification", "due_on", "result"],
    }
}
