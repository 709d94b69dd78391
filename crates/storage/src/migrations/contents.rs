//! What the tables hold, told so shortly that two states of a large ledger can be held beside each
//! other.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use domain::migration::MigrationLoss;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};

use super::run::TICK;
use super::shape::count;
use crate::perform::GoOn;
use crate::{Error, Result};

/// The rows of some columns of a table, in whatever order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Content {
    rows: i64,
    /// The sum of what each row comes to.
    sum: u64,
    /// The highest id that was ever given, where SQLite keeps it: a lower one would be given again.
    last_id: i64,
}

/// Returns how many ticks it takes to read them: each row is its columns, a result and the next.
pub(super) fn ticks_of(connection: &Connection, tables: &BTreeMap<String, Vec<String>>) -> Result<u64> {
    let mut instructions = 0;
    for (table, columns) in tables {
        instructions += count(connection, table)?.unsigned_abs() * (columns.len() as u64 + 2);
    }
    Ok(instructions / u64::from(TICK.unsigned_abs()))
}

/// Reads the given columns of each table, one row at a time.
pub(super) fn contents(
    connection: &Connection,
    tables: &BTreeMap<String, Vec<String>>,
    go_on: GoOn<'_>,
) -> Result<BTreeMap<String, Content>> {
    let mut contents = BTreeMap::new();
    for (table, columns) in tables.iter().filter(|(_, columns)| !columns.is_empty()) {
        go_on()?;
        contents.insert(table.clone(), content(connection, table, columns)?);
    }
    Ok(contents)
}

fn content(connection: &Connection, table: &str, columns: &[String]) -> Result<Content> {
    let mut statement = connection.prepare(&format!("SELECT {} FROM {table}", columns.join(", ")))?;
    let mut rows = statement.query([])?;
    let mut content = Content { last_id: last_id(connection, table)?, ..Content::default() };
    while let Some(row) = rows.next()? {
        let mut hasher = DefaultHasher::new();
        for column in 0..columns.len() {
            hash(row.get_ref(column)?, &mut hasher);
        }
        content.rows += 1;
        content.sum = content.sum.wrapping_add(hasher.finish());
    }
    Ok(content)
}

fn last_id(connection: &Connection, table: &str) -> Result<i64> {
    // SQLite makes it with the first table that needs it.
    if !connection.table_exists(None, "sqlite_sequence")? {
        return Ok(0);
    }
    let kept = "SELECT seq FROM sqlite_sequence WHERE name = ?1";
    Ok(connection.query_row(kept, [table], |row| row.get(0)).optional()?.unwrap_or_default())
}

fn hash(value: ValueRef<'_>, hasher: &mut DefaultHasher) {
    match value {
        ValueRef::Null => 0_u8.hash(hasher),
        ValueRef::Integer(number) => (1_u8, number).hash(hasher),
        ValueRef::Real(number) => (2_u8, number.to_bits()).hash(hasher),
        ValueRef::Text(bytes) => (3_u8, bytes).hash(hasher),
        ValueRef::Blob(bytes) => (4_u8, bytes).hash(hasher),
    }
}

/// Returns the rows that went from tables that stay.
///
/// # Errors
///
/// [`Error::MigrationChanges`] where rows are others than they were, in a table in which no step
/// `changes` any; where an id would be given again.
pub(super) fn rows_gone(
    before: &BTreeMap<String, Content>,
    after: &BTreeMap<String, Content>,
    changes: &BTreeSet<&str>,
) -> Result<Vec<MigrationLoss>> {
    let mut gone = Vec::new();
    for (table, was) in before {
        let is = after.get(table).copied().unwrap_or_default();
        if is.last_id < was.last_id {
            return Err(Error::MigrationChanges { table: format!("sqlite_sequence: {table}") });
        }
        if is.rows < was.rows {
            gone.push(MigrationLoss { table: table.clone(), column: None, count: was.rows - is.rows });
        } else if is != *was && !changes.contains(table.as_str()) {
            return Err(Error::MigrationChanges { table: table.clone() });
        }
    }
    Ok(gone)
}
