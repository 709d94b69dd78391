//! Which years and which numbers the scores of the ledger have.

use crate::{Reader, Result};

/// Returns the years of yearly scores and the numbers of irregular ones, each in order.
pub fn ordinals(reader: &Reader<'_>) -> Result<(Vec<u16>, Vec<u16>)> {
    Ok((of_kind(reader, "yearly")?, of_kind(reader, "irregular")?))
}

fn of_kind(reader: &Reader<'_>, kind: &str) -> Result<Vec<u16>> {
    let sql = "SELECT DISTINCT ordinal FROM evaluation_score WHERE kind = ?1 ORDER BY ordinal";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let found = statement.query_map([kind], |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
