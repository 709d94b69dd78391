//! What evaluations come to: the score of a form, of a supplier, of the whole ledger.

use crate::Score;
use crate::evaluation::Evaluation;
use crate::grade::{Bands, Grade, Weights};

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
