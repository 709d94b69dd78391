//! The list of evaluations, each with its scores and its grade.

use std::collections::{BTreeMap, HashMap};

use domain::Noun;
use domain::evaluation::{EvaluationRow, Process, ScoreOrigin};
use domain::grade::Bands;
use domain::list::{ListQuery, Page};

use super::record::read_weights;
use super::score::ScoreKind;
use crate::cell::Cells;
use crate::list::Kind::{Choice, Count, Grade, Score, Text};
use crate::list::{self, Field, Join, List};
use crate::{Reader, Result, rules};

/// Returns a page of evaluations.
pub fn list(reader: &Reader<'_>, query: &ListQuery) -> Result<Page<EvaluationRow>> {
    list::page(reader, &LIST, query, |ids| rows_by_ids(reader, ids))
}

/// Hands every evaluation that fits to `visit`, in order.
pub fn for_each(
    reader: &Reader<'_>,
    query: &ListQuery,
    visit: &mut dyn FnMut(EvaluationRow) -> Result<()>,
) -> Result<()> {
    list::for_each(reader, &LIST, query, |ids| rows_by_ids(reader, ids), visit)
}

/// Returns the rows of the given evaluations, in this order.
pub fn rows_by_ids(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<EvaluationRow>> {
    let bands = rules::bands(reader)?;
    let sql = include_str!("rows.sql");
    let mut rows = list::by_ids(reader, "evaluation", sql, ids, |cells| row(cells, &bands))?;
    add_scores(reader, ids, &mut rows)?;
    Ok(rows)
}

fn row(cells: &mut Cells<'_, '_>, bands: &Bands) -> Result<EvaluationRow> {
    let mut row = EvaluationRow {
        id: cells.take()?,
        revision: cells.take()?,
        contract_id: cells.take()?,
        contract_code: cells.take()?,
        contract_sequence: cells.take()?,
        contract_name: cells.take()?,
        supplier: cells.take()?,
        period: cells.take()?,
        evaluator: cells.take()?,
        last_score: cells.take()?,
        yearly_scores: BTreeMap::new(),
        irregular_scores: BTreeMap::new(),
        comprehensive_score: cells.take()?,
        comprehensive_origin: cells.take()?,
        process_score: Process { sum_hundredths: cells.take()?, count: cells.take()? }.mean(),
        weights: read_weights(cells)?,
        grade: None,
        remarks: cells.take()?,
    };
    row.grade = row.comprehensive_score.map(|score| bands.grade(score));
    row.comprehensive_origin = row.comprehensive_origin.filter(|_| row.comprehensive_score.is_some());
    Ok(row)
}

fn add_scores(reader: &Reader<'_>, ids: &[i64], rows: &mut [EvaluationRow]) -> Result<()> {
    let places: HashMap<i64, usize> = rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    let scores = list::by_ids(reader, "evaluation_score", include_str!("row_scores.sql"), ids, |cells| {
        let of: (i64, ScoreKind, u16, domain::Score) =
            (cells.take()?, cells.take()?, cells.take()?, cells.take()?);
        Ok(of)
    })?;
    for (id, kind, ordinal, score) in scores {
        let Some(row) = places.get(&id).and_then(|place| rows.get_mut(*place)) else { continue };
        let scores = match kind {
            ScoreKind::Yearly => &mut row.yearly_scores,
            ScoreKind::Irregular => &mut row.irregular_scores,
        };
        scores.insert(ordinal, score);
    }
    Ok(())
}

pub(crate) static LIST: List = List {
    noun: Noun::Evaluation,
    fields: &[
        Field::new("id", "t.id", Count).indexed(),
        Field::new("contract_id", "t.contract_id", Count).indexed(),
        Field::new("contract_code", "c.code", Text).indexed(),
        Field::new("contract_sequence", "c.sequence", Text).optional(),
        Field::new("contract_name", "c.name", Text).indexed(),
        Field::new("supplier_id", "c.supplier_id", Count),
        Field::new("supplier", "s.name", Text).indexed(),
        Field::new("project_code", "j.code", Text),
        Field::new("period", "t.period", Text).optional(),
        Field::new("evaluator", "t.evaluator", Text).optional(),
        Field::new("last_score", "t.last_score_hundredths", Score).optional().indexed(),
        Field::new("process_score", PROCESS_SCORE, Score).optional(),
        Field::new("comprehensive_score", "t.comprehensive_score_hundredths", Score).optional().indexed(),
        Field::new("comprehensive_origin", COMPREHENSIVE_ORIGIN, Choice(ScoreOrigin::LABELS)).optional(),
        Field::new("grade", "t.comprehensive_score_hundredths", Grade).optional().indexed(),
        Field::new("remarks", "t.remarks", Text).optional(),
    ],
    companion: None,
    joins: &[
        Join { table: "contract", alias: "c", from: "t.contract_id", optional: false },
        Join { table: "supplier", alias: "s", from: "c.supplier_id", optional: false },
        Join { table: "project", alias: "j", from: "c.project_id", optional: true },
    ],
    order: &[("contract_code", false)],
    totals: &[],
    whole: "SELECT count(*) FROM evaluation",
    owner: None,
};

/// A score that there is not comes from nowhere.
const COMPREHENSIVE_ORIGIN: &str =
    "(CASE WHEN t.comprehensive_score_hundredths IS NOT NULL THEN t.comprehensive_origin END)";

/// The mean of the process scores, half up as `Process::mean` has it.
const PROCESS_SCORE: &str = "(CASE WHEN t.process_count > 0
    THEN (2 * t.process_sum_hundredths + t.process_count) / (2 * t.process_count) END)";
