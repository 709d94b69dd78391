//! How many records later operations touched.

use std::collections::BTreeMap;

use domain::Topic;
use domain::moment::Touched;

use crate::{Reader, Result};

/// Counts the records that the operations after `seq` touched, each once.
pub fn touched_after(reader: &Reader<'_>, seq: i64) -> Result<Vec<Touched>> {
    let mut statement = reader
        .connection()
        .prepare_cached("SELECT noun, first_id, last_id FROM journal_touch WHERE seq > ?1 ORDER BY 1, 2")?;
    let mut rows = statement.query([seq])?;
    let mut counts: BTreeMap<Topic, i64> = BTreeMap::new();
    let mut reached: Option<(Topic, i64)> = None;
    while let Some(row) = rows.next()? {
        let Some(topic) = Topic::from_name(row.get_ref(0)?.as_str().unwrap_or_default()) else { continue };
        let (first, last): (i64, i64) = (row.get(1)?, row.get(2)?);
        let before = reached.filter(|(of, _)| *of == topic).map_or(i64::MIN, |(_, last)| last);
        let from = first.max(before.saturating_add(1));
        *counts.entry(topic).or_default() += (last - from + 1).max(0);
        reached = Some((topic, before.max(last)));
    }
    Ok(counts.into_iter().map(|(topic, count)| Touched { topic, count }).collect())
}
