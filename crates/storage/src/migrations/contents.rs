//! What the tables hold, told so shortly that two states of a large ledger can be held beside each
//! other.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use domain::migration::MigrationLoss;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::perform::GoOn;
use crate::{Error, Result};

/// The rows of some columns of a table, in whatever order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Content {
    rows: i64,
    /// The sum of what each row comes to.
    sum: u64,
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
    let mut content = Content::default();
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
/// `changes` any.
pub(super) fn rows_gone(
    before: &BTreeMap<String, Content>,
    after: &BTreeMap<String, Content>,
    changes: &BTreeSet<&str>,
) -> Result<Vec<MigrationLoss>> {
    let mut gone = Vec::new();
    for (table, was) in before {
        let is = after.get(table).copied().unwrap_or_default();
        if is.rows < was.rows {
            gone.push(MigrationLoss { table: table.clone(), column: None, count: was.rows - is.rows });
        } else if is != *was && !changes.contains(table.as_str()) {
            return Err(Error::MigrationChanges { table: table.clone() });
        }
    }
    Ok(gone)
}
