//! Doing it on a copy first: how long it takes, what goes, and whether everything else stays.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use domain::migration::{MigrationCheck, MigrationLoss, MigrationRehearsal, MigrationStage};
use rusqlite::Connection;

use super::contents::{contents, rows_gone, ticks_of};
use super::plan::losses;
use super::run::{Part, Watch, run, steps_between, watched};
use super::shape::{common, shape};
use super::{ALL, Migration, foreign_to, fresh, version};
use crate::opening::{self, Role};
use crate::perform::GoOn;
use crate::store::read_snapshot;
use crate::{Error, Result, journal};

/// A rehearsal, and how much work it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsed {
    pub report: MigrationRehearsal,
    /// Of the steps alone, in ticks: by it the work itself tells how far it is.
    pub(super) effort: u64,
}

/// Brings a copy of a ledger, which nobody else uses, to the schema `to`, and checks all of it.
///
/// # Errors
///
/// `migration.failed`, `migration.changes`, `ledger.damaged`: the ledger itself would have failed in
/// the same way; cancelled.
pub fn rehearse(copy: &Path, to: i64, now: &str, watch: Watch<'_>) -> Result<Rehearsed> {
    rehearse_with(&ALL, copy, to, now, watch)
}

pub(super) fn rehearse_with(
    chain: &[Migration],
    copy: &Path,
    to: i64,
    now: &str,
    watch: Watch<'_>,
) -> Result<Rehearsed> {
    let begun = Instant::now();
    let mut connection = opening::connect(copy, Role::Copy)?;
    let from = version(&connection)?;
    let (now_there, then_there) = (shape(&connection)?, shape(&fresh(chain, to)?)?);
    let kept = common(&now_there, &then_there);
    let ticks = Some(ticks_of(&connection, &kept)?);
    let reading = Part { stage: MigrationStage::Reading, ticks };
    let (before, _) = watched(&mut connection, reading, watch, |copy, go_on| contents(copy, &kept, go_on))?;
    let announced = losses(&connection, &now_there, &then_there)?;
    let rehearsing = Part { stage: MigrationStage::Rehearsing, ticks: None };
    let ((steps, ()), effort) = watched(&mut connection, rehearsing, watch, |copy, go_on| {
        run(copy, chain, to, now, go_on, |_| Ok(()))
    })?;
    let steps_taken = steps_between(chain, from, to);
    let changes: BTreeSet<&str> =
        steps_taken.iter().flat_map(|step| step.about.changes.iter().map(String::as_str)).collect();
    let comparing = Part { stage: MigrationStage::Comparing, ticks };
    let (gone, _) = watched(&mut connection, comparing, watch, |copy, go_on| {
        check_structure(chain, copy)?;
        rows_gone(&before, &contents(copy, &kept, go_on)?, &changes)
    })?;
    let checking = Part { stage: MigrationStage::Checking, ticks: None };
    watched(&mut connection, checking, watch, |copy, go_on| check_file(copy, go_on))?;
    let total_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let losses = joined(announced, gone);
    let checks = MigrationCheck::ALL.to_vec();
    Ok(Rehearsed { report: MigrationRehearsal { from, to, steps, total_ms, losses, checks }, effort })
}

pub(super) fn joined(announced: Vec<MigrationLoss>, gone: Vec<MigrationLoss>) -> Vec<MigrationLoss> {
    let mut all: Vec<MigrationLoss> = announced.into_iter().chain(gone).collect();
    all.sort();
    all
}

/// Refuses a structure that no new ledger of this schema has.
pub(super) fn check_structure(chain: &[Migration], connection: &Connection) -> Result<()> {
    match foreign_to(chain, connection)? {
        None => Ok(()),
        Some(table) => Err(Error::MigrationChanges { table }),
    }
}

fn check_file(connection: &Connection, go_on: GoOn<'_>) -> Result<()> {
    go_on()?;
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Error::MigrationChanges { table: verdict });
    }
    go_on()?;
    if !connection.table_exists(None, "journal")? {
        return Ok(());
    }
    match read_snapshot(connection, None, journal::verify)?.broken_at {
        None => Ok(()),
        Some(seq) => Err(Error::MigrationChanges { table: format!("journal #{seq}") }),
    }
}
