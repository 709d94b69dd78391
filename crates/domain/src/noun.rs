//! The eight nouns of the ledger, and the payment plans of contracts.

use serde::{Deserialize, Serialize};

/// A kind of record; each has one name and one room on every floor.
///
/// The rows of a payment plan are a part of their contract. They are listed, imported and undone as
/// the nouns are, and so they are told apart as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    Project,
    Procurement,
    Supplier,
    Contract,
    PaymentPlan,
    Payment,
    Settlement,
    Evaluation,
    Interview,
}

impl Noun {
    /// Every noun, each after those it refers to.
    pub const ALL: &'static [Self] = &[
        Self::Project,
        Self::Supplier,
        Self::Procurement,
        Self::Contract,
        Self::PaymentPlan,
        Self::Payment,
        Self::Settlement,
        Self::Evaluation,
        Self::Interview,
    ];

    /// Returns the English name: the name of its table, its folder and its `--kind`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Procurement => "procurement",
            Self::Supplier => "supplier",
            Self::Contract => "contract",
            Self::PaymentPlan => "payment_plan",
            Self::Payment => "payment",
            Self::Settlement => "settlement",
            Self::Evaluation => "evaluation",
            Self::Interview => "interview",
        }
    }

    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Project => "项目",
            Self::Procurement => "采购",
            Self::Supplier => "供应商",
            Self::Contract => "合同",
            Self::PaymentPlan => "付款计划",
            Self::Payment => "付款",
            Self::Settlement => "结算",
            Self::Evaluation => "履约评价",
            Self::Interview => "约谈记录",
        }
    }

    /// Finds a noun by its English name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|noun| noun.name() == name)
    }
}

impl std::fmt::Display for Noun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
