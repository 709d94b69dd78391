//! What evaluations come to: the score of a form, of a supplier, of the whole ledger.

use crate::Score;
use crate::contract::{ContractRow, ContractStatus};
use crate::date::Date;
use crate::evaluation::{Evaluation, EvaluationRow, YearScore};
use crate::grade::{Bands, Grade, Weights};
use crate::settings::EvaluationRule;

/// What an evaluation comes to, as a form shows it while it is filled in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Rating {
    /// Mean of the yearly and irregular scores.
    pub process_score: Option<Score>,
    /// What the rule makes of the scores, whether it counts or another score is given.
    pub computed_score: Option<Score>,
    /// The weights of the computed score.
    pub weights: Weights,
    /// The score that counts.
    pub comprehensive_score: Option<Score>,
    pub grade: Option<Grade>,
}

impl Rating {
    /// Rates an evaluation whose score is settled, by the weights and bands in force.
    pub fn of(evaluation: &Evaluation, in_force: &Weights, bands: &Bands) -> Self {
        let weights = evaluation.weights.clone().unwrap_or_else(|| in_force.clone());
        Self {
            process_score: evaluation.process().mean(),
            computed_score: evaluation.computed_score(&weights),
            weights,
            comprehensive_score: evaluation.comprehensive_score,
            grade: evaluation.comprehensive_score.map(|score| bands.grade(score)),
        }
    }
}

/// The years and the numbers that scores of the ledger have, each in order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Ordinals {
    pub years: Vec<u16>,
    pub numbers: Vec<u16>,
}

/// A supplier in the list of ratings.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupplierRating {
    pub id: i64,
    pub name: String,
    /// Mean of the comprehensive scores; none is 未评价, which is not 0.
    pub mean_score: Option<Score>,
    pub grade: Option<Grade>,
    /// Evaluations with a comprehensive score.
    pub evaluations: i64,
    pub newest: Option<EvaluationRow>,
    pub trend: Vec<YearScore>,
}

/// Returns the newest of the evaluations that have a comprehensive score: the one with the latest
/// yearly score, and of equals the one that was entered last.
pub fn newest(evaluations: &[EvaluationRow]) -> Option<&EvaluationRow> {
    let rated = evaluations.iter().filter(|row| row.comprehensive_score.is_some());
    rated.max_by_key(|row| (row.yearly_scores.keys().next_back().copied(), row.id))
}

/// A given comprehensive score beside the one that the rule would make.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ScoreDifference {
    #[serde(flatten)]
    pub row: EvaluationRow,
    pub computed_score: Score,
    pub computed_grade: Grade,
}

/// A contract that should have been evaluated in a year and was not.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DueEvaluation {
    #[serde(flatten)]
    pub contract: ContractRow,
    /// Its evaluation, which lacks the score of the year; none where there is no evaluation.
    pub evaluation_id: Option<i64>,
}

/// The contracts that a rule asks to be evaluated in one year.
///
/// A contract counts as in execution in a year if it had begun by its end and was not settled
/// before; contracts that were terminated are asked for no more. It is evaluated with a yearly
/// score of the year, a settled one also with a last score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueQuery {
    pub year: i16,
    pub rule: EvaluationRule,
}

/// What of a contract that heads a family decides whether it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueFacts {
    pub status: ContractStatus,
    /// When it starts, else when it was signed; where neither is said it had begun long ago.
    pub began_on: Option<Date>,
    /// When its settlement was completed.
    pub settled_on: Option<Date>,
    pub has_last_score: bool,
    /// Whether it has a yearly score of the year.
    pub has_score_of_year: bool,
}

impl DueQuery {
    /// Says whether a contract should have been evaluated and was not.
    pub fn asks_for(self, contract: &DueFacts) -> bool {
        let begun = contract.began_on.is_none_or(|day| day.year() <= self.year);
        begun && !contract.has_score_of_year && self.asks_for_status(contract)
    }

    fn asks_for_status(self, contract: &DueFacts) -> bool {
        match (contract.status, contract.settled_on) {
            (ContractStatus::InExecution, _) => self.rule.in_execution,
            // Was in execution still, or was settled within the year.
            (ContractStatus::Settled, Some(day)) if day.year() > self.year => self.rule.in_execution,
            (ContractStatus::Settled, Some(day)) if day.year() == self.year => {
                self.rule.settled && !contract.has_last_score
            }
            (ContractStatus::Settled | ContractStatus::Terminated, _) => false,
        }
    }
}
