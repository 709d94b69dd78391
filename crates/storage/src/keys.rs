//! Business keys to ids: one, or all at once.

use std::collections::HashMap;
use std::hash::Hash;

use rusqlite::ToSql;
use rusqlite::types::FromSql;

use crate::access::Reader;
use crate::error::Result;

/// Returns the id that `sql` finds for one key.
pub(crate) fn id(reader: &Reader<'_>, sql: &str, key: impl ToSql) -> Result<Option<i64>> {
    Ok(ids(reader, sql, key)?.into_iter().next())
}

/// Returns every id that `sql` finds for one key.
pub(crate) fn ids(reader: &Reader<'_>, sql: &str, key: impl ToSql) -> Result<Vec<i64>> {
    let mut statement = reader.connection().prepare_cached(sql)?;
    let ids = statement.query_map([key], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Returns the ids of all keys; `sql` selects key and id.
pub(crate) fn map<K: FromSql + Eq + Hash>(reader: &Reader<'_>, sql: &str) -> Result<HashMap<K, i64>> {
    let mut statement = reader.connection().prepare_cached(sql)?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(pairs.collect::<rusqlite::Result<_>>()?)
}
