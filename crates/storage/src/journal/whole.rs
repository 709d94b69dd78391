//! An entry with everything that the file keeps of it.

use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use crate::{Reader, Result};

/// What an entry says of itself, without its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub seq: i64,
    pub at: String,
    pub actor: String,
    pub operation: String,
    pub subject: String,
    pub detail: Option<String>,
    pub schema_version: i64,
    pub undoes: Option<i64>,
    /// Of the entry before; empty in the first.
    pub prev_hash: Vec<u8>,
    pub hash: Vec<u8>,
    /// How many records it touched. The hash does not cover it: it is told, nothing rests on it.
    pub records: i64,
}

/// An entry, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    pub heading: Heading,
    /// As the file keeps it: compressed.
    pub changeset: Vec<u8>,
}

impl Whole {
    /// Whether the hash is that of everything it covers.
    pub fn is_sound(&self) -> bool {
        self.computed_hash() == self.heading.hash
    }

    /// Returns the SHA-256 of the entry.
    ///
    /// Each part goes in behind its length, so that no text can pass for its neighbour's.
    pub(super) fn computed_hash(&self) -> Vec<u8> {
        let Heading { seq, at, actor, operation, subject, detail, schema_version, undoes, prev_hash, .. } =
            &self.heading;
        let mut hash = Sha256::new();
        let mut add = |part: Option<&[u8]>| {
            let length = part.map_or(-1, |part| i64::try_from(part.len()).unwrap_or(i64::MAX));
            hash.update(length.to_be_bytes());
            hash.update(part.unwrap_or_default());
        };
        add(Some(prev_hash));
        add(Some(&seq.to_be_bytes()));
        add(Some(at.as_bytes()));
        add(Some(actor.as_bytes()));
        add(Some(operation.as_bytes()));
        add(Some(subject.as_bytes()));
        add(detail.as_ref().map(String::as_bytes));
        add(Some(&self.changeset));
        add(Some(&schema_version.to_be_bytes()));
        add(undoes.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice));
        hash.finalize().to_vec()
    }
}

/// Where a journal stands: its newest entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// 0 where nothing was ever done.
    pub seq: i64,
    /// Empty where nothing was ever done.
    pub hash: Vec<u8>,
}

/// Returns the newest entry; none in an empty journal.
pub fn head(reader: &Reader<'_>) -> Result<Option<Head>> {
    head_of(reader.connection())
}

pub(crate) fn head_of(connection: &Connection) -> Result<Option<Head>> {
    let mut newest = connection.prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?;
    let head = newest.query_row([], |row| Ok(Head { seq: row.get(0)?, hash: row.get(1)? }));
    Ok(head.optional()?)
}

/// Returns the hash of an entry: empty before the first, none where there is no such entry.
pub fn hash_of(reader: &Reader<'_>, seq: i64) -> Result<Option<Vec<u8>>> {
    if seq == 0 {
        return Ok(Some(Vec::new()));
    }
    let mut statement = reader.connection().prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?;
    Ok(statement.query_row([seq], |row| row.get(0)).optional()?)
}

/// Returns one entry, whole; none where there is no such entry.
pub fn whole(reader: &Reader<'_>, seq: i64) -> Result<Option<Whole>> {
    Ok(between(reader, seq - 1, seq, 0)?.pop())
}

/// Returns the entries after `after` up to `last`, in order, until their changes weigh `enough`
/// bytes; at least one where there is any.
pub fn between(reader: &Reader<'_>, after: i64, last: i64, enough: usize) -> Result<Vec<Whole>> {
    let mut statement = reader.connection().prepare_cached(&select(", j.changeset"))?;
    let mut rows = statement.query([after, last])?;
    let (mut entries, mut weight) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let entry = Whole { heading: heading(row)?, changeset: row.get("changeset")? };
        weight += entry.changeset.len();
        entries.push(entry);
        if weight >= enough {
            break;
        }
    }
    Ok(entries)
}

/// Returns what every entry after `after` says of itself, in order.
pub fn headings(reader: &Reader<'_>, after: i64) -> Result<Vec<Heading>> {
    let mut statement = reader.connection().prepare_cached(&select(""))?;
    let rows = statement.query_map([after, i64::MAX], heading)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn select(further: &str) -> String {
    format!(
        "SELECT j.seq, j.at, j.actor, j.operation, j.subject, j.detail, j.schema_version, j.undoes,
                j.prev_hash, j.hash,
                (SELECT ifnull(sum(t.last_id - t.first_id + 1), 0) FROM journal_touch AS t
                 WHERE t.seq = j.seq) AS records {further}
         FROM journal AS j WHERE j.seq > ?1 AND j.seq <= ?2 ORDER BY j.seq"
    )
}

fn heading(row: &Row<'_>) -> rusqlite::Result<Heading> {
    Ok(Heading {
        seq: row.get("seq")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        operation: row.get("operation")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
        schema_version: row.get("schema_version")?,
        undoes: row.get("undoes")?,
        prev_hash: row.get("prev_hash")?,
        hash: row.get("hash")?,
        records: row.get("records")?,
    })
}
