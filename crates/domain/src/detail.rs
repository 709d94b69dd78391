//! What the side panel of a record shows.

use crate::contract::{Contract, ContractRow};
use crate::evaluation::{Evaluation, EvaluationRow, YearScore};
use crate::interview::{Interview, InterviewRow};
use crate::payment::{Payment, PaymentRow};
use crate::payment_plan::{ContractPlan, PaymentPlan, PaymentPlanRow};
use crate::position::ProjectPosition;
use crate::procurement::{Procurement, ProcurementRow};
use crate::project::{Project, ProjectRow};
use crate::settlement::{Settlement, SettlementRow};
use crate::supplier::{Supplier, SupplierRow};
use crate::{Money, Ratio, Stored};

/// A contract with its family, its payments and its evaluation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ContractDetail {
    pub contract: Stored<Contract>,
    pub row: ContractRow,
    pub project_name: Option<String>,
    /// The whole family, the main contract first; a contract alone is a family of one.
    pub family: Vec<ContractRow>,
    /// 累计增补比例 of the family.
    pub growth: Option<Ratio>,
    /// 累计增补预警比例, and whether the growth is above it.
    pub growth_limit: Ratio,
    pub growth_exceeds: bool,
    /// The payments of the whole family for a main contract, else of the child, oldest first.
    pub payments: Vec<RunningPayment>,
    /// The payment plan of this document.
    pub plan: ContractPlan,
    pub settlement: Option<SettlementRow>,
    pub evaluation: Option<EvaluationRow>,
}

/// A payment with what was paid up to and with it, refunds subtracted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RunningPayment {
    pub payment: PaymentRow,
    pub running_total: Money,
}

/// A supplier with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupplierDetail {
    pub supplier: Stored<Supplier>,
    pub row: SupplierRow,
    /// Every document, supplements and terminations among them, by code.
    pub contracts: Vec<ContractRow>,
    /// By the code of their contract.
    pub evaluations: Vec<EvaluationRow>,
    /// Newest first.
    pub interviews: Vec<InterviewRow>,
    /// The mean of the yearly scores, year by year.
    pub trend: Vec<YearScore>,
}

/// A project with its procurements and contracts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProjectDetail {
    pub project: Stored<Project>,
    pub row: ProjectRow,
    pub position: ProjectPosition,
    pub procurements: Vec<ProcurementRow>,
    pub contracts: Vec<ContractRow>,
}

/// Everything that belongs to a project, as its report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFile {
    pub row: ProjectRow,
    pub position: ProjectPosition,
    /// By code, as the contracts.
    pub procurements: Vec<ProcurementRow>,
    pub contracts: Vec<ContractRow>,
    /// By the code of their contract, then by day.
    pub payments: Vec<PaymentRow>,
    /// By the code of their contract, as the evaluations.
    pub settlements: Vec<SettlementRow>,
    pub evaluations: Vec<EvaluationRow>,
    /// Talks about its contracts, of each contract the newest first.
    pub interviews: Vec<InterviewRow>,
}

/// A payment with the contract it was made on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaymentDetail {
    pub payment: Stored<Payment>,
    pub row: PaymentRow,
    pub contract: ContractRow,
}

/// A row of a payment plan with its contract and the payments that serve it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaymentPlanDetail {
    pub plan: Stored<PaymentPlan>,
    pub row: PaymentPlanRow,
    pub contract: ContractRow,
    /// Oldest first.
    pub payments: Vec<PaymentRow>,
}

/// An evaluation with the contract it is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvaluationDetail {
    pub evaluation: Stored<Evaluation>,
    pub row: EvaluationRow,
    pub contract: ContractRow,
}

/// A procurement with the contracts that came of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProcurementDetail {
    pub procurement: Stored<Procurement>,
    pub row: ProcurementRow,
    pub project_name: Option<String>,
    pub contracts: Vec<ContractRow>,
}

/// A settlement with the contract that it closes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SettlementDetail {
    pub settlement: Stored<Settlement>,
    pub row: SettlementRow,
    pub contract: ContractRow,
}

/// An interview with the contract and the supplier it is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InterviewDetail {
    pub interview: Stored<Interview>,
    pub row: InterviewRow,
    pub supplier: SupplierRow,
    pub contract: Option<ContractRow>,
    /// 编号 of its 整改通知单.
    pub notice_code: String,
}

/// Where a family will stand once a payment or a settlement that is being entered is saved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PositionPreview {
    /// The contract as it stands now.
    pub contract: ContractRow,
    /// Paid on the family now, and then.
    pub paid_before: Money,
    pub paid: Money,
    pub base: Option<Money>,
    pub progress: Option<Ratio>,
    pub remaining: Option<Money>,
    /// Final amount − family amount; of a settlement.
    pub difference: Option<Money>,
    /// The code that a payment will get where none is typed.
    pub next_code: Option<String>,
    /// The payment plan of the contract, and the row of it that a new payment most likely serves.
    pub plan: Vec<PaymentPlanRow>,
    pub proposed_plan_id: Option<i64>,
}
