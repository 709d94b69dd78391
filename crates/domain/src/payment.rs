//! 付款: what was paid on a contract.

use crate::date::Date;
use crate::text::texts;
use crate::{Code, Money, Problem, Problems, name};

/// What people state of a payment. A refund has the flag, not a negative amount.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Payment {
    pub code: String,
    pub contract_id: i64,
    /// The row of the payment plan that it serves, of the same contract.
    pub payment_plan_id: Option<i64>,
    pub amount: Money,
    pub paid_on: Date,
    pub refund: bool,
    pub purpose: Option<String>,
    pub invoice: Option<String>,
    pub remarks: Option<String>,
}

texts!(Payment: code; purpose invoice remarks);

impl Payment {
    /// A payment, no refund, of which nothing further is stated.
    pub fn plain(contract_id: i64, code: &str, amount: Money, paid_on: Date) -> Self {
        Self {
            code: code.to_owned(),
            contract_id,
            payment_plan_id: None,
            amount,
            paid_on,
            refund: false,
            purpose: None,
            invoice: None,
            remarks: None,
        }
    }

    /// Checks every rule that a payment can be checked against alone.
    ///
    /// The code may be empty: the ledger then gives the next free one.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        if !self.code.is_empty() {
            name::check_code(&mut problems, "code", &self.code);
        }
        if !self.amount.is_positive() {
            problems.add(Problem::new(Code::PaymentAmountNotPositive).field("amount"));
        }
        problems
    }

    /// Returns the amount as it counts: a refund subtracts.
    pub fn signed_amount(&self) -> Money {
        if self.refund { -self.amount } else { self.amount }
    }
}

/// Returns the code of the `number`th payment of a contract: `BHHY-NH-001-FK-001`.
///
/// `contract` is the 合同序号, or the 合同编号 where there is none (DOMAIN: payment).
pub fn code_of(contract: &str, number: u32) -> String {
    format!("{contract}-FK-{number:03}")
}

/// A payment in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaymentRow {
    pub id: i64,
    pub revision: i64,
    pub code: String,
    pub contract_id: i64,
    pub contract_code: String,
    pub contract_sequence: Option<String>,
    pub contract_name: String,
    pub supplier: String,
    /// 付款节点: the row of the payment plan that it serves.
    pub payment_plan_id: Option<i64>,
    pub term: Option<String>,
    pub amount: Money,
    pub paid_on: Date,
    pub refund: bool,
    pub purpose: Option<String>,
    pub invoice: Option<String>,
    pub remarks: Option<String>,
}

impl PaymentRow {
    /// Returns the amount as it counts: a refund subtracts.
    pub fn signed_amount(&self) -> Money {
        if self.refund { -self.amount } else { self.amount }
    }
}
