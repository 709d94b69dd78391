//! The steps that bring a ledger file to the schema of this program, and back.
//!
//! Each lies in a folder of its own: the SQL of both ways, and beside it what it is for. What a step
//! touches, loses and takes is told from the SQL itself, on an empty ledger in memory or on a copy.

mod applied;
mod contents;
mod live;
mod plan;
mod rehearse;
mod releases;
mod run;
mod shape;
mod touched;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::migration::Purpose;
use include_dir::{Dir, include_dir};
use rusqlite::Connection;
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub(crate) use self::applied::first_edited;
pub use self::live::{MIGRATED, Order};
pub use self::plan::{plan, status};
pub use self::rehearse::{Rehearsed, rehearse};
pub use self::releases::{first_schema, schema_of};
pub use self::run::Watch;
pub(crate) use self::run::{Part, run, watched};
use crate::perform::TO_THE_END;
use crate::{Error, Reader, Result};

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../migrations");

/// One step, with its way back.
#[derive(Debug, Clone)]
pub struct Migration {
    /// 1-based.
    pub number: i64,
    pub name: &'static str,
    pub about: About,
    pub up: &'static str,
    pub down: &'static str,
}

/// What the file beside the SQL says.
#[derive(Debug, Clone, Deserialize)]
pub struct About {
    #[serde(flatten)]
    pub purpose: Purpose,
    /// Tables whose rows the step means to change: of all others, what stays must stay as it was.
    #[serde(default)]
    pub changes: BTreeSet<String>,
}

impl Migration {
    /// Returns the fingerprint by which an edit of an applied step is noticed.
    ///
    /// Line ends do not count: a checkout on Windows may have other ones.
    pub fn checksum(&self) -> String {
        let text = format!("{}\0{}", self.up, self.down).replace("\r\n", "\n");
        hex(&Sha256::digest(text.as_bytes()))
    }

    /// Whether there is a way back.
    pub fn is_reversible(&self) -> bool {
        self.down.lines().any(|line| !line.trim_start().starts_with("--") && line.contains(';'))
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

/// Brings an open file to a schema of this program, upward or downward; nobody looks on.
pub(crate) fn bring_to(connection: &mut Connection, number: i64, now: &str) -> Result<()> {
    run(connection, &ALL, number, now, TO_THE_END, |_| Ok(())).map(drop)
}

/// Returns the SHA-256 over the whole schema of a file.
pub fn schema_hash(connection: &Connection) -> Result<Vec<u8>> {
    let mut statement = connection.prepare(
        "SELECT type || char(0) || name || char(0) || ifnull(sql, '') FROM sqlite_schema ORDER BY 1",
    )?;
    let mut rows = statement.query([])?;
    let mut hash = Sha256::new();
    while let Some(row) = rows.next()? {
        hash.update(row.get::<_, String>(0)?);
        hash.update([0]);
    }
    Ok(hash.finalize().to_vec())
}

/// Returns the SHA-256 over the whole schema of the open ledger.
pub fn schema_hash_of(reader: &Reader<'_>) -> Result<Vec<u8>> {
    schema_hash(reader.connection())
}

/// Returns what an open file has in its schema that no ledger of its version has, or lacks; none
/// where it is exactly as this program makes it.
///
/// A trigger, a view or a changed table in a file from elsewhere would run whenever it is read or
/// written.
pub fn first_foreign(connection: &Connection) -> Result<Option<String>> {
    foreign_to(&ALL, connection)
}

fn foreign_to(chain: &[Migration], connection: &Connection) -> Result<Option<String>> {
    let version = version(connection)?;
    if version < 1 {
        return Ok(Some(format!("version {version}")));
    }
    let ours = fresh(chain, version)?;
    let (ours, theirs) = (schema(&ours)?, schema(connection)?);
    Ok(ours.symmetric_difference(&theirs).next().map(|(_, name, _)| name.clone()))
}

/// Makes an empty ledger of a schema in memory.
fn fresh(chain: &[Migration], version: i64) -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    run(&mut connection, chain, version, "", TO_THE_END, |_| Ok(()))?;
    Ok(connection)
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

fn step(folder: &'static Dir<'static>) -> Option<Migration> {
    let name = folder.path().file_name()?.to_str()?;
    let (number, name) = name.split_once('_')?;
    let text = |file: &str| folder.get_file(folder.path().join(file))?.contents_utf8();
    let about = serde_json::from_str(text("about.json")?).ok()?;
    Some(Migration {
        number: number.parse().ok()?,
        name,
        about,
        up: text("up.sql")?,
        down: text("down.sql")?,
    })
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
mod tests;
