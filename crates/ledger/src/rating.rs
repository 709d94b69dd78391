//! What the evaluations of a ledger come to: suppliers, trials of other rules, differences, and
//! what is still to be evaluated.

use domain::Score;
use domain::access::{Feature, Operation};
use domain::list::{ListQuery, Page};
use domain::rating::{DueEvaluation, DueQuery, Ordinals, ScoreDifference, SupplierRating};
use domain::trial::{GradeChange, Standing, Trial, TrialRules, try_rules};
use storage::Reader;
use storage::perform::Verdict;

use crate::error::refuse_broken;
use crate::{Ledger, Outcome, Result, Session};

/// How many of those whose grade changes a trial names.
const NAMED: usize = 300;
/// The most rows of one page.
const LARGEST_PAGE: u32 = 1000;

impl Ledger {
    /// Returns a page of suppliers with newest score, mean, grade and the trend over the years.
    pub fn list_supplier_ratings(&self, query: &ListQuery) -> Result<Page<SupplierRating>> {
        self.read(|reader| storage::evaluation::ratings(reader, query))
    }

    /// Returns the years and numbers for which there are scores.
    pub fn score_ordinals(&self) -> Result<Ordinals> {
        self.read(|reader| {
            let (years, numbers) = storage::evaluation::ordinals(reader)?;
            Ok(Ordinals { years, numbers })
        })
    }

    /// Says what other weights and bands would do, without doing it.
    pub fn try_rules(&self, rules: &TrialRules) -> Result<Trial> {
        self.refuse_unless_there(&self.asked_by, Feature::RatingTrial)?;
        rules.weights.check()?;
        self.read_for(Operation::TryRules, |reader| {
            let in_force = in_force(reader)?;
            let standings = storage::evaluation::standings(reader)?;
            let mut trial = try_rules(&standings, &in_force, rules, NAMED);
            name_contracts(reader, &mut trial.contracts.changes)?;
            name_suppliers(reader, &mut trial.suppliers.changes)?;
            Ok(trial)
        })
    }

    /// Puts tried rules in force and computes every computed score anew, in one operation with
    /// one undo; returns how many scores were computed.
    ///
    /// `revision` is that of the settings, as for any change of them.
    pub fn adopt_rules(&self, session: &Session, revision: i64, rules: &TrialRules) -> Result<Outcome<i64>> {
        let weights = &rules.weights;
        let subject = format!("末次{}%＋过程{}%", weights.last_percent, weights.process_percent);
        self.refuse_unless_there(session, Feature::RatingTrial)?;
        let entry = self.entry(session, Operation::AdoptRules, &subject)?;
        self.store().perform_or_roll_back(entry, |writer| {
            let mut settings = storage::settings::get(writer)?.settings;
            settings.weights = weights.clone();
            settings.bands = rules.bands.bands().to_vec();
            refuse_broken(settings.check())?;
            storage::settings::update(writer, revision, &settings)?;
            let recomputed = storage::evaluation::recompute(writer, weights)?;
            let detail = serde_json::json!({ "rules": rules, "recomputed": recomputed });
            Ok(Verdict::Commit(recomputed, Some(detail.to_string())))
        })
    }

    /// Returns a page of the given scores that are not what the rule would make of the others,
    /// the largest difference first.
    pub fn list_score_differences(&self, offset: u32, limit: u32) -> Result<Page<ScoreDifference>> {
        self.read(|reader| {
            let in_force = in_force(reader)?;
            let mut found: Vec<(i64, i64)> = storage::evaluation::standings(reader)?
                .iter()
                .filter_map(|standing| Some((difference(standing, &in_force)?, standing.evaluation_id)))
                .collect();
            found.sort_unstable_by_key(|(difference, id)| (-difference, *id));
            let page = found.iter().skip(offset as usize).take(limit.min(LARGEST_PAGE) as usize);
            let ids: Vec<i64> = page.map(|(_, id)| *id).collect();
            let rows = storage::evaluation::rows_by_ids(reader, &ids)?;
            let rows = rows.into_iter().filter_map(|row| {
                let computed_score = computed(&row, &in_force)?;
                let computed_grade = in_force.bands.grade(computed_score);
                Some(ScoreDifference { row, computed_score, computed_grade })
            });
            let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
            Ok(Page { rows: rows.collect(), count, totals: std::collections::BTreeMap::new() })
        })
    }

    /// Returns a page of the contracts that should have been evaluated in a year, this one where
    /// none is given, and were not.
    pub fn list_evaluations_due(
        &self,
        year: Option<i16>,
        offset: u32,
        limit: u32,
    ) -> Result<Page<DueEvaluation>> {
        let (year, limit) = (self.year_or_this(year), limit.min(LARGEST_PAGE));
        self.read(|reader| storage::evaluation::due(reader, due(reader, year)?, offset, limit))
    }

    /// Counts the contracts of [`Ledger::list_evaluations_due`].
    pub fn count_evaluations_due(&self, year: Option<i16>) -> Result<i64> {
        let year = self.year_or_this(year);
        self.read(|reader| storage::evaluation::due_count(reader, due(reader, year)?))
    }

    fn year_or_this(&self, year: Option<i16>) -> i16 {
        year.unwrap_or_else(|| self.clock().today().year())
    }
}

fn in_force(reader: &Reader<'_>) -> storage::Result<TrialRules> {
    Ok(TrialRules { weights: storage::rules::weights(reader)?, bands: storage::rules::bands(reader)? })
}

fn due(reader: &Reader<'_>, year: i16) -> storage::Result<DueQuery> {
    Ok(DueQuery { year, rule: storage::settings::get(reader)?.settings.evaluation_rule })
}

/// Returns by how much a given score differs from the computed one; none where it does not.
fn difference(standing: &Standing, rules: &TrialRules) -> Option<i64> {
    let (given, computed) = (standing.comprehensive?, standing.by_rule(&rules.weights)?);
    (!standing.computed && given != computed).then(|| (given - computed).abs())
}

/// Returns what the rule makes of the scores of a row.
fn computed(row: &domain::evaluation::EvaluationRow, rules: &TrialRules) -> Option<Score> {
    let mut evaluation = domain::evaluation::Evaluation::of_contract(row.contract_id);
    evaluation.last_score = row.last_score;
    evaluation.yearly_scores.clone_from(&row.yearly_scores);
    evaluation.irregular_scores.clone_from(&row.irregular_scores);
    evaluation.computed_score(&rules.weights)
}

fn name_contracts(reader: &Reader<'_>, changes: &mut [GradeChange]) -> storage::Result<()> {
    let ids: Vec<i64> = changes.iter().map(|change| change.id).collect();
    for (change, row) in changes.iter_mut().zip(storage::evaluation::rows_by_ids(reader, &ids)?) {
        (change.code, change.name) = (row.contract_code, row.supplier);
    }
    Ok(())
}

fn name_suppliers(reader: &Reader<'_>, changes: &mut [GradeChange]) -> storage::Result<()> {
    let ids: Vec<i64> = changes.iter().map(|change| change.id).collect();
    for (change, row) in changes.iter_mut().zip(storage::supplier::rows_by_ids(reader, &ids)?) {
        (change.code, change.name) = (row.code.unwrap_or_default(), row.name);
    }
    Ok(())
}
