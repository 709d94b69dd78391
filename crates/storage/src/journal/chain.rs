//! The chain of hashes that shows whether an entry was edited, removed or put in between.

use domain::journal::ChainReport;
use domain::{Code, Problem};
use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use crate::migrations::hex;
use crate::{Reader, Result};

/// Where a journal stands: its newest entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    pub seq: i64,
    pub hash: Vec<u8>,
}

/// Everything of an entry that its hash covers.
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) at: String,
    pub(super) actor: String,
    pub(super) operation: String,
    pub(super) subject: String,
    pub(super) detail: Option<String>,
    pub(super) changeset: Vec<u8>,
    pub(super) schema_version: i64,
    pub(super) undoes: Option<i64>,
    pub(super) prev_hash: Vec<u8>,
}

/// Returns the SHA-256 of an entry.
///
/// Each part goes in behind its length, so that no text can pass for its neighbour's.
pub(super) fn link_hash(link: &Link) -> Vec<u8> {
    let mut hash = Sha256::new();
    let mut add = |part: Option<&[u8]>| {
        let length = part.map_or(-1, |part| i64::try_from(part.len()).unwrap_or(i64::MAX));
        hash.update(length.to_be_bytes());
        hash.update(part.unwrap_or_default());
    };
    add(Some(&link.prev_hash));
    add(Some(&link.seq.to_be_bytes()));
    add(Some(link.at.as_bytes()));
    add(Some(link.actor.as_bytes()));
    add(Some(link.operation.as_bytes()));
    add(Some(link.subject.as_bytes()));
    add(link.detail.as_ref().map(String::as_bytes));
    add(Some(&link.changeset));
    add(Some(&link.schema_version.to_be_bytes()));
    add(link.undoes.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice));
    hash.finalize().to_vec()
}

/// Returns the hash of an entry: empty before the first, none where there is no such entry.
pub fn hash_of(reader: &Reader<'_>, seq: i64) -> Result<Option<Vec<u8>>> {
    if seq == 0 {
        return Ok(Some(Vec::new()));
    }
    let mut statement = reader.connection().prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?;
    Ok(statement.query_row([seq], |row| row.get(0)).optional()?)
}

/// Verifies the whole chain, entry by entry.
///
/// What a chain alone cannot show is that its newest entries were cut off; the head in each
/// backup's manifest shows that.
pub fn verify(reader: &Reader<'_>) -> Result<ChainReport> {
    let mut statement = reader.connection().prepare("SELECT * FROM journal ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut report = ChainReport { entries: 0, head: None, broken_at: None, problem: None };
    let mut last_hash: Vec<u8> = Vec::new();
    while let Some(row) = rows.next()? {
        let link = link(row)?;
        let hash: Vec<u8> = row.get("hash")?;
        let fits = link.seq == report.entries + 1 && link.prev_hash == last_hash && link_hash(&link) == hash;
        if !fits {
            report.broken_at = Some(link.seq);
            let problem = Problem::new(Code::JournalBroken).param("value", &link.seq.to_string());
            report.problem = Some(problem);
            break;
        }
        report.entries += 1;
        report.head = Some(hex(&hash));
        last_hash = hash;
    }
    Ok(report)
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

/// Returns the hash of the first entry, which no other ledger has; none in an empty journal.
pub fn first_hash(reader: &Reader<'_>) -> Result<Option<Vec<u8>>> {
    let mut statement = reader.connection().prepare("SELECT hash FROM journal WHERE seq = 1")?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(|row| row.get("hash")).transpose()?)
}

fn link(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        seq: row.get("seq")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        operation: row.get("operation")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
        changeset: row.get("changeset")?,
        schema_version: row.get("schema_version")?,
        undoes: row.get("undoes")?,
        prev_hash: row.get("prev_hash")?,
    })
}
