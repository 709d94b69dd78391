//! 供应商: the companies that undertake contracts.

use crate::date::Date;
use crate::grade::Grade;
use crate::{Code, Money, Problem, Problems, Ratio, Score, name, uscc};

choice! {
    /// 状态 of a supplier.
    pub enum SupplierStatus {
        Qualified = "合格",
        Watched = "观察",
        Blacklisted = "黑名单",
    }
}

/// What people state of a supplier.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Supplier {
    pub name: String,
    pub code: Option<String>,
    pub uscc: Option<String>,
    pub former_names: Vec<String>,
    pub category: Option<String>,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub bank: Option<String>,
    pub account: Option<String>,
    pub address: Option<String>,
    pub status: SupplierStatus,
    pub status_reason: Option<String>,
    pub status_on: Option<Date>,
    pub remarks: Option<String>,
}

impl Supplier {
    /// A supplier of whom only the name is known, as an import may create one.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            code: None,
            uscc: None,
            former_names: Vec::new(),
            category: None,
            contact: None,
            phone: None,
            bank: None,
            account: None,
            address: None,
            status: SupplierStatus::Qualified,
            status_reason: None,
            status_on: None,
            remarks: None,
        }
    }

    /// Checks every rule that a supplier can be checked against alone.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        if name::normalise(&self.name).is_empty() {
            problems.add(Problem::new(Code::RecordFieldMissing).field("name"));
        }
        if let Some(code) = &self.code {
            name::check_code(&mut problems, "code", code);
        }
        if let Some(text) = &self.uscc
            && let Err(problem) = uscc::check(text)
        {
            problems.add(problem.field("uscc"));
        }
        if self.status != SupplierStatus::Qualified {
            let reason = self.status_reason.as_deref().unwrap_or_default();
            problems.require("status_reason", reason, Code::SupplierStatusReasonMissing);
        }
        problems
    }
}

/// A supplier in a list, with what it has undertaken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupplierRow {
    pub id: i64,
    pub revision: i64,
    pub name: String,
    pub code: Option<String>,
    pub uscc: Option<String>,
    pub former_names: Vec<String>,
    pub category: Option<String>,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub status: SupplierStatus,
    /// Main and framework contracts undertaken, and how many of them are in execution.
    pub contracts: i64,
    pub in_execution: i64,
    /// Sum of the family amounts.
    pub total_amount: Money,
    pub paid: Money,
    /// Paid on all families ÷ sum of their bases; none where no family has a base.
    pub progress: Option<Ratio>,
    /// Mean of the comprehensive scores; none is 未评价, which is not 0.
    pub mean_score: Option<Score>,
    pub grade: Option<Grade>,
    pub interviews: i64,
    /// Interviews of the kind 违约约谈.
    pub breaches: i64,
}
