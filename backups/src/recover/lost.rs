//! What is missing, by record.

use std::collections::BTreeMap;
use std::path::Path;

use domain::Noun;
use rusqlite::Connection;
use serde::Serialize;
use storage::{Stamp, Store};

use crate::verify::{nouns_of, read_only};
use crate::{Backup, Result};

/// A record that there must be, and is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LostRecord {
    pub noun: Noun,
    /// The code or name by which people know it; else its number.
    pub key: String,
}

/// Returns the records that are not in a recovered ledger although its journal tells of them, or
/// the backup has them where that tells of more operations.
pub(super) fn from(ledger: &Path, backup: Option<&Backup>, stamp: &Stamp) -> Result<Vec<LostRecord>> {
    let store = Store::open(ledger, "", &stamp.at)?;
    let (mut lived, head) = store.read(|reader| {
        Ok::<_, storage::Error>((storage::journal::lived(reader)?, storage::journal::head(reader)?))
    })?;
    drop(store);
    let told = head.map_or(0, |head| head.seq);
    if let Some(backup) = backup.filter(|backup| seq(backup) > told) {
        add(&mut lived, &read_only(&backup.path)?)?;
    }
    let recovered = read_only(ledger)?;
    for noun in Noun::ALL {
        for id in ids(&recovered, *noun)? {
            lived.remove(&(*noun, id));
        }
    }
    let lost = lived.into_iter().map(|((noun, id), key)| {
        let key = key.unwrap_or_else(|| format!("#{id}"));
        LostRecord { noun, key }
    });
    Ok(lost.collect())
}

fn seq(backup: &Backup) -> i64 {
    backup.manifest.journal_head.as_ref().map_or(0, |head| head.seq)
}

/// Adds the records of a backup, under the names that they have there.
fn add(lived: &mut BTreeMap<(Noun, i64), Option<String>>, backup: &Connection) -> Result<()> {
    for noun in nouns_of(backup)? {
        for id in ids(backup, noun)? {
            lived.insert((noun, id), storage::journal::record_key(backup, noun, id)?);
        }
    }
    Ok(())
}

/// Returns every id of a noun, ascending.
fn ids(connection: &Connection, noun: Noun) -> Result<Vec<i64>> {
    let mut statement = connection.prepare(&format!("SELECT id FROM {noun} ORDER BY id"))?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}
