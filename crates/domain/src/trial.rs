//! 试算: what other weights and bands would make of the scores there are.

use std::collections::BTreeMap;

use crate::Score;
use crate::evaluation::{Process, comprehensive};
use crate::grade::{Bands, Grade, Weights};

/// The rules that are tried.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TrialRules {
    pub weights: Weights,
    pub bands: Bands,
}

/// What an evaluation stands at, in hundredths of a point.
///
/// Plain numbers, for a trial goes over every evaluation of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub evaluation_id: i64,
    pub supplier_id: i64,
    pub last: Option<i64>,
    pub process: Process,
    pub comprehensive: Option<i64>,
    /// Whether the score was computed; a given one stays whatever the weights.
    pub computed: bool,
}

impl Standing {
    /// Returns the score that the weights make of this evaluation.
    pub fn tried(&self, weights: &Weights) -> Option<i64> {
        if self.computed { self.by_rule(weights) } else { self.comprehensive }
    }

    /// Returns the score that the rule makes, whether or not another one is given.
    pub fn by_rule(&self, weights: &Weights) -> Option<i64> {
        comprehensive(self.last, self.process, weights)
    }
}

/// How many have a grade, before and after; without a grade they are 未评价.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TrialCount {
    pub grade: Option<Grade>,
    pub before: i64,
    pub after: i64,
}

/// One whose grade changes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GradeChange {
    pub id: i64,
    /// The contract and its supplier, or the supplier alone.
    pub code: String,
    pub name: String,
    pub from_score: Option<Score>,
    pub to_score: Option<Score>,
    pub from: Option<Grade>,
    pub to: Option<Grade>,
}

/// What a trial does to the grades of the evaluations, or of the suppliers.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GradeShift {
    pub counts: Vec<TrialCount>,
    /// How many get another score.
    pub rescored: i64,
    /// How many get another grade.
    pub changed: i64,
    /// Those, the largest fall first; of very many the first ones.
    pub changes: Vec<GradeChange>,
}

/// What a trial shows; nothing of it is saved.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Trial {
    pub in_force: TrialRules,
    pub tried: TrialRules,
    pub contracts: GradeShift,
    pub suppliers: GradeShift,
    /// Given scores, which no weights change.
    pub given: i64,
}

/// Tries rules on every evaluation, and on the mean of every supplier that has one.
///
/// The changes bear no code and no name yet; each shift names at most `named` of them.
pub fn try_rules(standings: &[Standing], in_force: &TrialRules, tried: &TrialRules, named: usize) -> Trial {
    let mut contracts = Tally::new(&in_force.bands, &tried.bands);
    let mut means: BTreeMap<i64, (Process, Process)> = BTreeMap::new();
    for standing in standings {
        let (before, after) = (standing.comprehensive, standing.tried(&tried.weights));
        contracts.add(standing.evaluation_id, before, after);
        let (sums_before, sums_after) = means.entry(standing.supplier_id).or_default();
        *sums_before = before.map_or(*sums_before, |score| sums_before.with(score));
        *sums_after = after.map_or(*sums_after, |score| sums_after.with(score));
    }
    let mut suppliers = Tally::new(&in_force.bands, &tried.bands);
    for (id, (before, after)) in means {
        suppliers.add(id, before.mean_hundredths(), after.mean_hundredths());
    }
    let given = standings.iter().filter(|standing| !standing.computed).count();
    Trial {
        in_force: in_force.clone(),
        tried: tried.clone(),
        contracts: contracts.into_shift(named),
        suppliers: suppliers.into_shift(named),
        given: i64::try_from(given).unwrap_or(i64::MAX),
    }
}

/// Counts grades before and after.
struct Tally<'b> {
    before: Scale<'b>,
    after: Scale<'b>,
    /// By the place of the grade; the last place is that of no grade.
    counts_before: Vec<i64>,
    counts_after: Vec<i64>,
    rescored: i64,
    changes: Vec<(i64, Option<i64>, Option<i64>)>,
}

impl<'b> Tally<'b> {
    fn new(before: &'b Bands, after: &'b Bands) -> Self {
        let (before, after) = (Scale::new(before), Scale::new(after));
        Self {
            counts_before: vec![0; before.bands.len() + 1],
            counts_after: vec![0; after.bands.len() + 1],
            before,
            after,
            rescored: 0,
            changes: Vec::new(),
        }
    }

    fn add(&mut self, id: i64, before: Option<i64>, after: Option<i64>) {
        let (from, to) = (self.before.place(before), self.after.place(after));
        self.counts_before[from] += 1;
        self.counts_after[to] += 1;
        self.rescored += i64::from(before != after);
        if self.before.name(from) != self.after.name(to) {
            self.changes.push((id, before, after));
        }
    }

    fn into_shift(mut self, most: usize) -> GradeShift {
        let changed = i64::try_from(self.changes.len()).unwrap_or(i64::MAX);
        // No score before is no fall, and no score after is the deepest one.
        let fall = |(_, before, after): &(i64, Option<i64>, Option<i64>)| {
            before.map_or(i64::MAX, |before| after.unwrap_or(-1) - before)
        };
        self.changes.sort_by_key(|change| (fall(change), change.0));
        self.changes.truncate(most);
        let named = self.changes.iter().map(|(id, before, after)| GradeChange {
            id: *id,
            code: String::new(),
            name: String::new(),
            from_score: points(*before),
            to_score: points(*after),
            from: self.before.name(self.before.place(*before)).cloned(),
            to: self.after.name(self.after.place(*after)).cloned(),
        });
        GradeShift { changes: named.collect(), counts: self.counts(), rescored: self.rescored, changed }
    }

    /// The grades as the tried bands have them, then those that are gone, then 未评价.
    fn counts(&self) -> Vec<TrialCount> {
        let place = |scale: &Scale<'_>, grade: &Grade| scale.bands.iter().position(|band| band.1 == grade);
        let gone = self.before.bands.iter().filter(|band| place(&self.after, band.1).is_none());
        let named = self.after.bands.iter().chain(gone).map(|(_, grade)| TrialCount {
            grade: Some((*grade).clone()),
            before: place(&self.before, grade).map_or(0, |place| self.counts_before[place]),
            after: place(&self.after, grade).map_or(0, |place| self.counts_after[place]),
        });
        let of_none = |counts: &[i64]| counts.last().copied().unwrap_or_default();
        let none = TrialCount {
            grade: None,
            before: of_none(&self.counts_before),
            after: of_none(&self.counts_after),
        };
        named.chain([none]).collect()
    }
}

/// Bands by the hundredths from which each holds, best first.
struct Scale<'b> {
    bands: Vec<(i64, &'b Grade)>,
}

impl<'b> Scale<'b> {
    fn new(bands: &'b Bands) -> Self {
        Self { bands: bands.bands().iter().map(|band| (band.from.hundredths(), &band.name)).collect() }
    }

    /// Returns the place of the band in which a score lies; one past the last for no score.
    fn place(&self, score: Option<i64>) -> usize {
        let found = score.and_then(|score| self.bands.iter().position(|(from, _)| score >= *from));
        found.unwrap_or(self.bands.len())
    }

    fn name(&self, place: usize) -> Option<&'b Grade> {
        self.bands.get(place).map(|(_, name)| *name)
    }
}

fn points(hundredths: Option<i64>) -> Option<Score> {
    hundredths.and_then(|hundredths| Score::from_hundredths(hundredths).ok())
}
