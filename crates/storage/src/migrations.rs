//! The steps that bring a ledger file to the schema of this program.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use sha2::{Digest, Sha256};

use crate::{Error, Reader, Result};

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../migrations");

/// One step, with its way back.
#[derive(Debug, Clone)]
pub struct Migration {
    /// 1-based.
    pub number: i64,
    pub name: &'static str,
    pub up: &'static str,
    pub down: &'static str,
}

impl Migration {
    /// Returns the fingerprint by which an edit of an applied step is noticed.
    ///
    /// Line ends do not count: a checkout on Windows may have other ones.
    pub fn checksum(&self) -> String {
        let text = format!("{}\0{}", self.up, self.down).replace("\r\n", "\n");
        hex(&Sha256::digest(text.as_bytes()))
    }
}

/// Every step, in order.
pub static ALL: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    let mut steps: Vec<Migration> = FOLDER.dirs().filter_map(step).collect();
    steps.sort_by_key(|step| step.number);
    steps
});

/// Returns the schema that this program knows.
pub fn known_version() -> i64 {
    ALL.last().map_or(0, |step| step.number)
}

/// Returns the schema of an open file.
pub fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Returns the schema of an open ledger.
pub fn version_of(reader: &Reader<'_>) -> Result<i64> {
    version(reader.connection())
}

/// Applies every step that is missing, and records it.
pub fn apply(connection: &mut Connection, now: &str) -> Result<()> {
    apply_to(connection, known_version(), now)
}

/// Applies every step that is missing up to `number`, and records it.
pub(crate) fn apply_to(connection: &mut Connection, number: i64, now: &str) -> Result<()> {
    let before = version(connection)?;
    if before < number {
        // Inside a transaction this pragma does nothing, and a rebuilt table would take its
        // children with it.
        connection.pragma_update(None, "foreign_keys", false)?;
        runner().to_version(connection, usize::try_from(number).unwrap_or_default())?;
        connection.pragma_update(None, "foreign_keys", true)?;
    }
    record_applied(connection, before, number, now)
}

/// Takes back steps until the schema is `number`. For tests and the rollback of a ledger.
pub fn roll_back(connection: &mut Connection, number: i64) -> Result<()> {
    connection.pragma_update(None, "foreign_keys", false)?;
    runner().to_version(connection, usize::try_from(number).unwrap_or_default())?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.execute("DELETE FROM applied_migration WHERE number > ?1", [number])?;
    Ok(())
}

/// Refuses a ledger whose applied steps are not the ones that this program carries.
///
/// Returns the number of the first step that differs.
pub(crate) fn first_edited(connection: &Connection) -> Result<Option<i64>> {
    if !has_record(connection)? {
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

/// Returns what an open file has in its schema that no ledger of its version has, or lacks; none
/// where it is exactly as this program makes it.
///
/// A trigger, a view or a changed table in a file from elsewhere would run whenever it is read or
/// written.
pub fn first_foreign(connection: &Connection) -> Result<Option<String>> {
    let version = version(connection)?;
    if version < 1 {
        return Ok(Some(format!("version {version}")));
    }
    let mut ours = Connection::open_in_memory()?;
    runner().to_version(&mut ours, usize::try_from(version).unwrap_or_default())?;
    record_applied(&ours, 0, version, "")?;
    let (ours, theirs) = (schema(&ours)?, schema(connection)?);
    Ok(ours.symmetric_difference(&theirs).next().map(|(_, name, _)| name.clone()))
}

/// Returns every object of a schema: type, name and text.
fn schema(connection: &Connection) -> Result<BTreeSet<(String, String, String)>> {
    let mut statement = connection.prepare("SELECT type, name, ifnull(sql, '') FROM sqlite_schema")?;
    // A build on Windows may have other line ends.
    let objects = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?.replace("\r\n", "\n")))
    })?;
    Ok(objects.collect::<rusqlite::Result<_>>()?)
}

fn record_applied(connection: &Connection, before: i64, number: i64, now: &str) -> Result<()> {
    if !has_record(connection)? {
        connection.execute_batch(
            "CREATE TABLE applied_migration (
                number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,
                applied_at TEXT NOT NULL, program_version TEXT NOT NULL
            ) STRICT",
        )?;
    }
    let mut insert =
        connection.prepare("INSERT OR IGNORE INTO applied_migration VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for step in ALL.iter().filter(|step| step.number > before && step.number <= number) {
        let version = env!("CARGO_PKG_VERSION");
        insert.execute((step.number, step.name, step.checksum(), now, version))?;
    }
    Ok(())
}

fn has_record(connection: &Connection) -> Result<bool> {
    Ok(connection.table_exists(None, "applied_migration")?)
}

fn runner() -> Migrations<'static> {
    let steps = ALL.iter().map(|step| M::up(step.up).down(step.down).foreign_key_check());
    Migrations::new(steps.collect())
}

fn step(folder: &'static Dir<'static>) -> Option<Migration> {
    let name = folder.path().file_name()?.to_str()?;
    let (number, name) = name.split_once('_')?;
    let text = |file: &str| folder.get_file(folder.path().join(file))?.contents_utf8();
    Some(Migration { number: number.parse().ok()?, name, up: text("up.sql")?, down: text("down.sql")? })
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Error {
    pub(crate) fn migration_edited(path: &std::path::Path, number: i64) -> Self {
        Self::MigrationEdited { path: path.to_owned(), number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(connection: &Connection) -> Result<Vec<(String, Option<String>)>> {
        let mut statement = connection
            .prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<std::result::Result<_, _>>()?)
    }

    #[test]
    fn every_folder_is_a_step_with_a_real_way_back_and_no_number_is_missing() {
        assert_eq!(ALL.len(), FOLDER.dirs().count());
        for (index, step) in ALL.iter().enumerate() {
            assert_eq!(usize::try_from(step.number), Ok(index + 1), "{}", step.name);
            assert!(step.down.lines().any(|line| line.contains(';')), "{} has no down.sql", step.name);
        }
    }

    #[test]
    fn each_step_goes_up_down_and_up_again_to_the_same_schema() -> Result<()> {
        let mut connection = Connection::open_in_memory()?;
        for step in ALL.iter() {
            let number = usize::try_from(step.number).unwrap_or_default();
            runner().to_version(&mut connection, number - 1)?;
            let before = schema(&connection)?;
            runner().to_version(&mut connection, number)?;
            let after = schema(&connection)?;
            runner().to_version(&mut connection, number - 1)?;
            assert_eq!(schema(&connection)?, before, "down of {}", step.name);
            runner().to_version(&mut connection, number)?;
            assert_eq!(schema(&connection)?, after, "up again of {}", step.name);
        }
        Ok(())
    }
}
