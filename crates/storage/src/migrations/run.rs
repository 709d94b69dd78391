//! Applying steps and taking them back: all of them in one transaction, or none.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use domain::migration::{MigrationStage, TimedMigration};
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection, ErrorCode, TransactionBehavior};

use super::{Migration, applied, version};
use crate::perform::GoOn;
use crate::{Error, Result};

/// Instructions of SQLite between two ticks: a few dozen microseconds of work.
pub(super) const TICK: i32 = 10_000;
/// Waited between two questions whether to go on.
const LOOK: Duration = Duration::from_millis(100);

/// Hears what the work is at and how far it is, of how much where that is known, and may stop it.
pub type Watch<'w> = &'w (dyn Fn(MigrationStage, u64, Option<u64>) -> ControlFlow<()> + Sync);

/// Some part of the work, and how many ticks it takes where that is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) stage: MigrationStage,
    pub(crate) ticks: Option<u64>,
}

/// Brings a file to the schema `to`, upward or downward, and does `finish` in the same transaction.
///
/// Foreign keys are off meanwhile, for a table that is rebuilt would take its children with it; they
/// are checked before the end. `go_on` is asked before each statement.
///
/// # Errors
///
/// Whatever a statement, the check of the references or `finish` says; the file is as it was then.
pub(crate) fn run<T>(
    connection: &mut Connection,
    chain: &[Migration],
    to: i64,
    now: &str,
    go_on: GoOn<'_>,
    finish: impl FnOnce(&Connection) -> Result<T>,
) -> Result<(Vec<TimedMigration>, T)> {
    // Inside a transaction the first of these does nothing. What a new index is sorted in may be as
    // large as the ledger: it goes to the disk.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "temp_store", "file")?;
    let done = in_one_transaction(connection, chain, to, now, go_on, finish);
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    done
}

fn in_one_transaction<T>(
    connection: &mut Connection,
    chain: &[Migration],
    to: i64,
    now: &str,
    go_on: GoOn<'_>,
    finish: impl FnOnce(&Connection) -> Result<T>,
) -> Result<(Vec<TimedMigration>, T)> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&transaction)?;
    applied::make_table(&transaction)?;
    let mut times = Vec::new();
    for step in steps_between(chain, from, to) {
        let begun = Instant::now();
        take(&transaction, step, from < to, now, go_on)?;
        let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        times.push(TimedMigration { number: step.number, ms });
    }
    transaction.pragma_update(None, "user_version", to)?;
    check_references(&transaction)?;
    let value = finish(&transaction)?;
    go_on()?;
    transaction.commit()?;
    Ok((times, value))
}

/// Returns the steps from one schema to another, in the order in which they are done.
pub(super) fn steps_between(chain: &[Migration], from: i64, to: i64) -> Vec<&Migration> {
    let within = chain.iter().filter(|step| step.number > from.min(to) && step.number <= from.max(to));
    if from <= to { within.collect() } else { within.rev().collect() }
}

fn take(connection: &Connection, step: &Migration, up: bool, now: &str, go_on: GoOn<'_>) -> Result<()> {
    let failed = |error: Error| failed_in(step.number, error);
    if up {
        execute(connection, step.up, go_on).map_err(failed)?;
        return applied::add(connection, step, now);
    }
    if !step.is_reversible() {
        return Err(Error::MigrationIrreversible { number: step.number });
    }
    execute(connection, step.down, go_on).map_err(failed)?;
    applied::remove(connection, step.number)
}

/// Says in which step a statement failed.
fn failed_in(number: i64, error: Error) -> Error {
    if is_interrupted(&error) {
        return error;
    }
    if let Error::Sqlite(source) = error { Error::MigrationFailed { number, source } } else { error }
}

fn is_interrupted(error: &Error) -> bool {
    let code = if let Error::Sqlite(error) = error { error.sqlite_error_code() } else { None };
    code == Some(ErrorCode::OperationInterrupted)
}

fn execute(connection: &Connection, sql: &str, go_on: GoOn<'_>) -> Result<()> {
    let mut batch = Batch::new(connection, sql);
    while let Some(mut statement) = batch.next()? {
        go_on()?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
    }
    Ok(())
}

fn check_references(connection: &Connection) -> Result<()> {
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = check.query([])?;
    match rows.next()? {
        None => Ok(()),
        Some(row) => {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Err(Error::MigrationChanges { table: format!("{table} → {parent}") })
        }
    }
}

/// How far the work on a connection is, and whether it is to stop.
#[derive(Debug, Default)]
struct Ticks {
    done: AtomicU64,
    stop: AtomicBool,
}

/// Does long work on a connection while `watch` looks on beside it; returns what it took besides.
///
/// One statement may go over every row of a ledger: that the work goes on is told by the
/// instructions of SQLite, and a stop interrupts it in the middle.
pub(crate) fn watched<T>(
    connection: &mut Connection,
    part: Part,
    watch: Watch<'_>,
    work: impl FnOnce(&mut Connection, GoOn<'_>) -> Result<T>,
) -> Result<(T, u64)> {
    let ticks = Arc::new(Ticks::default());
    let counted = Arc::clone(&ticks);
    connection.progress_handler(
        TICK,
        Some(move || {
            counted.done.fetch_add(1, Ordering::Relaxed);
            counted.stop.load(Ordering::Relaxed)
        }),
    )?;
    let done = beside(&ticks, part, watch, || {
        let go_on = || if ticks.stop.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) };
        go_on()?;
        work(connection, &go_on)
    });
    connection.progress_handler(TICK, None::<fn() -> bool>)?;
    match done {
        Ok(value) => Ok((value, ticks.done.load(Ordering::Relaxed))),
        Err(error) if is_interrupted(&error) => Err(Error::Cancelled),
        Err(error) => Err(error),
    }
}

/// Does the work while another thread tells of it.
fn beside<T>(ticks: &Ticks, part: Part, watch: Watch<'_>, work: impl FnOnce() -> T) -> T {
    let look = || {
        if watch(part.stage, ticks.done.load(Ordering::Relaxed), part.ticks).is_break() {
            ticks.stop.store(true, Ordering::Relaxed);
        }
    };
    look();
    std::thread::scope(|scope| {
        let (working, ended) = mpsc::channel::<()>();
        scope.spawn(move || {
            while ended.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                look();
            }
        });
        let value = work();
        drop(working);
        value
    })
}
