//! 合同: main contracts, their supplements and terminations, framework contracts.

use crate::date::Date;
use crate::deadline::Deadline;
use crate::procurement::Category;
use crate::text::texts;
use crate::{Code, Money, Problem, Problems, Ratio, name};

choice! {
    /// 文件定位: what a contract document is within its family.
    pub enum ContractKind {
        Main = "主合同",
        Supplement = "补充协议",
        Termination = "解除协议",
        Framework = "框架协议",
    }
}

impl ContractKind {
    /// Whether a contract of this kind belongs to a parent.
    pub const fn needs_parent(self) -> bool {
        match self {
            Self::Supplement | Self::Termination => true,
            Self::Main | Self::Framework => false,
        }
    }
}

choice! {
    /// 合同来源.
    pub enum ContractSource {
        Procured = "采购合同",
        Direct = "直接签订",
    }
}

choice! {
    /// 执行状态, derived from settlement and termination of the family.
    pub enum ContractStatus {
        InExecution = "在执行",
        Settled = "已结算",
        Terminated = "已解除",
    }
}

/// What people state of a contract.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Contract {
    pub code: String,
    pub sequence: Option<String>,
    pub name: String,
    pub kind: ContractKind,
    pub parent_id: Option<i64>,
    pub source: ContractSource,
    pub procurement_id: Option<i64>,
    pub project_id: Option<i64>,
    #[serde(rename = "type")]
    pub category: Option<Category>,
    pub party_a: Option<String>,
    pub supplier_id: i64,
    pub party_a_representative: Option<String>,
    pub party_a_contact: Option<String>,
    pub party_a_manager: Option<String>,
    pub party_b_representative: Option<String>,
    pub party_b_contact: Option<String>,
    pub party_b_manager: Option<String>,
    pub amount: Option<Money>,
    pub signed_on: Option<Date>,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub duration: Option<String>,
    pub officer: Option<String>,
    pub payment_terms: Option<String>,
    pub retention_percent: Option<Ratio>,
    pub retention_due_on: Option<Date>,
    pub guarantee_returned_on: Option<Date>,
    pub archived_on: Option<Date>,
    pub remarks: Option<String>,
}

texts!(Contract: code name;
    sequence party_a party_a_representative party_a_contact party_a_manager party_b_representative
    party_b_contact party_b_manager duration officer payment_terms remarks);

impl Contract {
    /// A main contract signed directly, of which nothing further is stated.
    pub fn plain(code: &str, name: &str, supplier_id: i64) -> Self {
        Self {
            code: code.to_owned(),
            sequence: None,
            name: name.to_owned(),
            kind: ContractKind::Main,
            parent_id: None,
            source: ContractSource::Direct,
            procurement_id: None,
            project_id: None,
            category: None,
            party_a: None,
            supplier_id,
            party_a_representative: None,
            party_a_contact: None,
            party_a_manager: None,
            party_b_representative: None,
            party_b_contact: None,
            party_b_manager: None,
            amount: None,
            signed_on: None,
            starts_on: None,
            ends_on: None,
            duration: None,
            officer: None,
            payment_terms: None,
            retention_percent: None,
            retention_due_on: None,
            guarantee_returned_on: None,
            archived_on: None,
            remarks: None,
        }
    }

    /// Checks every rule that a contract can be checked against alone.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        name::check_code(&mut problems, "code", &self.code);
        problems.require("name", &self.name, Code::RecordFieldMissing);
        if let Some(sequence) = &self.sequence {
            name::check_code(&mut problems, "sequence", sequence);
        }
        if self.kind.needs_parent() && self.parent_id.is_none() {
            let problem = Problem::new(Code::ContractParentMissing).field("parent_id");
            problems.add(problem.param("kind", self.kind.label()));
        }
        if !self.kind.needs_parent() && self.parent_id.is_some() {
            let problem = Problem::new(Code::ContractParentForbidden).field("parent_id");
            problems.add(problem.param("kind", self.kind.label()));
        }
        self.check_source(&mut problems);
        if !self.kind.needs_parent() && self.amount.is_some_and(|amount| amount < Money::ZERO) {
            problems.add(Problem::new(Code::AmountNegative).field("amount"));
        }
        if let (Some(start), Some(end)) = (self.starts_on, self.ends_on)
            && end < start
        {
            problems.add(Problem::new(Code::ContractEndsBeforeStart).field("ends_on"));
        }
        if self.retention_percent.is_some_and(|ratio| {
            ratio.value().is_sign_negative() || ratio.value() > rust_decimal::Decimal::ONE
        }) {
            problems.add(Problem::new(Code::RatioOutOfRange).field("retention_percent"));
        }
        problems
    }

    fn check_source(&self, problems: &mut Problems) {
        match (self.source, self.procurement_id) {
            (ContractSource::Procured, None) => {
                problems.add(Problem::new(Code::ContractProcurementMissing).field("procurement_id"));
            }
            (ContractSource::Direct, Some(_)) => {
                problems.add(Problem::new(Code::ContractProcurementForbidden).field("procurement_id"));
            }
            (ContractSource::Procured, Some(_)) | (ContractSource::Direct, None) => {}
        }
    }

    /// Checks that `parent` can be the parent of this contract: a 主合同 or a 框架协议.
    pub fn check_parent(&self, parent: &Self) -> Result<(), Problem> {
        if parent.kind.needs_parent() {
            let problem = Problem::new(Code::ContractParentNotMain).field("parent_id");
            return Err(problem.param("value", &parent.code).param("kind", parent.kind.label()));
        }
        Ok(())
    }

    /// Takes from the parent what a supplement or termination leaves unsaid.
    pub fn inherit_from_parent(&mut self, parent: &Self) {
        self.project_id = self.project_id.or(parent.project_id);
        self.category = self.category.or(parent.category);
        if self.source == parent.source {
            self.procurement_id = self.procurement_id.or(parent.procurement_id);
        }
        if self.party_a.is_none() {
            self.party_a.clone_from(&parent.party_a);
        }
    }
}

/// A contract in a list, with its position.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ContractRow {
    pub id: i64,
    pub revision: i64,
    pub code: String,
    pub sequence: Option<String>,
    pub name: String,
    pub kind: ContractKind,
    pub parent_code: Option<String>,
    pub source: ContractSource,
    pub procurement_code: Option<String>,
    pub project_code: Option<String>,
    #[serde(rename = "type")]
    pub category: Option<Category>,
    pub party_a: Option<String>,
    pub supplier_id: i64,
    pub supplier: String,
    pub amount: Option<Money>,
    pub signed_on: Option<Date>,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub officer: Option<String>,
    pub family_amount: Option<Money>,
    pub paid: Money,
    pub base: Option<Money>,
    pub progress: Option<Ratio>,
    pub remaining: Option<Money>,
    pub status: ContractStatus,
    /// The end of the family, extensions by supplements included, while it is in execution.
    pub expires_on: Option<Date>,
    pub expiry: Option<Deadline>,
    /// Days from today to the end; negative once it has passed.
    pub days_left: Option<i64>,
    /// 质保金.
    pub retention: Option<Money>,
    /// When the retention is to be released, while something is still to be paid.
    pub releases_on: Option<Date>,
    pub release: Option<Deadline>,
    /// Days from today to the release; negative once it is due.
    pub release_days: Option<i64>,
}
