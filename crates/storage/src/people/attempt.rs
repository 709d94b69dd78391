//! What was typed at the door: wrong passwords in a row, and the last time somebody came in.
//!
//! A name is counted whether there is such an account or not, so that the answer tells nobody which
//! names there are.

use std::collections::BTreeMap;

use domain::name;

use crate::access::{Reader, Writer};
use crate::error::Result;

/// How many names without an account are remembered; the oldest go first.
const STRANGERS: i64 = 200;

/// What is known of a name at the door.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attempt {
    /// Wrong passwords in a row.
    pub failures: u32,
    /// UTC, RFC 3339.
    pub failed_at: Option<String>,
    /// UTC, RFC 3339.
    pub signed_in_at: Option<String>,
}

/// Returns what is known of a name.
pub fn attempt(reader: &Reader<'_>, name: &str) -> Result<Attempt> {
    let sql = "SELECT name_key, failures, failed_at, signed_in_at FROM sign_in WHERE name_key = ?1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([name::normalise(name)])?;
    Ok(rows.next()?.map(read).transpose()?.map(|(_, attempt)| attempt).unwrap_or_default())
}

/// Returns what is known of every name, as it is compared.
pub fn attempts(reader: &Reader<'_>) -> Result<BTreeMap<String, Attempt>> {
    let sql = "SELECT name_key, failures, failed_at, signed_in_at FROM sign_in";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(String, Attempt)> {
    let attempt = Attempt { failures: row.get(1)?, failed_at: row.get(2)?, signed_in_at: row.get(3)? };
    Ok((row.get(0)?, attempt))
}

/// Counts a wrong password.
pub fn note_failure(writer: &Writer<'_>, name: &str) -> Result<()> {
    let sql = "INSERT INTO sign_in (name_key, failures, failed_at) VALUES (?1, 1, ?2)
               ON CONFLICT (name_key) DO UPDATE SET failures = failures + 1, failed_at = ?2";
    writer.connection().prepare_cached(sql)?.execute((name::normalise(name), &writer.stamp().at))?;
    forget_strangers(writer)
}

/// Notes that somebody came in; what went wrong before is forgotten.
pub fn note_success(writer: &Writer<'_>, name: &str) -> Result<()> {
    let sql = "INSERT INTO sign_in (name_key, failures, signed_in_at) VALUES (?1, 0, ?2)
               ON CONFLICT (name_key) DO UPDATE SET failures = 0, failed_at = NULL, signed_in_at = ?2";
    writer.connection().prepare_cached(sql)?.execute((name::normalise(name), &writer.stamp().at))?;
    Ok(())
}

/// Forgets the wrong passwords of a name.
pub fn forgive(writer: &Writer<'_>, name: &str) -> Result<()> {
    let sql = "UPDATE sign_in SET failures = 0, failed_at = NULL WHERE name_key = ?1";
    writer.connection().prepare_cached(sql)?.execute([name::normalise(name)])?;
    Ok(())
}

fn forget_strangers(writer: &Writer<'_>) -> Result<()> {
    let sql = "DELETE FROM sign_in WHERE name_key IN (
                   SELECT name_key FROM sign_in
                   WHERE name_key NOT IN (SELECT name_key FROM account)
                   ORDER BY failed_at DESC LIMIT -1 OFFSET ?1)";
    writer.connection().prepare_cached(sql)?.execute([STRANGERS])?;
    Ok(())
}
