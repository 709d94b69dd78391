//! Very many new records, which the recording session does not hear of.
//!
//! A session remembers every row that changed, and at the end reads each of them again by its key.
//! What becomes of records that come new, one after the other, a walk over the end of their tables
//! tells as well: in a fraction of the time, and without memory for each.

use std::io::Write;

use domain::{Noun, Topic};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::changeset::RECORDED;
use crate::{Error, Result};

/// The nouns of which very many records are appended.
#[derive(Debug, Default)]
pub(crate) struct Appended(Vec<Since>);

#[derive(Debug)]
struct Since {
    noun: Noun,
    /// The last id before them.
    last: i64,
    /// The tables of the noun.
    tables: Vec<&'static str>,
}

impl Appended {
    /// Counts the records of a noun that are written from now on as appended.
    ///
    /// No id is used twice, so that a higher one than any now tells a new record.
    pub(crate) fn begin(&mut self, connection: &Connection, noun: Noun) -> Result<()> {
        if self.0.iter().any(|since| since.noun == noun) {
            return Ok(());
        }
        let last = format!("SELECT coalesce(max(id), 0) FROM {noun}");
        let last = connection.query_row(&last, [], |row| row.get(0))?;
        let tables = RECORDED.iter().filter(|table| table.topic == Topic::Noun(noun)).map(|table| table.name);
        self.0.push(Since { noun, last, tables: tables.collect() });
        Ok(())
    }

    /// Whether a row of a table belongs to an appended record. Without an id it is one to come.
    pub(crate) fn has(&self, table: &str, id: Option<i64>) -> bool {
        let since = self.0.iter().find(|since| since.tables.contains(&table));
        since.is_some_and(|since| id.is_none_or(|id| id > since.last))
    }

    /// Writes the appended records, with the rows that belong to them, as a changeset.
    pub(crate) fn write(&self, connection: &Connection, into: &mut dyn Write) -> Result<()> {
        for Since { last, tables, .. } in &self.0 {
            for table in tables {
                write_rows(connection, table, *last, into)?;
            }
        }
        Ok(())
    }
}

/// How many bytes are handed on at once: whoever takes them may want to stop.
const AT_ONCE: usize = 4_096;

/// What SQLite calls an insertion, and that nothing else caused it.
const INSERTED: [u8; 2] = [18, 0];

/// Writes the rows of a table whose first column is above `last`: a header, then a row as an
/// insertion, and so on. The format is part of SQLite's file formats: it does not change.
fn write_rows(connection: &Connection, table: &str, last: i64, into: &mut dyn Write) -> Result<()> {
    let (first, header) = header(connection, table)?;
    let mut select =
        connection.prepare(&format!("SELECT * FROM {table} WHERE {first} > ?1 ORDER BY {first}"))?;
    let columns = select.column_count();
    let mut rows = select.query([last])?;
    let mut bytes = header;
    let mut is_empty = true;
    while let Some(row) = rows.next()? {
        is_empty = false;
        bytes.extend(INSERTED);
        for column in 0..columns {
            write_value(row.get_ref(column)?, &mut bytes)?;
        }
        if bytes.len() >= AT_ONCE {
            into.write_all(&bytes)?;
            bytes.clear();
        }
    }
    if !is_empty {
        into.write_all(&bytes)?;
    }
    Ok(())
}

/// Returns the name of the first column, and the header of a table in a changeset: how many columns
/// it has, the place of each in the key, and its name.
fn header(connection: &Connection, table: &str) -> Result<(String, Vec<u8>)> {
    let mut columns = connection.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = columns.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let columns: Vec<(String, u8)> = columns.collect::<rusqlite::Result<_>>()?;
    let mut header = vec![b'T'];
    write_length(columns.len(), &mut header)?;
    header.extend(columns.iter().map(|(_, place)| place));
    header.extend(table.as_bytes());
    header.push(0);
    let first = columns.into_iter().next().map(|(name, _)| name);
    Ok((first.ok_or_else(|| Error::Value(format!("{table} has no column")))?, header))
}

fn write_value(value: ValueRef<'_>, into: &mut Vec<u8>) -> Result<()> {
    match value {
        ValueRef::Null => into.push(5),
        ValueRef::Integer(number) => {
            into.push(1);
            into.extend(number.to_be_bytes());
        }
        ValueRef::Real(number) => {
            into.push(2);
            into.extend(number.to_be_bytes());
        }
        ValueRef::Text(text) => write_bytes(3, text, into)?,
        ValueRef::Blob(blob) => write_bytes(4, blob, into)?,
    }
    Ok(())
}

fn write_bytes(kind: u8, bytes: &[u8], into: &mut Vec<u8>) -> Result<()> {
    into.push(kind);
    write_length(bytes.len(), into)?;
    into.extend(bytes);
    Ok(())
}

/// Writes a length in groups of seven bits, the highest first; all but the last are marked.
fn write_length(length: usize, into: &mut Vec<u8>) -> Result<()> {
    let length = u32::try_from(length).map_err(|error| Error::Value(error.to_string()))?;
    let groups = (32 - length.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let bits = (length >> (7 * group)).to_le_bytes()[0] & 0x7f;
        into.push(if group == 0 { bits } else { bits | 0x80 });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_sqlite_writes_them() -> Result<()> {
        let written = |length| -> Result<Vec<u8>> {
            let mut bytes = Vec::new();
            write_length(length, &mut bytes)?;
            Ok(bytes)
        };
        assert_eq!(written(0)?, [0]);
        assert_eq!(written(0x7f)?, [0x7f]);
        assert_eq!(written(0x80)?, [0x81, 0x00]);
        assert_eq!(written(0x3fff)?, [0xff, 0x7f]);
        assert_eq!(written(0x4000)?, [0x81, 0x80, 0x00]);
        assert_eq!(written(0x1f_ffff)?, [0xff, 0xff, 0x7f]);
        Ok(())
    }
}
