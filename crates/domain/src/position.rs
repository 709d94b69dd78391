//! Where a contract stands: family amount, paid, base, progress.

use crate::contract::{ContractKind, ContractRow, ContractStatus};
use crate::date::Date;
use crate::{Money, Ratio};

/// One member of a contract family, as its position is computed from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub kind: ContractKind,
    /// As entered: a termination's amount is negative where it takes something back.
    pub amount: Option<Money>,
    /// What was paid on this document, refunds subtracted.
    pub paid: Money,
}

/// Where a contract stands. One definition for list, panel, supplier, export and report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Position {
    /// Signed sum of the amounts of the family; of a child, its own amount.
    pub family_amount: Option<Money>,
    pub paid: Money,
    /// What progress is measured against: the settlement's final amount, else the family amount.
    pub base: Option<Money>,
    /// None where the base is missing or 0: that is "—", not 0 %.
    pub progress: Option<Ratio>,
    /// Base − paid; an estimate until settled.
    pub remaining: Option<Money>,
    pub status: ContractStatus,
}

impl Position {
    /// Computes the position of a main or framework contract from all members of its family,
    /// itself among them.
    pub fn of_family(members: &[Member], settled: Option<Money>) -> Self {
        let amounts: Vec<Money> = members.iter().filter_map(|member| member.amount).collect();
        let family_amount = (!amounts.is_empty()).then(|| amounts.into_iter().sum());
        let paid = members.iter().map(|member| member.paid).sum();
        let base = settled.or(family_amount);
        Self::new(family_amount, paid, base, status(members, settled))
    }

    /// Computes the position of a supplement or termination: its own payments against its own
    /// amount, with the status of its family.
    pub fn of_child(child: &Member, family: ContractStatus) -> Self {
        Self::new(child.amount, child.paid, child.amount, family)
    }

    fn new(family_amount: Option<Money>, paid: Money, base: Option<Money>, status: ContractStatus) -> Self {
        Self {
            family_amount,
            paid,
            base,
            progress: base.and_then(|base| Ratio::of(paid, base)),
            remaining: base.map(|base| base - paid),
            status,
        }
    }
}

/// What one document of a family says of its end and of the retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub kind: ContractKind,
    pub ends_on: Option<Date>,
    pub retention_percent: Option<Ratio>,
    pub retention_due_on: Option<Date>,
}

/// What a family still has before it: its end, and the retention that is held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outlook {
    /// The latest end that the main contract or a supplement names; none once the family is
    /// settled or terminated.
    pub expires_on: Option<Date>,
    /// 质保金: its percentage of the base, which switches with the settlement.
    pub retention: Option<Money>,
    /// When the retention is to be released; none once everything is paid.
    pub releases_on: Option<Date>,
}

impl Outlook {
    /// Computes the outlook of a family from its documents, the main contract among them.
    pub fn of_family(terms: &[Terms], position: &Position) -> Self {
        let ends = terms.iter().filter(|one| one.kind != ContractKind::Termination);
        let expires_on = ends.filter_map(|one| one.ends_on).max();
        let main = terms.iter().find(|one| !one.kind.needs_parent());
        let percent = main.and_then(|main| main.retention_percent);
        let held = position.remaining.is_none_or(Money::is_positive);
        Self {
            expires_on: expires_on.filter(|_| position.status == ContractStatus::InExecution),
            retention: percent.zip(position.base).and_then(|(percent, base)| share(base, percent)),
            releases_on: main.and_then(|main| main.retention_due_on).filter(|_| held),
        }
    }
}

/// Returns a percentage of an amount, half up to the fen; none where nothing comes of it.
pub(crate) fn share(base: Money, percent: Ratio) -> Option<Money> {
    let yuan = (base.yuan() * percent.value())
        .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    Money::from_yuan(yuan).ok().filter(|share| share.is_positive())
}

/// Where the contracts of a project stand together.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProjectPosition {
    /// Contract families, by the status of each.
    pub in_execution: usize,
    pub settled: usize,
    pub terminated: usize,
    /// Paid on all families.
    pub paid: Money,
    /// Sum of the bases; families without one have no part in progress and remaining.
    pub base: Option<Money>,
    pub progress: Option<Ratio>,
    pub remaining: Option<Money>,
}

impl ProjectPosition {
    /// Adds up the contracts of a project; a supplement or termination counts within its family.
    pub fn of(contracts: &[ContractRow]) -> Self {
        let families: Vec<&ContractRow> =
            contracts.iter().filter(|contract| !contract.kind.needs_parent()).collect();
        let count = |status| families.iter().filter(|family| family.status == status).count();
        let measured = || families.iter().filter(|family| family.base.is_some());
        let base: Option<Money> =
            measured().next().map(|_| measured().filter_map(|family| family.base).sum());
        let measured_paid: Money = measured().map(|family| family.paid).sum();
        Self {
            in_execution: count(ContractStatus::InExecution),
            settled: count(ContractStatus::Settled),
            terminated: count(ContractStatus::Terminated),
            paid: families.iter().map(|family| family.paid).sum(),
            base,
            progress: base.and_then(|base| Ratio::of(measured_paid, base)),
            remaining: base.map(|base| base - measured_paid),
        }
    }
}

/// Returns 累计增补比例: supplements ÷ amount of the main or framework contract; none without that
/// amount.
pub fn growth(members: &[Member]) -> Option<Ratio> {
    let sum = |counts: fn(ContractKind) -> bool| -> Money {
        members.iter().filter(|member| counts(member.kind)).filter_map(|member| member.amount).sum()
    };
    let supplements = sum(|kind| kind == ContractKind::Supplement);
    Ratio::of(supplements, sum(|kind| !kind.needs_parent()))
}

/// Returns the progress of what is paid beyond a base; none where nothing is overpaid, or where
/// there is nothing to measure against.
pub fn overpaid(paid: Money, base: Option<Money>) -> Option<Ratio> {
    let base = base.filter(|base| base.is_positive())?;
    (paid > base).then(|| Ratio::of(paid, base)).flatten()
}

fn status(members: &[Member], settled: Option<Money>) -> ContractStatus {
    if settled.is_some() {
        ContractStatus::Settled
    } else if members.iter().any(|member| member.kind == ContractKind::Termination) {
        ContractStatus::Terminated
    } else {
        ContractStatus::InExecution
    }
}
