//! Finding the interview that a row of a file means.

use std::collections::HashMap;

use domain::date::Date;

use crate::access::Reader;
use crate::cell::Cells;
use crate::error::Result;

/// What tells interviews apart that have no code: the supplier, the day, the reason.
pub type Talk = (i64, Date, String);

/// Returns the ids of all interviews by what tells them apart, each list ascending.
pub fn ids_by_talk(reader: &Reader<'_>) -> Result<HashMap<Talk, Vec<i64>>> {
    let sql = "SELECT supplier_id, held_on, reason, id FROM interview ORDER BY id";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut talks: HashMap<Talk, Vec<i64>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row, "interview");
        let talk = (cells.take()?, cells.take()?, cells.take()?);
        talks.entry(talk).or_default().push(cells.take()?);
    }
    Ok(talks)
}
