//! How many records later operations touched.

use std::collections::BTreeMap;

use domain::Noun;
use domain::moment::Touched;

use crate::{Reader, Result};

/// Counts the records that the operations after `seq` touched, each once.
pub fn touched_after(reader: &Reader<'_>, seq: i64) -> Result<Vec<Touched>> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT noun, first_id, last_id FROM journal_touch WHERE seq > ?1 ORDER BY 1, 2")?;
    let mut rows = statement.query([seq])?;
    let mut counts: BTreeMap<Option<Noun>, i64> = BTreeMap::new();
    let mut reached: (Option<Noun>, i64) = (None, i64::MIN);
    while let Some(row) = rows.next()? {
        let noun = Noun::from_name(row.get_ref(0)?.as_str().unwrap_or_default());
        let (first, last): (i64, i64) = (row.get(1)?, row.get(2)?);
        if reached.0 != noun {
            reached = (noun, i64::MIN);
        }
        let from = first.max(reached.1.saturating_add(1));
        *counts.entry(noun).or_default() += (last - from + 1).max(0);
        reached.1 = reached.1.max(last);
    }
    Ok(counts.into_iter().map(|(noun, count)| Touched { noun, count }).collect())
}
