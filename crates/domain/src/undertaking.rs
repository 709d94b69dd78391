//! 承接项目: what a supplier has undertaken, family by family.

use std::collections::{BTreeMap, HashMap};

use crate::contract::{ContractRow, ContractStatus};
use crate::detail::SupplierDetail;
use crate::evaluation::EvaluationRow;
use crate::grade::Grade;
use crate::supplier::SupplierRow;
use crate::{Money, Ratio, Score};

/// A main or framework contract with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Family {
    #[serde(flatten)]
    pub contract: ContractRow,
    /// Its supplements and terminations.
    pub children: i64,
    pub score: Option<Score>,
    /// None is 未评价, which is not 0.
    pub grade: Option<Grade>,
}

/// How many families stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StatusCount {
    pub status: ContractStatus,
    pub count: i64,
}

/// The sums of some families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UndertakenTotals {
    pub amount: Money,
    pub paid: Money,
    pub base: Money,
    /// Paid on the families that have a base ÷ their bases; none where no family has one.
    pub progress: Option<Ratio>,
    pub remaining: Money,
}

/// What a supplier has undertaken: all of it, or what stands in one status.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Undertaking {
    pub supplier: SupplierRow,
    /// One for each status, whatever is shown.
    pub counts: Vec<StatusCount>,
    pub families: Vec<Family>,
    pub totals: UndertakenTotals,
}

impl UndertakenTotals {
    /// Adds up families. The progress is that of a supplier: only what has a base is measured.
    pub fn of<'a>(families: impl Iterator<Item = &'a ContractRow> + Clone) -> Self {
        let measured = families.clone().filter_map(|row| Some((row.paid, row.base?)));
        let base: Money = measured.clone().map(|(_, base)| base).sum();
        Self {
            amount: families.clone().filter_map(|row| row.family_amount).sum(),
            paid: families.clone().map(|row| row.paid).sum(),
            base,
            progress: Ratio::of(measured.map(|(paid, _)| paid).sum(), base),
            remaining: families.filter_map(|row| row.remaining).sum(),
        }
    }
}

/// Returns what a supplier has undertaken; `status` leaves only the families that stand there.
pub fn undertaken(detail: &SupplierDetail, status: Option<ContractStatus>) -> Undertaking {
    let all = families(&detail.contracts, &detail.evaluations);
    let count = |status| all.iter().filter(|family| family.contract.status == status).count();
    let counts = ContractStatus::ALL
        .iter()
        .map(|status| StatusCount {
            status: *status,
            count: i64::try_from(count(*status)).unwrap_or(i64::MAX),
        })
        .collect();
    let fits = |family: &Family| status.is_none_or(|status| family.contract.status == status);
    let families: Vec<Family> = all.into_iter().filter(fits).collect();
    let totals = UndertakenTotals::of(families.iter().map(|family| &family.contract));
    Undertaking { supplier: detail.row.clone(), counts, families, totals }
}

/// Returns the families among contracts, each with what is known of its evaluation.
pub fn families(contracts: &[ContractRow], evaluations: &[EvaluationRow]) -> Vec<Family> {
    let mut children: BTreeMap<&str, i64> = BTreeMap::new();
    for parent in contracts.iter().filter_map(|row| row.parent_code.as_deref()) {
        *children.entry(parent).or_default() += 1;
    }
    let evaluations: HashMap<i64, &EvaluationRow> =
        evaluations.iter().map(|row| (row.contract_id, row)).collect();
    let family = |contract: &ContractRow| {
        let evaluation = evaluations.get(&contract.id);
        Family {
            children: children.get(contract.code.as_str()).copied().unwrap_or_default(),
            score: evaluation.and_then(|row| row.comprehensive_score),
            grade: evaluation.and_then(|row| row.grade.clone()),
            contract: contract.clone(),
        }
    };
    contracts.iter().filter(|row| !row.kind.needs_parent()).map(family).collect()
}
