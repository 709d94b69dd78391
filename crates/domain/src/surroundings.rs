//! A contract against the records around it: what is unusual, though it may be saved so.

use crate::contract::{Contract, ContractKind};
use crate::position::{self, Member};
use crate::{Code, Money, Problem, Problems, Ratio};

/// Another document of the family of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    pub code: String,
    pub kind: ContractKind,
    pub amount: Option<Money>,
    pub project_id: Option<i64>,
    pub supplier_id: i64,
}

/// The procurement that a contract comes of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub code: String,
    pub project_id: Option<i64>,
    pub winning_supplier_id: Option<i64>,
}

/// What stands around a contract that is being entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    pub origin: Option<Origin>,
    /// The family without the contract itself.
    pub relatives: Vec<Relative>,
    /// Paid on the whole family, the contract itself included.
    pub paid: Money,
    /// What the family was settled at.
    pub settled: Option<Money>,
    /// 累计增补预警比例.
    pub growth_limit: Ratio,
}

impl Contract {
    /// Returns what is unusual about a contract where it stands.
    pub fn warnings(&self, around: &Surroundings) -> Problems {
        let mut warnings = Problems::default();
        self.warn_of_projects(around, &mut warnings);
        self.warn_of_suppliers(around, &mut warnings);
        self.warn_of_amounts(around, &mut warnings);
        if let (Some(signed), Some(starts)) = (self.signed_on, self.starts_on)
            && signed > starts
        {
            warnings.add(Problem::new(Code::ContractSignedAfterStart).field("signed_on"));
        }
        warnings
    }

    /// A contract may belong to another project than what it comes of, but seldom does.
    fn warn_of_projects(&self, around: &Surroundings, warnings: &mut Problems) {
        let origin = around.origin.iter().map(|origin| (&origin.code, origin.project_id));
        let relatives = around.relatives.iter().map(|relative| (&relative.code, relative.project_id));
        let mut others = origin.chain(relatives);
        if let Some((code, _)) = others.find(|(_, project)| project.is_some() && *project != self.project_id)
        {
            let problem = Problem::new(Code::ContractProjectDiffers).field("project_id");
            warnings.add(problem.param("value", code));
        }
    }

    fn warn_of_suppliers(&self, around: &Surroundings, warnings: &mut Problems) {
        let origin = around.origin.iter().map(|origin| (&origin.code, origin.winning_supplier_id));
        let relatives = around.relatives.iter().map(|relative| (&relative.code, Some(relative.supplier_id)));
        let mut others = origin.chain(relatives);
        let differs = |supplier: &Option<i64>| supplier.is_some_and(|id| id != self.supplier_id);
        if let Some((code, _)) = others.find(|(_, supplier)| differs(supplier)) {
            let problem = Problem::new(Code::ContractSupplierDiffers).field("supplier_id");
            warnings.add(problem.param("value", code));
        }
    }

    fn warn_of_amounts(&self, around: &Surroundings, warnings: &mut Problems) {
        let member = |kind, amount| Member { kind, amount, paid: Money::ZERO };
        let own = member(self.kind, self.amount);
        let others = around.relatives.iter().map(|relative| member(relative.kind, relative.amount));
        let members: Vec<Member> = others.chain([own]).collect();
        if let Some(growth) = position::growth(&members)
            && growth > around.growth_limit
        {
            let problem = Problem::new(Code::ContractGrowthExceeds).field("amount");
            let problem = problem.param("growth", &growth.percent());
            warnings.add(problem.param("limit", &around.growth_limit.percent()));
        }
        let amounts: Vec<Money> = members.iter().filter_map(|member| member.amount).collect();
        let base = around.settled.or_else(|| (!amounts.is_empty()).then(|| amounts.into_iter().sum()));
        if let Some(progress) = position::overpaid(around.paid, base) {
            let problem = Problem::new(Code::ContractOverpaid).field("amount");
            warnings.add(problem.param("progress", &progress.percent()));
        }
    }
}
