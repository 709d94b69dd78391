//! Opening a ledger, always in one order.
//!
//! Path → lock → header (ours? newer? damaged?) → settings → check; then, where that is wanted,
//! migrations. Nothing is written before the gate of the version, and no file is ever made in place
//! of a missing one.

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::{Error, Result, migrations, search};

/// Marks a file as a Lantai ledger: "LnT1".
pub const APPLICATION_ID: i32 = 0x4C6E_5431;

/// Releases before this one may corrupt a file when a WAL is reset.
const OLDEST_SAFE_SQLITE: i32 = 3_051_003;

/// Files up to this size are checked at every start; larger ones by the health check.
const CHECKED_AT_START_BYTES: u64 = 256 << 20;

/// Says what a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Writer,
    Reader,
    /// Works on a copy that nobody else uses, and that is thrown away where the work does not end.
    Copy,
}

/// Reads the header of the file without opening it as a database, so that a refused file keeps
/// every byte.
pub fn check_header(path: &Path) -> Result<()> {
    let mut header = [0_u8; 100];
    let damaged = |reason: &str| Error::Damaged { path: path.to_owned(), reason: reason.to_owned() };
    let mut file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::Missing(path.to_owned()));
        }
        Err(error) => return Err(explain_refusal(path, error)),
    };
    if file.read_exact(&mut header).is_err() {
        return Err(damaged("shorter than a header"));
    }
    if header.iter().all(|byte| *byte == 0) {
        return Err(damaged("zeros"));
    }
    if &header[..16] != b"SQLite format 3\0" {
        return Err(Error::NotOurs(path.to_owned()));
    }
    let number = |at: usize| i32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION_ID {
        return Err(Error::NotOurs(path.to_owned()));
    }
    check_version(path, i64::from(number(60)))
}

/// Opens a connection with the settings that every connection has.
pub(crate) fn connect(path: &Path, role: Role) -> Result<Connection> {
    assert!(rusqlite::version_number() >= OLDEST_SAFE_SQLITE, "the bundled SQLite is too old");
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| explain(path, error))?;
    configure(&connection, role).map_err(|error| explain_error(path, error))?;
    Ok(connection)
}

pub(crate) fn configure(connection: &Connection, role: Role) -> Result<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.set_prepared_statement_cache_capacity(128);
    match role {
        Role::Writer => {
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
        }
        Role::Reader => connection.pragma_update(None, "query_only", true)?,
        Role::Copy => {
            connection.pragma_update(None, "journal_mode", "truncate")?;
            connection.pragma_update(None, "synchronous", "off")?;
        }
    }
    search::register(connection)
}

/// Checks what an open file says of itself.
pub(crate) fn check(path: &Path, connection: &Connection) -> Result<()> {
    check_schema(path, connection)?;
    if std::fs::metadata(path)?.len() <= CHECKED_AT_START_BYTES {
        quick_check(path, connection)?;
    }
    Ok(())
}

/// Refuses a newer schema, and one that was made by other steps than ours.
pub(crate) fn check_schema(path: &Path, connection: &Connection) -> Result<()> {
    // The header may be older than what stands in the write-ahead log.
    check_version(path, migrations::version(connection)?)?;
    match migrations::first_edited(connection)? {
        Some(number) => Err(Error::migration_edited(path, number)),
        None => Ok(()),
    }
}

/// Tells a ledger that nobody may read from other refusals of the system.
fn explain_refusal(path: &Path, error: std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::PermissionDenied {
        return Error::NotWritable { path: path.to_owned(), source: error };
    }
    Error::Io(error)
}

fn check_version(path: &Path, found: i64) -> Result<()> {
    let known = migrations::known_version();
    if found > known {
        return Err(Error::Newer { path: path.to_owned(), found, known });
    }
    Ok(())
}

fn quick_check(path: &Path, connection: &Connection) -> Result<()> {
    let verdict: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| explain(path, error))?;
    if verdict == "ok" { Ok(()) } else { Err(Error::Damaged { path: path.to_owned(), reason: verdict }) }
}

pub(crate) fn explain_error(path: &Path, error: Error) -> Error {
    if let Error::Sqlite(error) = error { explain(path, error) } else { error }
}

/// Tells a damaged file and a folder without permission from other errors of SQLite.
fn explain(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Error::Damaged { path: path.to_owned(), reason: error.to_string() }
        }
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            Error::NotWritable {
                path: path.to_owned(),
                source: std::io::Error::new(std::io::ErrorKind::PermissionDenied, error.to_string()),
            }
        }
        _ => Error::from(error),
    }
}
