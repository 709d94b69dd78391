//! 履约评价: the scores of a contract's performance.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::grade::{Grade, Weights};
use crate::text::texts;
use crate::{Problems, Score};

choice! {
    /// Where a comprehensive score comes from. Imported and entered scores are kept as given.
    pub enum ScoreOrigin {
        Imported = "imported",
        Computed = "computed",
        Entered = "entered",
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
    /// The weights that a computed score was computed with; none for a given one.
    pub weights: Option<Weights>,
    pub remarks: Option<String>,
}

texts!(Evaluation: ; period evaluator remarks);

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
        if self.comprehensive_origin != ScoreOrigin::Computed && self.comprehensive_score.is_none() {
            problems.add(Problem::new(Code::EvaluationScoreMissing).field("comprehensive_score"));
        }
        problems
    }

    /// Returns sum and count of all yearly and irregular scores.
    pub fn process(&self) -> Process {
        Process::of(self.yearly_scores.values().chain(self.irregular_scores.values()).copied())
    }

    /// Computes the comprehensive score (DOMAIN: comprehensive score).
    pub fn computed_score(&self, weights: &Weights) -> Option<Score> {
        comprehensive(self.last_score.map(Score::hundredths), self.process(), weights)
            .and_then(|hundredths| Score::from_hundredths(hundredths).ok())
    }

    /// Fills in the computed comprehensive score, unless it was given.
    pub fn complete(&mut self, weights: &Weights) {
        if self.comprehensive_origin == ScoreOrigin::Computed {
            self.comprehensive_score = self.computed_score(weights);
            self.weights = self.comprehensive_score.map(|_| weights.clone());
        }
    }

    /// Settles score, origin and weights of a record that a person saves over `before`.
    ///
    /// A computed score keeps the weights it was computed with as long as what it comes from
    /// stays. A given score that came from an import stays an imported one until it is changed.
    pub fn settle(&mut self, before: Option<&Self>, weights: &Weights) {
        if self.comprehensive_origin == ScoreOrigin::Computed {
            match before.filter(|before| self.is_computed_alike(before)) {
                Some(before) => {
                    self.comprehensive_score = before.comprehensive_score;
                    self.weights.clone_from(&before.weights);
                }
                None => self.complete(weights),
            }
            return;
        }
        let imported = |before: &Self| {
            before.comprehensive_origin == ScoreOrigin::Imported
                && before.comprehensive_score == self.comprehensive_score
        };
        let still = before.is_some_and(imported);
        self.comprehensive_origin = if still { ScoreOrigin::Imported } else { ScoreOrigin::Entered };
        self.weights = None;
    }

    /// Whether `before` was computed from the same scores.
    fn is_computed_alike(&self, before: &Self) -> bool {
        before.weights.is_some()
            && before.comprehensive_origin == self.comprehensive_origin
            && before.last_score == self.last_score
            && before.yearly_scores == self.yearly_scores
            && before.irregular_scores == self.irregular_scores
    }
}

/// The yearly and irregular scores of an evaluation, as far as their mean needs them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Process {
    pub sum_hundredths: i64,
    pub count: i64,
}

impl Process {
    pub fn of(scores: impl Iterator<Item = Score>) -> Self {
        let hundredths = scores.map(Score::hundredths);
        hundredths.fold(Self::default(), Self::with)
    }

    /// Adds one score, in hundredths.
    #[must_use]
    pub const fn with(self, hundredths: i64) -> Self {
        Self { sum_hundredths: self.sum_hundredths + hundredths, count: self.count + 1 }
    }

    /// Returns the mean, rounded half up; none without any score.
    pub fn mean(self) -> Option<Score> {
        Score::from_hundredths(self.mean_hundredths()?).ok()
    }

    /// Returns the mean in hundredths, rounded half up; none without any score.
    pub fn mean_hundredths(self) -> Option<i64> {
        half_up(self.sum_hundredths, self.count)
    }
}

/// Computes a comprehensive score in hundredths of a point (DOMAIN: comprehensive score).
///
/// Last and process by weight; the last score alone without a process score; none without a
/// last score, unless the weights allow the process mean to stand for it. 0 is a score. Whole
/// numbers all the way, rounded half up once at the end.
pub fn comprehensive(last: Option<i64>, process: Process, weights: &Weights) -> Option<i64> {
    let (of_last, of_process) = (i64::from(weights.last_percent), i64::from(weights.process_percent));
    match (last, process.count) {
        (Some(last), 0) => Some(last),
        (Some(last), count) => {
            half_up(last * of_last * count + process.sum_hundredths * of_process, 100 * count)
        }
        (None, count) if count > 0 && weights.process_alone => half_up(process.sum_hundredths, count),
        (None, _) => None,
    }
}

/// Divides two numbers that are not negative, half up; none by 0.
fn half_up(sum: i64, by: i64) -> Option<i64> {
    (by > 0).then(|| (2 * sum + by) / (2 * by))
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
    /// Mean of the yearly and irregular scores.
    pub process_score: Option<Score>,
    pub comprehensive_score: Option<Score>,
    pub comprehensive_origin: Option<ScoreOrigin>,
    /// The weights that a computed score was computed with.
    pub weights: Option<Weights>,
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
