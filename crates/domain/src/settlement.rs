//! 结算: the final amount of a main contract.

use crate::date::Date;
use crate::text::texts;
use crate::{Code, Money, Problem, Problems};

/// What people state of a settlement; a main contract has at most one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Settlement {
    pub contract_id: i64,
    pub final_amount: Money,
    pub completed_on: Option<Date>,
    pub archived_on: Option<Date>,
    pub remarks: Option<String>,
}

texts!(Settlement: ; remarks);

impl Settlement {
    /// A settlement of `contract_id` at nothing, of which nothing further is stated.
    pub const fn of_contract(contract_id: i64) -> Self {
        Self { contract_id, final_amount: Money::ZERO, completed_on: None, archived_on: None, remarks: None }
    }

    /// Checks every rule that a settlement can be checked against alone.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        if self.final_amount < Money::ZERO {
            problems.add(Problem::new(Code::AmountNegative).field("final_amount"));
        }
        problems
    }
}

/// A settlement in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SettlementRow {
    pub id: i64,
    pub revision: i64,
    pub contract_id: i64,
    pub contract_code: String,
    pub contract_name: String,
    pub supplier: String,
    pub final_amount: Money,
    /// The sum of the amounts of the family, and what the settlement differs from it by.
    pub family_amount: Option<Money>,
    pub difference: Option<Money>,
    pub completed_on: Option<Date>,
    pub archived_on: Option<Date>,
    pub remarks: Option<String>,
}
