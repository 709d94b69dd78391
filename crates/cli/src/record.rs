//! Records as `list --json` prints them: the names and the order of fields that scripts rely on.
//!
//! Nothing else of a row goes out, no internal number above all.

use std::collections::BTreeMap;

use ledger::domain::contract::{ContractKind, ContractRow, ContractSource, ContractStatus};
use ledger::domain::date::Date;
use ledger::domain::deadline::Deadline;
use ledger::domain::evaluation::{EvaluationRow, ScoreOrigin};
use ledger::domain::interview::{Interview, InterviewKind, InterviewRow, InterviewStatus};
use ledger::domain::payment::PaymentRow;
use ledger::domain::payment_plan::{PaymentPlanRow, PlanState, Standing};
use ledger::domain::procurement::{
    AwardMethod, BidEvaluation, Category, Procurement, ProcurementMethod, ProcurementRow, QualificationReview,
};
use ledger::domain::project::{ProjectRow, ProjectStatus};
use ledger::domain::settlement::SettlementRow;
use ledger::domain::supplier::{SupplierRow, SupplierStatus};
use ledger::domain::{Money, Ratio, Score};
use serde::Serialize;

/// States a record that takes the named fields out of a row, or every field of a part of it but those that
/// it says to leave out.
macro_rules! record {
    ($name:ident of $row:ident $(. $part:ident: $whole:ident without { $($left:ident),+ })? { $($(#[$meta:meta])* $field:ident: $type:ty),+ $(,)? }
        $(beside { $($beside:ident: $beside_type:ty),+ $(,)? })?) => {
        #[derive(Debug, Serialize)]
        pub(crate) struct $name {
            $($(#[$meta])* pub(crate) $field: $type,)+
            $($(pub(crate) $beside: $beside_type,)+)?
        }

        impl From<$row> for $name {
            fn from(row: $row) -> Self {
                record!(@take row $(. $part: $whole without { $($left),+ })? { $($field),+ } { $($($beside),+)? })
            }
        }
    };
    (@take $row:ident { $($field:ident),+ } {}) => {
        Self { $($field: $row.$field),+ }
    };
    (@take $row:ident . $part:ident: $whole:ident without { $($left:ident),+ }
        { $($field:ident),+ } { $($beside:ident),+ }) => {{
        let $whole { $($left: _,)+ $($field),+ } = $row.$part;
        Self { $($beside: $row.$beside,)+ $($field),+ }
    }};
}

record! { ProjectRecord of ProjectRow {
    code: String,
    name: String,
    description: Option<String>,
    manager: Option<String>,
    status: ProjectStatus,
    remarks: Option<String>,
} }

record! { ProcurementRecord of ProcurementRow.procurement: Procurement without { project_id, winning_supplier_id } {
    code: String,
    name: String,
    unit: Option<String>,
    category: Option<Category>,
    platform: Option<String>,
    method: Option<ProcurementMethod>,
    qualification_review: Option<QualificationReview>,
    bid_evaluation: Option<BidEvaluation>,
    award_method: Option<AwardMethod>,
    budget_amount: Option<Money>,
    control_price: Option<Money>,
    award_amount: Option<Money>,
    officer: Option<String>,
    demand_department: Option<String>,
    demand_contact: Option<String>,
    winner_contact: Option<String>,
    planned_completion_on: Option<Date>,
    requirement_approved_on: Option<Date>,
    announced_on: Option<Date>,
    registration_closes_on: Option<Date>,
    bids_opened_on: Option<Date>,
    candidates_published_until: Option<Date>,
    result_published_on: Option<Date>,
    award_notice_on: Option<Date>,
    archived_on: Option<Date>,
    committee: Option<String>,
    bid_guarantee: Option<String>,
    bid_guarantee_returned_on: Option<Date>,
    performance_guarantee: Option<String>,
    objections: Option<String>,
    non_tender_explanation: Option<String>,
} beside {
    project_code: Option<String>,
    winning_supplier: Option<String>,
} }

record! { SupplierRecord of SupplierRow {
    name: String,
    code: Option<String>,
    uscc: Option<String>,
    former_names: Vec<String>,
    status: SupplierStatus,
    contracts: i64,
    in_execution: i64,
    total_amount: Money,
    paid: Money,
    progress: Option<Ratio>,
    mean_score: Option<Score>,
    grade: Option<String>,
    interviews: i64,
    breaches: i64,
} }

record! { ContractRecord of ContractRow {
    code: String,
    sequence: Option<String>,
    name: String,
    kind: ContractKind,
    parent_code: Option<String>,
    source: ContractSource,
    procurement_code: Option<String>,
    project_code: Option<String>,
    #[serde(rename = "type")]
    category: Option<Category>,
    party_a: Option<String>,
    supplier: String,
    amount: Option<Money>,
    signed_on: Option<Date>,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    family_amount: Option<Money>,
    paid: Money,
    base: Option<Money>,
    progress: Option<Ratio>,
    remaining: Option<Money>,
    status: ContractStatus,
    expires_on: Option<Date>,
    expiry: Option<Deadline>,
    days_left: Option<i64>,
    retention: Option<Money>,
    releases_on: Option<Date>,
    release: Option<Deadline>,
    release_days: Option<i64>,
} }

record! { PaymentPlanRecord of PaymentPlanRow {
    contract_code: String,
    contract_name: String,
    supplier: String,
    term: String,
    due_on: Option<Date>,
    amount: Option<Money>,
    percent: Option<Ratio>,
    payable: Option<Money>,
    share: Option<Ratio>,
    paid: Money,
    open: Option<Money>,
    standing: Standing,
    state: Option<PlanState>,
    days_left: Option<i64>,
    remarks: Option<String>,
} }

record! { PaymentRecord of PaymentRow {
    code: String,
    contract_code: String,
    amount: Money,
    paid_on: Date,
    refund: bool,
    purpose: Option<String>,
    invoice: Option<String>,
    remarks: Option<String>,
    term: Option<String>,
} }

record! { SettlementRecord of SettlementRow {
    contract_code: String,
    final_amount: Money,
    completed_on: Option<Date>,
    archived_on: Option<Date>,
    remarks: Option<String>,
} }

record! { EvaluationRecord of EvaluationRow {
    contract_code: String,
    contract_sequence: Option<String>,
    supplier: String,
    last_score: Option<Score>,
    yearly_scores: BTreeMap<u16, Score>,
    irregular_scores: BTreeMap<u16, Score>,
    comprehensive_score: Option<Score>,
    comprehensive_origin: Option<ScoreOrigin>,
    grade: Option<String>,
    remarks: Option<String>,
} }

record! { InterviewRecord of InterviewRow.interview: Interview without { supplier_id, contract_id } {
    kind: InterviewKind,
    held_on: Date,
    interviewer: String,
    representative: Option<String>,
    reason: String,
    content: String,
    rectification: Option<String>,
    due_on: Option<Date>,
    result: Option<String>,
    status: InterviewStatus,
} beside {
    supplier: String,
    contract_code: Option<String>,
    days_left: Option<i32>,
} }
