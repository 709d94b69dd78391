//! Reading a ledger file that lies still, such as a backup.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::opening::{self, Role};
use crate::store::read_snapshot;
use crate::{Error, Reader, Result, migrations};

/// Reads a ledger file that nobody writes; nothing is made beside it.
///
/// # Errors
///
/// Not ours, newer, damaged; those of `work`.
pub fn read_sealed<T, E: From<Error>>(
    path: &Path,
    work: impl FnOnce(&Reader<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let connection = open_sealed(path)?;
    read_snapshot(&connection, None, work)
}

/// Returns the schema of a file that nobody writes.
pub fn schema_version(path: &Path) -> Result<i64> {
    migrations::version(&open_sealed(path)?)
}

/// Opens a file that nobody writes.
pub(crate) fn open_sealed(path: &Path) -> Result<Connection> {
    opening::check_header(path)?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(sealed_uri(path), flags)?;
    opening::configure(&connection, Role::Reader)?;
    let schema = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    schema.map_err(|error| opening::explain_error(path, error.into()))?;
    Ok(connection)
}

/// Returns the URI by which SQLite opens a file as one that cannot change: it looks for no log
/// beside it, and makes none.
pub(crate) fn sealed_uri(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = String::from("file://");
    if cfg!(windows) {
        uri.push('/');
    }
    for byte in path.as_os_str().as_encoded_bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte);
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b':' if cfg!(windows) => uri.push(':'),
            _ if is_plain => uri.push(char::from(*byte)),
            _ => uri.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

fn digit(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap_or('0')
}
