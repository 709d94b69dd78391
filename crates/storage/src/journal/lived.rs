//! Which records there must be, by what the journal tells.

use std::collections::BTreeMap;

use domain::{Noun, Topic};
use rusqlite::types::Value;

use crate::changeset::{self, RowActionKind};
use crate::{Reader, Result};

/// The column with the code or name of a record, in every table that has one.
const KEY: usize = 6;

/// Returns every record that was created and not deleted since, with the code or name it was created
/// with; none for a noun that people know by other records.
///
/// For a ledger that was recovered: what is told here and is not there is lost.
pub fn lived(reader: &Reader<'_>) -> Result<BTreeMap<(Noun, i64), Option<String>>> {
    let mut entries = reader.connection().prepare("SELECT changeset FROM journal ORDER BY seq")?;
    let mut entries = entries.query([])?;
    let mut records = BTreeMap::new();
    while let Some(row) = entries.next()? {
        let compressed: Vec<u8> = row.get(0)?;
        let changes = zstd::stream::decode_all(compressed.as_slice())?;
        changeset::for_each(&changes, |change| {
            let Some((table, (Topic::Noun(noun), id))) = change.record() else { return Ok(()) };
            if table.main && change.action == RowActionKind::Delete {
                records.remove(&(noun, id));
            }
            if table.main && change.action == RowActionKind::Insert {
                let key = change.value(KEY);
                let key = if let Some(Value::Text(text)) = key { Some(text.clone()) } else { None };
                records.insert((noun, id), key);
            }
            Ok(())
        })?;
    }
    Ok(records)
}
