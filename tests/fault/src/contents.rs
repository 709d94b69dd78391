//! What a file holds, as SQLite reads it without any layer of ours.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

/// The file layer of the platform, by the name that SQLite gives it.
pub const PLAIN: &str = if cfg!(windows) { "win32" } else { "unix" };

/// A number for each table: equal where every row is.
pub type Contents = BTreeMap<String, u64>;

/// Reads every table of a ledger. The search index is left out, which the health check computes anew,
/// and what imports remember, which follows an import in a write of its own.
///
/// # Errors
///
/// Where the file is not sound.
pub fn of(path: &Path) -> Result<Contents> {
    let connection = Connection::open_with_flags_and_vfs(path, OpenFlags::SQLITE_OPEN_READ_WRITE, PLAIN)?;
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    ensure!(verdict == "ok", "{verdict}");
    read(&connection)
}

/// Reads every table through an open connection.
pub fn read(connection: &Connection) -> Result<Contents> {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'
                  AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'import_%' ORDER BY name";
    let mut statement = connection.prepare(tables)?;
    let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    names.into_iter().map(|name| Ok((name.clone(), table(connection, &name)?))).collect()
}

/// Returns the numbers of the journal's entries.
pub fn entries(path: &Path) -> Result<Vec<i64>> {
    let connection = Connection::open_with_flags_and_vfs(path, OpenFlags::SQLITE_OPEN_READ_WRITE, PLAIN)?;
    let mut statement = connection.prepare("SELECT seq FROM journal ORDER BY seq")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn table(connection: &Connection, name: &str) -> Result<u64> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hasher = DefaultHasher::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => 0_u8.hash(&mut hasher),
                ValueRef::Integer(number) => number.hash(&mut hasher),
                ValueRef::Real(number) => number.to_bits().hash(&mut hasher),
                ValueRef::Text(text) | ValueRef::Blob(text) => text.hash(&mut hasher),
            }
        }
    }
    Ok(hasher.finish())
}
