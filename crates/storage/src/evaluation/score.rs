//! The yearly and irregular scores of an evaluation.

use std::collections::BTreeMap;

use domain::Score;
use domain::evaluation::Evaluation;
use rusqlite::types::ValueRef;

use crate::access::{Reader, Writer};
use crate::cell::{Cell, Cells, FromCell, ToCell};
use crate::error::Result;

/// Whether a score belongs to a year or to the number of an irregular evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScoreKind {
    Yearly,
    Irregular,
}

impl ScoreKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Yearly => "yearly",
            Self::Irregular => "irregular",
        }
    }
}

impl ToCell for ScoreKind {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self.word())
    }
}

impl FromCell for ScoreKind {
    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        let word = value.as_str().ok()?;
        [Self::Yearly, Self::Irregular].into_iter().find(|kind| kind.word() == word)
    }
}

/// Where a score stands within its evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ScorePlace {
    pub(crate) kind: ScoreKind,
    /// The year, or the number.
    pub(crate) ordinal: u16,
}

impl ScorePlace {
    /// Returns the scores of an evaluation among which this place is.
    pub(crate) fn scores_mut(self, evaluation: &mut Evaluation) -> &mut BTreeMap<u16, Score> {
        match self.kind {
            ScoreKind::Yearly => &mut evaluation.yearly_scores,
            ScoreKind::Irregular => &mut evaluation.irregular_scores,
        }
    }
}

/// Every score of an evaluation, by its place.
pub(crate) type Scores = BTreeMap<ScorePlace, Score>;

/// Collects the scores of a record.
pub(crate) fn of_record(evaluation: &Evaluation) -> Scores {
    each(evaluation).collect()
}

/// Returns the scores of a record one after the other.
fn each(evaluation: &Evaluation) -> impl Iterator<Item = (ScorePlace, Score)> {
    let of_kind =
        |kind| move |(ordinal, score): (&u16, &Score)| (ScorePlace { kind, ordinal: *ordinal }, *score);
    let yearly = evaluation.yearly_scores.iter().map(of_kind(ScoreKind::Yearly));
    yearly.chain(evaluation.irregular_scores.iter().map(of_kind(ScoreKind::Irregular)))
}

/// Reads the scores of one evaluation.
pub(crate) fn of_evaluation(reader: &Reader<'_>, evaluation_id: i64) -> Result<Scores> {
    let sql = "SELECT evaluation_id, kind, ordinal, score_hundredths FROM evaluation_score
               WHERE evaluation_id = ?1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([evaluation_id])?;
    let mut scores = Scores::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "evaluation_score");
        let _evaluation_id: i64 = cells.take()?;
        scores.insert(ScorePlace { kind: cells.take()?, ordinal: cells.take()? }, cells.take()?);
    }
    Ok(scores)
}

const INSERT: &str =
    "INSERT INTO evaluation_score (evaluation_id, kind, ordinal, score_hundredths) VALUES (?1, ?2, ?3, ?4)";

/// Writes the scores of a new evaluation.
pub(crate) fn insert(writer: &Writer<'_>, evaluation_id: i64, evaluation: &Evaluation) -> Result<()> {
    let mut statement = writer.connection().prepare_cached(INSERT)?;
    statement.raw_bind_parameter(1, evaluation_id)?;
    for (place, score) in each(evaluation) {
        statement.raw_bind_parameter(2, place.kind.cell())?;
        statement.raw_bind_parameter(3, place.ordinal)?;
        statement.raw_bind_parameter(4, score.cell())?;
        writer.write("evaluation_score", Some(evaluation_id), || statement.raw_execute())?;
    }
    Ok(())
}

/// Brings the scores from `before` to `after`, touching only those that differ.
pub(crate) fn bring_to(
    writer: &Writer<'_>,
    evaluation_id: i64,
    before: &Scores,
    after: &Scores,
) -> Result<()> {
    for place in before.keys().filter(|place| !after.contains_key(*place)) {
        let sql = "DELETE FROM evaluation_score WHERE evaluation_id = ?1 AND kind = ?2 AND ordinal = ?3";
        execute(writer, sql, evaluation_id, *place, None)?;
    }
    for (place, score) in after {
        let sql = match before.get(place) {
            Some(old) if old == score => continue,
            Some(_) => {
                "UPDATE evaluation_score SET score_hundredths = ?4
                 WHERE evaluation_id = ?1 AND kind = ?2 AND ordinal = ?3"
            }
            None => INSERT,
        };
        execute(writer, sql, evaluation_id, *place, Some(*score))?;
    }
    Ok(())
}

fn execute(
    writer: &Writer<'_>,
    sql: &str,
    evaluation_id: i64,
    place: ScorePlace,
    score: Option<Score>,
) -> Result<()> {
    let mut statement = writer.connection().prepare_cached(sql)?;
    statement.raw_bind_parameter(1, evaluation_id)?;
    statement.raw_bind_parameter(2, place.kind.cell())?;
    statement.raw_bind_parameter(3, place.ordinal)?;
    if let Some(score) = score {
        statement.raw_bind_parameter(4, score.cell())?;
    }
    writer.write("evaluation_score", Some(evaluation_id), || statement.raw_execute())?;
    Ok(())
}
