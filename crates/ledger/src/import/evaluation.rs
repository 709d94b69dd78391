//! 履约评价 from rows: one contract each, with any years and any number of irregular scores.

use std::collections::{BTreeMap, HashMap};

use domain::evaluation::{Evaluation, ScoreOrigin};
use domain::grade::Weights;
use domain::{Code, Problem, Score};
use exchange::{Field, Value};
use storage::Reader;

use super::importer::{Assigned, Context, Importer, NOT_STATED, assign_contract};
use super::row::RowView;
use crate::Result;
use crate::fields::words;
use crate::origin::{self, Stated};

#[derive(Debug)]
pub(super) struct Evaluations {
    by_contract: HashMap<i64, i64>,
    weights: Weights,
}

impl Evaluations {
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self> {
        let by_contract = storage::evaluation::ids_by_contract(reader)?;
        Ok(Self { by_contract, weights: storage::rules::weights(reader)? })
    }
}

impl Importer for Evaluations {
    type Record = Evaluation;

    fn blank(&self) -> Evaluation {
        Evaluation::of_contract(NOT_STATED)
    }

    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut Evaluation,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        let score = match value {
            Some(Value::Score(score)) => Some(*score),
            _ => None,
        };
        match (field.name, value) {
            ("contract", _) => return assign_contract(context, &mut record.contract_id, field, value),
            ("comprehensive_origin", None) => {}
            ("yearly_score", _) => set_score(&mut record.yearly_scores, field, score),
            ("irregular_score", _) => set_score(&mut record.irregular_scores, field, score),
            ("comprehensive_score", _) => set_comprehensive(record, score),
            // What it says is weighed once all scores of the row are known.
            ("comprehensive_origin", Some(value)) => {
                return origin::read(&words(Some(value)).unwrap_or_default()).map(|_| ()).into();
            }
            _ => return Assigned::NotMine,
        }
        Assigned::Done
    }

    fn show(&self, context: &Context, record: &Evaluation, field: Field) -> Option<Value> {
        let ordinal = field.ordinal.unwrap_or_default();
        match field.name {
            "contract" => context.references.contract_code(record.contract_id).map(Value::Text),
            "yearly_score" => record.yearly_scores.get(&ordinal).copied().map(Value::Score),
            "irregular_score" => record.irregular_scores.get(&ordinal).copied().map(Value::Score),
            "comprehensive_score" => record.comprehensive_score.map(Value::Score),
            "comprehensive_origin" => origin::words(record).map(Value::Text),
            _ => None,
        }
    }

    fn required(&self, _: &Evaluation) -> &'static [&'static str] {
        &["contract"]
    }

    fn complete(
        &mut self,
        _: &Reader<'_>,
        record: &mut Evaluation,
        view: RowView<'_>,
        before: Option<&Evaluation>,
    ) -> Result<()> {
        let stated = view.value("comprehensive_origin").and_then(|value| words(Some(value)));
        if let Some(Ok(stated)) = stated.as_deref().map(origin::read)
            && set_origin(record, &stated, &self.weights)
        {
            return Ok(());
        }
        // A score keeps the weights it was computed with as long as what it comes from stays.
        let same_scores = before.is_some_and(|before| {
            before.last_score == record.last_score
                && before.yearly_scores == record.yearly_scores
                && before.irregular_scores == record.irregular_scores
                && before.comprehensive_origin == record.comprehensive_origin
        });
        if !same_scores {
            record.complete(&self.weights);
        }
        Ok(())
    }

    fn problems(
        &mut self,
        _: &Reader<'_>,
        _: &Context,
        record: &Evaluation,
        _: Option<i64>,
    ) -> Result<Vec<Problem>> {
        Ok(record.check().into_iter().collect())
    }

    fn warnings(&mut self, record: &Evaluation, _: Option<i64>) -> Vec<Problem> {
        let given = record.comprehensive_origin != ScoreOrigin::Computed;
        let (Some(score), Some(computed)) =
            (record.comprehensive_score, record.computed_score(&self.weights))
        else {
            return Vec::new();
        };
        if !given || score == computed {
            return Vec::new();
        }
        let problem = Problem::new(Code::ScoreDiffersFromComputed).field("comprehensive_score");
        vec![problem.param("value", &score.to_string()).param("computed", &computed.to_string())]
    }

    fn identify(&mut self, _: &Context, record: &Evaluation) -> Option<i64> {
        self.by_contract.get(&record.contract_id).copied()
    }

    fn key(&self, context: &Context, record: &Evaluation) -> Option<String> {
        context.references.contract_code(record.contract_id)
    }

    fn note(&mut self, _: &mut Context, id: i64, record: &Evaluation) {
        self.by_contract.insert(record.contract_id, id);
    }
}

fn set_score(scores: &mut BTreeMap<u16, Score>, field: Field, score: Option<Score>) {
    let Some(ordinal) = field.ordinal else { return };
    match score {
        Some(score) => _ = scores.insert(ordinal, score),
        None => _ = scores.remove(&ordinal),
    }
}

/// A comprehensive score that is given is kept as given; where it is the computed one that the
/// ledger has already, as in a file of our own, it stays a computed one.
fn set_comprehensive(record: &mut Evaluation, score: Option<Score>) {
    if score == record.comprehensive_score {
        return;
    }
    record.comprehensive_score = score;
    record.weights = None;
    record.comprehensive_origin = if score.is_some() { ScoreOrigin::Imported } else { ScoreOrigin::Computed };
}

/// Takes over the origin that a row states of the score it gives; whether that settles the score.
///
/// A score that is said to be computed is one only where the row's own scores bear it out: a file
/// in which somebody wrote over one of them gives a score like any other.
fn set_origin(record: &mut Evaluation, stated: &Stated, in_force: &Weights) -> bool {
    if record.comprehensive_score.is_none() {
        return false;
    }
    record.comprehensive_origin = match stated {
        Stated::Imported => ScoreOrigin::Imported,
        Stated::Entered => ScoreOrigin::Entered,
        Stated::Computed(weights) => {
            let weights = weights.as_ref().unwrap_or(in_force);
            if record.computed_score(weights) != record.comprehensive_score {
                return false;
            }
            record.weights = Some(weights.clone());
            record.comprehensive_origin = ScoreOrigin::Computed;
            return true;
        }
    };
    record.weights = None;
    true
}
