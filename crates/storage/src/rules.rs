//! The rules that people may set: the weights of the comprehensive score, the bands of grades.

use domain::Score;
use domain::grade::{Band, Bands, Weights};

use crate::access::{Reader, Writer};
use crate::cell::{Cells, ToCell};
use crate::error::{Error, Result};

/// Returns the weights in force.
pub fn weights(reader: &Reader<'_>) -> Result<Weights> {
    let sql = "SELECT id, last_percent, process_percent, process_alone FROM score_weights WHERE id = 1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let row = rows.next()?.ok_or_else(|| Error::Value("score_weights has no row".to_owned()))?;
    let mut cells = Cells::new(row, "score_weights");
    let _id: i64 = cells.take()?;
    Ok(Weights { last_percent: cells.take()?, process_percent: cells.take()?, process_alone: cells.take()? })
}

/// Puts other weights in force; scores computed before keep theirs.
pub fn set_weights(writer: &Writer<'_>, weights: &Weights) -> Result<()> {
    weights.check()?;
    let sql = "UPDATE score_weights SET last_percent = ?1, process_percent = ?2, process_alone = ?3
               WHERE id = 1";
    let values = (weights.last_percent, weights.process_percent, weights.process_alone);
    match writer.connection().prepare_cached(sql)?.execute(values)? {
        1 => Ok(()),
        _ => Err(Error::Value("score_weights has no row".to_owned())),
    }
}

/// Returns the bands of grades in force.
pub fn bands(reader: &Reader<'_>) -> Result<Bands> {
    let sql = "SELECT from_hundredths, name FROM grade_band";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut bands = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "grade_band");
        let from: Score = cells.take()?;
        bands.push(Band { from, name: cells.take()? });
    }
    Bands::new(bands).map_err(|problem| Error::Value(format!("grade_band: {problem}")))
}

/// Puts other bands in force, touching only those that differ.
pub fn set_bands(writer: &Writer<'_>, bands: &Bands) -> Result<()> {
    let before = self::bands(writer)?;
    // All that goes goes first: a threshold may pass from one band to another.
    for old in before.bands().iter().filter(|old| !bands.bands().contains(old)) {
        let mut statement = writer.connection().prepare_cached("DELETE FROM grade_band WHERE name = ?1")?;
        statement.execute([&old.name])?;
    }
    for new in bands.bands().iter().filter(|new| !before.bands().contains(new)) {
        let sql = "INSERT INTO grade_band (name, from_hundredths) VALUES (?1, ?2)";
        writer.connection().prepare_cached(sql)?.execute((&new.name, new.from.cell()))?;
    }
    Ok(())
}
