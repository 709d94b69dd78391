//! The evaluation: one row of the file and its scores to one record, and back.

use std::collections::BTreeMap;

use domain::Stored;
use domain::evaluation::Evaluation;
use domain::grade::Weights;

use crate::access::{Reader, Writer};
use crate::cell::{Cell, Cells, ToCell};
use crate::error::Result;
use crate::evaluation::score;
use crate::table::{self, Sql, Table};

impl Table for Evaluation {
    const NAME: &'static str = "evaluation";
    const SQL: Sql = table::sql!(
        "evaluation",
        "contract_id",
        "period",
        "evaluator",
        "last_score_hundredths",
        "comprehensive_score_hundredths",
        "comprehensive_origin",
        "last_percent",
        "process_percent",
        "process_alone",
        "process_sum_hundredths",
        "process_count",
        "remarks",
    );

    fn each_cell<F>(&self, mut visit: F) -> rusqlite::Result<()>
    where
        F: FnMut(&'static str, Cell<'_>) -> rusqlite::Result<()>,
    {
        let (weights, process) = (self.weights.as_ref(), self.process());
        visit("contract_id", self.contract_id.cell())?;
        visit("period", self.period.cell())?;
        visit("evaluator", self.evaluator.cell())?;
        visit("last_score_hundredths", self.last_score.cell())?;
        visit("comprehensive_score_hundredths", self.comprehensive_score.cell())?;
        visit("comprehensive_origin", self.comprehensive_origin.cell())?;
        visit("last_percent", weights.map(|weights| weights.last_percent).cell())?;
        visit("process_percent", weights.map(|weights| weights.process_percent).cell())?;
        visit("process_alone", weights.map(|weights| weights.process_alone).cell())?;
        visit("process_sum_hundredths", process.sum_hundredths.cell())?;
        visit("process_count", process.count.cell())?;
        visit("remarks", self.remarks.cell())
    }

    /// Leaves the yearly and irregular scores empty: they stand in a table of their own, and their
    /// sum beside them only spares the views of all evaluations to read them.
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        let evaluation = Self {
            contract_id: cells.take()?,
            period: cells.take()?,
            evaluator: cells.take()?,
            last_score: cells.take()?,
            yearly_scores: BTreeMap::new(),
            irregular_scores: BTreeMap::new(),
            comprehensive_score: cells.take()?,
            comprehensive_origin: cells.take()?,
            weights: read_weights(cells)?,
            remarks: {
                let (_sum, _count): (i64, i64) = (cells.take()?, cells.take()?);
                cells.take()?
            },
        };
        Ok(evaluation)
    }
}

/// Takes the weights of a computed score; none where one of the three is missing.
pub(super) fn read_weights(cells: &mut Cells<'_, '_>) -> Result<Option<Weights>> {
    let (last, process, alone): (Option<u8>, Option<u8>, Option<bool>) =
        (cells.take()?, cells.take()?, cells.take()?);
    Ok(match (last, process, alone) {
        (Some(last_percent), Some(process_percent), Some(process_alone)) => {
            Some(Weights { last_percent, process_percent, process_alone })
        }
        _ => None,
    })
}

/// Reads one evaluation.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Evaluation>>> {
    let Some(mut stored) = table::get::<Evaluation>(reader, id)? else { return Ok(None) };
    for (place, score) in score::of_evaluation(reader, id)? {
        place.scores_mut(&mut stored.record).insert(place.ordinal, score);
    }
    Ok(Some(stored))
}

/// Writes a new evaluation and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Evaluation) -> Result<i64> {
    let id = table::insert(writer, record)?;
    score::insert(writer, id, record)?;
    Ok(id)
}

/// Writes over revision `revision` of an evaluation; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Evaluation) -> Result<()> {
    table::update(writer, id, revision, record)?;
    let before = score::of_evaluation(writer, id)?;
    score::bring_to(writer, id, &before, &score::of_record(record))
}

/// Removes revision `revision` of an evaluation; refused where it was changed since.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    table::expect_revision::<Evaluation>(writer, id, revision)?;
    let before = score::of_evaluation(writer, id)?;
    score::bring_to(writer, id, &before, &BTreeMap::new())?;
    table::delete::<Evaluation>(writer, id, revision)
}
