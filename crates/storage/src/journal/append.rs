//! Adding an entry.

use domain::Noun;
use rusqlite::Connection;

use super::chain::{Head, Link, head_of, link_hash};
use crate::changeset::Touched;
use crate::perform::NewEntry;
use crate::{Result, migrations};

/// Appends one entry with its compressed changeset and the records it touched; returns its number.
pub(crate) fn append(
    connection: &Connection,
    entry: &NewEntry,
    detail: Option<String>,
    changeset: Vec<u8>,
    touched: &Touched,
) -> Result<i64> {
    let Head { seq: last_seq, hash: prev_hash } = head_of(connection)?.unwrap_or_default();
    let link = Link {
        seq: last_seq + 1,
        at: entry.stamp.at.clone(),
        actor: entry.stamp.actor.clone(),
        operation: entry.operation.clone(),
        subject: entry.subject.clone(),
        detail,
        changeset,
        schema_version: migrations::version(connection)?,
        undoes: entry.undoes,
        prev_hash,
    };
    connection.prepare_cached(include_str!("append.sql"))?.execute((
        link.seq,
        &link.at,
        &link.actor,
        &link.operation,
        &link.subject,
        &link.detail,
        &link.changeset,
        link.schema_version,
        link.undoes,
        &link.prev_hash,
        link_hash(&link),
    ))?;
    remember_touched(connection, link.seq, touched)?;
    Ok(link.seq)
}

/// The word by which the settings stand among the nouns.
const SETTINGS: &str = "settings";

fn remember_touched(connection: &Connection, seq: i64, touched: &Touched) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO journal_touch VALUES (?1, ?2, ?3, ?4)")?;
    for (noun, first, last) in touched.ranges() {
        insert.execute((noun.map_or(SETTINGS, Noun::name), first, last, seq))?;
    }
    Ok(())
}
