//! Adding an entry.

use rusqlite::Connection;

use super::whole::{Head, Heading, Whole, head_of};
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
    let Head { seq, hash } = head_of(connection)?.unwrap_or_default();
    let heading = Heading {
        seq: seq + 1,
        at: entry.stamp.at.clone(),
        actor: entry.stamp.actor.clone(),
        operation: entry.operation.clone(),
        subject: entry.subject.clone(),
        detail,
        schema_version: migrations::version(connection)?,
        undoes: entry.undoes,
        prev_hash: hash,
        hash: Vec::new(),
        records: 0,
    };
    let mut whole = Whole { heading, changeset };
    whole.heading.hash = whole.computed_hash();
    append_whole(connection, &whole, touched)?;
    Ok(whole.heading.seq)
}

/// Appends an entry as it is, and the records it touched.
pub(crate) fn append_whole(connection: &Connection, entry: &Whole, touched: &Touched) -> Result<()> {
    let Whole { heading, changeset } = entry;
    connection.prepare_cached(include_str!("append.sql"))?.execute((
        heading.seq,
        &heading.at,
        &heading.actor,
        &heading.operation,
        &heading.subject,
        &heading.detail,
        changeset,
        heading.schema_version,
        heading.undoes,
        &heading.prev_hash,
        &heading.hash,
    ))?;
    remember_touched(connection, heading.seq, touched)
}

fn remember_touched(connection: &Connection, seq: i64, touched: &Touched) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO journal_touch VALUES (?1, ?2, ?3, ?4)")?;
    for (topic, first, last) in touched.ranges() {
        insert.execute((topic.name(), first, last, seq))?;
    }
    Ok(())
}
