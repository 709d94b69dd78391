//! Which steps a file has, and that they are the ones that this program carries.

use std::collections::BTreeMap;

use domain::migration::AppliedMigration;
use rusqlite::Connection;

use super::{ALL, Migration};
use crate::Result;

/// Makes the table that remembers the steps, where there is none.
pub(super) fn make_table(connection: &Connection) -> Result<()> {
    if !has_table(connection)? {
        connection.execute_batch(
            "CREATE TABLE applied_migration (
                number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
                applied_at TEXT NOT NULL, program_version TEXT NOT NULL
            ) STRICT",
        )?;
    }
    Ok(())
}

/// Remembers that a step was applied.
pub(super) fn add(connection: &Connection, step: &Migration, now: &str) -> Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO applied_migration VALUES (?1, ?2, ?3, ?4, ?5)")?;
    insert.execute((step.number, step.name, step.checksum(), now, env!("CARGO_PKG_VERSION")))?;
    Ok(())
}

/// Remembers that a step was taken back.
pub(super) fn remove(connection: &Connection, number: i64) -> Result<()> {
    connection.execute("DELETE FROM applied_migration WHERE number = ?1", [number])?;
    Ok(())
}

/// Returns when each step was applied, by its number.
pub(super) fn all(connection: &Connection) -> Result<BTreeMap<i64, AppliedMigration>> {
    if !has_table(connection)? {
        return Ok(BTreeMap::new());
    }
    let mut statement =
        connection.prepare("SELECT number, applied_at, program_version FROM applied_migration")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, AppliedMigration { at: row.get(1)?, program_version: row.get(2)? }))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the number of the first applied step that is not the one that this program carries.
pub(crate) fn first_edited(connection: &Connection) -> Result<Option<i64>> {
    if !has_table(connection)? {
        return Ok(None);
    }
    let mut statement =
        connection.prepare("SELECT number, checksum FROM applied_migration ORDER BY number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, checksum): (i64, String) = (row.get(0)?, row.get(1)?);
        let known = ALL.iter().find(|step| step.number == number);
        if known.is_none_or(|step| step.checksum() != checksum) {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

fn has_table(connection: &Connection) -> Result<bool> {
    Ok(connection.table_exists(None, "applied_migration")?)
}
