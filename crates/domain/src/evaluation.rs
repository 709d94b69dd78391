//! 履约评价: the scores of a contract's performance.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::grade::{Grade, Weights};
use crate::{Problems, Score};

choice! {
    /// Where a comprehensive score comes from. Imported scores are kept as imported.
    pub enum ScoreOrigin {
        Imported = "imported",
        Computed = "computed",
    }
}

/// What people state of an evaluation; a contract has at most one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Evaluation {
    pub contract_id: i64,
    pub period: Option<String>,
    pub evaluator: Option<String>,
    pub last_score: Option<Score>,
    /// 年度评价得分 by year, 2000–2100.
    pub yearly_scores: BTreeMap<u16, Score>,
    /// 第N次不定期评价得分 by N, from 1.
    pub irregular_scores: BTreeMap<u16, Score>,
    pub comprehensive_score: Option<Score>,
    pub comprehensive_origin: ScoreOrigin,
    /// The weights that a computed score was computed with; none for an imported one.
    pub weights: Option<Weights>,
    pub remarks: Option<String>,
}

impl Evaluation {
    /// An evaluation of `contract_id` without any score.
    pub fn of_contract(contract_id: i64) -> Self {
        Self {
            contract_id,
            period: None,
            evaluator: None,
            last_score: None,
            yearly_scores: BTreeMap::new(),
            irregular_scores: BTreeMap::new(),
            comprehensive_score: None,
            comprehensive_origin: ScoreOrigin::Computed,
            weights: None,
            remarks: None,
        }
    }

    /// Checks every rule that an evaluation can be checked against alone.
    pub fn check(&self) -> Problems {
        use crate::{Code, Problem};
        let mut problems = Problems::default();
        if let Some(year) = self.yearly_scores.keys().find(|year| !(2000..=2100).contains(*year)) {
            let problem = Problem::new(Code::EvaluationYearOutOfRange).field("yearly_scores");
            problems.add(problem.param("value", &year.to_string()));
        }
        if self.irregular_scores.contains_key(&0) {
            problems.add(Problem::new(Code::EvaluationNumberOutOfRange).field("irregular_scores"));
        }
        problems
    }

    /// Returns the mean of all yearly and irregular scores, unrounded; none without any.
    pub fn process_mean(&self) -> Option<Decimal> {
        let scores = || self.yearly_scores.values().chain(self.irregular_scores.values());
        let count = scores().count();
        let sum: Decimal = scores().map(|score| score.points()).sum();
        (count > 0).then(|| sum / Decimal::from(count))
    }

    /// Computes the comprehensive score (DOMAIN: comprehensive score).
    ///
    /// Last and process by weight; the last score alone without a process score; none without a
    /// last score, unless the weights allow the process mean to stand for it. 0 is a score.
    pub fn computed_score(&self, weights: &Weights) -> Option<Score> {
        let points = match (self.last_score, self.process_mean()) {
            (Some(last), Some(process)) => weights.combine(last.points(), process),
            (Some(last), None) => last.points(),
            (None, Some(process)) if weights.process_alone => process,
            (None, _) => return None,
        };
        Score::rounded(points).ok()
    }

    /// Fills in the computed comprehensive score, unless it was imported.
    pub fn complete(&mut self, weights: &Weights) {
        if self.comprehensive_origin == ScoreOrigin::Computed {
            self.comprehensive_score = self.computed_score(weights);
            self.weights = self.comprehensive_score.map(|_| weights.clone());
        }
    }
}

/// An evaluation in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EvaluationRow {
    pub id: i64,
    pub revision: i64,
    pub contract_id: i64,
    pub contract_code: String,
    pub contract_sequence: Option<String>,
    pub contract_name: String,
    pub supplier: String,
    pub period: Option<String>,
    pub evaluator: Option<String>,
    pub last_score: Option<Score>,
    pub yearly_scores: BTreeMap<u16, Score>,
    pub irregular_scores: BTreeMap<u16, Score>,
    pub comprehensive_score: Option<Score>,
    pub comprehensive_origin: Option<ScoreOrigin>,
    pub grade: Option<Grade>,
    pub remarks: Option<String>,
}

/// What a supplier earned in one year: the mean of the yearly scores of its contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct YearScore {
    pub year: u16,
    pub score: Score,
    /// How many yearly scores the mean is of.
    pub scores: u32,
}

/// Returns the mean of all yearly scores for each year that has any, oldest first; 0 counts.
pub fn trend(evaluations: &[EvaluationRow]) -> Vec<YearScore> {
    let mut years: BTreeMap<u16, (Decimal, u32)> = BTreeMap::new();
    for (year, score) in evaluations.iter().flat_map(|row| &row.yearly_scores) {
        let (sum, count) = years.entry(*year).or_default();
        *sum += score.points();
        *count += 1;
    }
    let mean = |(year, (sum, scores)): (u16, (Decimal, u32))| {
        let score = Score::rounded(sum / Decimal::from(scores)).ok()?;
        Some(YearScore { year, score, scores })
    };
    years.into_iter().filter_map(mean).collect()
}
