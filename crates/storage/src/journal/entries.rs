//! Reading entries.

use std::collections::BTreeMap;

use domain::exchange::EarlierImport;
use domain::journal::JournalEntry;
use domain::list::Page;
use domain::{Code, Problem};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::migrations::MIGRATED;
use crate::replace::RESTORED;
use crate::{Error, Reader, Result};

pub(super) const COLUMNS: &str = "seq, at, actor, operation, subject, detail, undoes";

/// Operations that took back or brought back others.
const UNDO: &str = "undo";

/// How many entries Ctrl+Z looks back.
const UNDO_DEPTH: u32 = 1_000;

/// An entry with everything that an undo needs of it.
pub(crate) struct Recorded {
    pub(crate) entry: JournalEntry,
    /// The changeset, uncompressed.
    pub(crate) changes: Vec<u8>,
    pub(crate) schema_version: i64,
}

/// Returns one entry.
pub fn entry(reader: &Reader<'_>, seq: i64) -> Result<JournalEntry> {
    read_entry(reader.connection(), seq)
}

/// Returns the entry of the last restore; none where there was none.
pub fn last_restore(reader: &Reader<'_>) -> Result<Option<JournalEntry>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE operation = ?1 ORDER BY seq DESC LIMIT 1");
    Ok(select(reader.connection(), &sql, [RESTORED])?.pop())
}

/// Returns the entry of the last migration; none where there was none.
pub fn last_migration(reader: &Reader<'_>) -> Result<Option<JournalEntry>> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE operation = ?1 ORDER BY seq DESC LIMIT 1");
    Ok(select(reader.connection(), &sql, [MIGRATED])?.pop())
}

/// Whether the structure of the ledger was changed after an entry: its changes may no longer fit,
/// even where the structure is the same again.
pub(crate) fn is_migrated_since(reader: &Reader<'_>, seq: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ?1 AND operation = ?2)";
    let mut statement = reader.connection().prepare_cached(sql)?;
    Ok(statement.query_row((seq, MIGRATED), |row| row.get(0))?)
}

/// Returns a page of entries, newest first.
pub fn list(reader: &Reader<'_>, offset: u32, limit: u32) -> Result<Page<JournalEntry>> {
    let connection = reader.connection();
    let sql = format!("SELECT {COLUMNS} FROM journal ORDER BY seq DESC LIMIT ?1 OFFSET ?2");
    let rows = select(connection, &sql, (limit, offset))?;
    let count = connection.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
    Ok(Page { rows, count, totals: BTreeMap::new() })
}

/// Returns every import, newest first.
pub fn imports(reader: &Reader<'_>) -> Result<Vec<JournalEntry>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE json_extract(detail, '$.sha256') IS NOT NULL ORDER BY seq DESC"
    );
    select(reader.connection(), &sql, [])
}

/// Finds the newest import of a file with this fingerprint and kind that was not undone.
pub fn earlier_import(reader: &Reader<'_>, sha256: &str, operation: &str) -> Result<Option<EarlierImport>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE json_extract(detail, '$.sha256') = ?1 AND operation = ?2
         ORDER BY seq DESC"
    );
    let entries = select(reader.connection(), &sql, (sha256, operation))?;
    let in_force = entries.into_iter().find(|entry| entry.undone_by.is_none());
    Ok(in_force.map(|entry| EarlierImport { seq: entry.seq, at: entry.at, actor: entry.actor }))
}

/// Whether an entry was undone, and not brought back since.
pub fn is_undone(reader: &Reader<'_>, seq: i64) -> Result<bool> {
    Ok(undone_by(reader.connection(), seq)?.is_some())
}

/// Returns what Ctrl+Z and Ctrl+Y would do now: the newest operation in force, and the newest
/// undo in force that no other operation came after.
///
/// Neither looks behind a restore or a migration: nobody means an operation of the backup by that
/// key, and none from before a migration can be taken back alone.
pub fn undo_state(reader: &Reader<'_>) -> Result<(Option<JournalEntry>, Option<JournalEntry>)> {
    let mut newest = list(reader, 0, UNDO_DEPTH)?.rows;
    let is_boundary = |entry: &&JournalEntry| [RESTORED, MIGRATED].contains(&entry.operation.as_str());
    let since = newest.iter().take_while(|entry| !is_boundary(entry)).count();
    newest.truncate(since);
    let is_ordinary = |entry: &&JournalEntry| entry.operation != UNDO;
    let undo = newest.iter().find(|entry| is_ordinary(entry) && entry.undone_by.is_none());
    let mut redo = None;
    for entry in newest.iter().take_while(|entry| !is_ordinary(entry)) {
        let took_back_ordinary = match entry.undoes {
            Some(seq) => read_entry(reader.connection(), seq)?.operation != UNDO,
            None => false,
        };
        if took_back_ordinary && entry.undone_by.is_none() {
            redo = Some(entry.clone());
            break;
        }
    }
    Ok((undo.cloned(), redo))
}

/// Returns one entry with its changeset.
pub(crate) fn recorded(connection: &Connection, seq: i64) -> Result<Recorded> {
    let entry = read_entry(connection, seq)?;
    let (compressed, schema_version): (Vec<u8>, i64) = connection.query_row(
        "SELECT changeset, schema_version FROM journal WHERE seq = ?1",
        [seq],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(Recorded { entry, changes: zstd::stream::decode_all(compressed.as_slice())?, schema_version })
}

/// Returns the changeset of an entry as it is stored.
pub(super) fn compressed_changes(connection: &Connection, seq: i64) -> Result<Vec<u8>> {
    let mut statement = connection.prepare_cached("SELECT changeset FROM journal WHERE seq = ?1")?;
    Ok(statement.query_row([seq], |row| row.get(0))?)
}

fn read_entry(connection: &Connection, seq: i64) -> Result<JournalEntry> {
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE seq = ?1");
    let found = select(connection, &sql, [seq])?.pop();
    found.ok_or_else(|| Error::Rule(Problem::new(Code::JournalEntryUnknown).param("value", &seq.to_string())))
}

pub(super) fn select(
    connection: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<JournalEntry>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params, journal_entry)?;
    let mut entries = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    for entry in &mut entries {
        entry.undone_by = undone_by(connection, entry.seq)?;
    }
    Ok(entries)
}

fn journal_entry(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    Ok(JournalEntry {
        seq: row.get("seq")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        operation: row.get("operation")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
        undoes: row.get("undoes")?,
        undone_by: None,
    })
}

/// Follows the undos of an entry: an undo that was itself undone does not count.
fn undone_by(connection: &Connection, seq: i64) -> Result<Option<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT seq FROM journal WHERE undoes = ?1 ORDER BY seq DESC LIMIT 1")?;
    let newest: Option<i64> = statement.query_row([seq], |row| row.get(0)).optional()?;
    match newest {
        Some(undo) if undone_by(connection, undo)?.is_none() => Ok(Some(undo)),
        _ => Ok(None),
    }
}
