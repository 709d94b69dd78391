//! Getting out of a damaged ledger what can still be read.
//!
//! The damaged file is never written: all work is done on a copy. Where only indexes are damaged,
//! making them anew loses nothing. Else every row that can be read goes into a new ledger, and
//! what is missing there is told by record. The result is a candidate like any other: it is
//! proven before it takes the place of the ledger, whose files go into quarantine.

mod lost;
mod salvage;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::comparison::LedgerComparison;
use domain::{Code, Noun};
use rusqlite::Connection;
use serde::Serialize;
use storage::lock::LedgerLock;
use storage::{Stamp, Store};

pub use self::lost::LostRecord;
use crate::fs::{Disk, copy};
use crate::restore::companions;
use crate::verify::{Depth, check_inside, nouns_of, read_only};
use crate::watch::go_on;
use crate::{Backup, Error, Result, Watch};

/// How the records were got out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// Indexes were made anew; every row was there.
    Reindexed,
    /// Rows were read one by one into a new ledger.
    Salvaged,
}

/// What was got out of a damaged ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recovered {
    pub rung: Rung,
    /// Records of each noun that are there again.
    pub saved: BTreeMap<Noun, i64>,
    /// Records that there must be by the journal, or by the newest backup where that tells of more
    /// operations, and that are not there.
    pub lost: Vec<LostRecord>,
    /// Whether the journal has a gap: what was done behind it is known from the backup alone.
    pub journal_is_cut: bool,
    /// References to records that are gone: they are empty now.
    pub loosened: u64,
    /// Records that are meaningless without one that is gone; they are among the lost.
    pub orphans: u64,
    /// Entries of the journal that are there again.
    pub entries: i64,
}

impl Recovered {
    /// Whether no record is known to lack, and none can lack unknown.
    pub fn is_whole(&self) -> bool {
        self.lost.is_empty() && !self.journal_is_cut && self.loosened == 0 && self.orphans == 0
    }
}

/// Makes a sound ledger in `folder` out of a damaged one, and tells what is missing in it against
/// the newest of `backups`.
///
/// `watch` hears of bytes that are copied, then of indexes, then of rows, and may stop it.
///
/// # Errors
///
/// [`Error::NothingReadable`] where nothing can be read; `ledger.in_use`; that `watch` stopped it.
/// The damaged ledger is as it was in any case.
pub fn recover(
    ledger: &Path,
    folder: &Path,
    holder: &str,
    stamp: &Stamp,
    backups: &[Backup],
    watch: Watch<'_>,
) -> Result<(PathBuf, Recovered)> {
    let lock = LedgerLock::acquire(ledger, holder)?;
    let damaged = folder.join("damaged.sqlite3");
    copy_aside(ledger, &damaged, watch)?;
    drop(lock);
    let target = folder.join("recovered.sqlite3");
    let (rung, gaps) = match reindex(&damaged, &target, watch) {
        Ok(()) => (Rung::Reindexed, salvage::Gaps::default()),
        Err(error) if error.code() == Code::Cancelled => return Err(error),
        Err(error) => {
            tracing::info!(code = %error.code(), "indexes alone do not explain the damage");
            let _ = std::fs::remove_file(&target);
            (Rung::Salvaged, salvage::salvage(&damaged, &target, stamp, watch)?)
        }
    };
    go_on(watch, 0, 1)?;
    let recovered = Recovered {
        rung,
        saved: counts(&target)?,
        lost: lost::from(&target, newest_sound(backups), stamp)?,
        journal_is_cut: gaps.journal_is_cut,
        loosened: gaps.loosened,
        orphans: gaps.orphans,
        entries: count(&read_only(&target)?, "journal")?,
    };
    if recovered.saved.values().all(|count| *count == 0) {
        return Err(Error::NothingReadable(ledger.to_owned()));
    }
    compute_anew(&target, stamp)?;
    go_on(watch, 1, 1)?;
    Ok((target, recovered))
}

/// Holds another state of the same ledger beside a recovered one, and tells what each has that the
/// other lacks: the other is the state before, the recovered one that of now.
pub fn compare(recovered: &Path, other: &Path, stamp: &Stamp) -> Result<LedgerComparison> {
    let store = Store::open(recovered, "", &stamp.at)?;
    let comparison = store.beside(other)?.comparison()?;
    drop(store);
    close_up(recovered)?;
    Ok(comparison)
}

/// Copies the damaged files to where they can be worked on.
fn copy_aside(ledger: &Path, damaged: &Path, watch: Watch<'_>) -> Result<()> {
    let files: Vec<(PathBuf, PathBuf)> =
        companions(ledger, damaged).into_iter().filter(|(from, _)| from.exists()).collect();
    let length = |(from, _): &(PathBuf, PathBuf)| std::fs::metadata(from).map(|facts| facts.len());
    let total = files.iter().map(length).sum::<std::io::Result<u64>>()?;
    let mut done = 0;
    for (from, to) in &files {
        copy(&Disk, from, to, &mut |piece| {
            done += piece.len() as u64;
            go_on(watch, done, total)
        })?;
    }
    Ok(())
}

/// Makes the indexes of the copy anew, and takes it where nothing else is wrong.
fn reindex(damaged: &Path, target: &Path, watch: Watch<'_>) -> Result<()> {
    let connection = Connection::open(damaged)?;
    let names = indexes(&connection)?;
    for (done, name) in names.iter().enumerate() {
        go_on(watch, done as u64, names.len() as u64)?;
        connection.execute_batch(&format!("REINDEX \"{}\"", name.replace('"', "\"\"")))?;
    }
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = delete")?;
    if let Some(object) = storage::migrations::first_foreign(&connection)? {
        return Err(Error::ForeignSchema { path: damaged.to_owned(), object });
    }
    drop(connection);
    check_inside(damaged, Depth::Full)?;
    copy(&Disk, damaged, target, &mut |_| Ok(()))
}

fn indexes(connection: &Connection) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Brings everything that is computed up to date with the rows that are there.
fn compute_anew(target: &Path, stamp: &Stamp) -> Result<()> {
    let store = Store::open(target, "", &stamp.at)?;
    store.compute_anew()?;
    drop(store);
    close_up(target)
}

/// Leaves a file that needs no other beside it.
fn close_up(target: &Path) -> Result<()> {
    Ok(Connection::open(target)?.pragma_update(None, "journal_mode", "delete")?)
}

fn newest_sound(backups: &[Backup]) -> Option<&Backup> {
    backups.iter().find(|backup| crate::verify(&backup.path).is_ok())
}

fn counts(path: &Path) -> Result<BTreeMap<Noun, i64>> {
    let connection = read_only(path)?;
    nouns_of(&connection)?.into_iter().map(|noun| Ok((noun, count(&connection, noun.name())?))).collect()
}

fn count(connection: &Connection, table: &str) -> Result<i64> {
    Ok(connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
}
