//! A statement as it grows.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::filter::Condition;
use crate::{Reader, Result};

/// A statement with the values that it binds.
#[derive(Debug)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
    restricted: bool,
}

/// In whose place another column stands, such as the companion's key for the id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InPlace {
    pub(crate) of: &'static str,
    pub(crate) is: &'static str,
}

impl Statement {
    /// Begins with a statement up to its tables, and the values bound there.
    pub(crate) fn new(sql: String, values: impl IntoIterator<Item = Value>) -> Self {
        Self { sql, values: values.into_iter().collect(), restricted: false }
    }

    /// Adds a condition; `walked` keeps SQLite from looking records up by it.
    pub(crate) fn restrict(&mut self, condition: &Condition, in_place: InPlace, walked: bool) {
        let column = match condition.column {
            Some(column) if column == in_place.of => in_place.is,
            Some(column) => column,
            None => "",
        };
        self.sql.push_str(if self.restricted { " AND " } else { " WHERE " });
        self.sql.push_str(&condition.sql(column, walked));
        self.values.extend(condition.values.iter().cloned());
        self.restricted = true;
    }

    /// Adds what stands behind the conditions.
    pub(crate) fn end(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// Runs a statement that selects ids.
    pub(crate) fn ids<C: Default + Extend<i64>>(&self, reader: &Reader<'_>) -> Result<C> {
        let mut ids = C::default();
        let mut statement = reader.connection().prepare_cached(&self.sql)?;
        let mut rows = statement.query(params_from_iter(&self.values))?;
        while let Some(row) = rows.next()? {
            ids.extend([row.get::<_, i64>(0)?]);
        }
        Ok(ids)
    }

    /// Runs a statement that selects ids, and takes `limit` of them behind the first `offset`.
    pub(crate) fn ids_between(&self, reader: &Reader<'_>, offset: i64, limit: i64) -> Result<Vec<i64>> {
        let places = |count: i64| usize::try_from(count).unwrap_or_default();
        let mut statement = reader.connection().prepare_cached(&self.sql)?;
        let rows = statement.query_map(params_from_iter(&self.values), |row| row.get(0))?;
        Ok(rows.skip(places(offset)).take(places(limit)).collect::<rusqlite::Result<_>>()?)
    }

    /// Runs a statement that selects one row of whole numbers.
    pub(crate) fn numbers(&self, reader: &Reader<'_>) -> Result<Vec<i64>> {
        let mut statement = reader.connection().prepare_cached(&self.sql)?;
        let read = |row: &Row<'_>| (0..row.as_ref().column_count()).map(|column| row.get(column)).collect();
        Ok(statement.query_row(params_from_iter(&self.values), read)?)
    }
}
