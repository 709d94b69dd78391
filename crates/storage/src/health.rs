//! Whether the ledger is sound.

use std::ops::ControlFlow;

use domain::health::{Check, CheckResult, HealthReport};
use domain::migration::MigrationStage;
use rusqlite::{Connection, ErrorCode};

use crate::migrations::{self, Part};
use crate::opening::{self, Role};
use crate::perform::begin;
use crate::store::read_snapshot;
use crate::{Reader, Result, Store, derived, journal};

/// Faults that are told one by one.
const TOLD: usize = 20;
/// A check is one piece of work to whoever watches it: how long it takes nobody knows before.
const PART: Part = Part { stage: MigrationStage::Checking, ticks: None };

/// Hears how many of the parts of a check are done, of how many, and may stop it at any time.
pub type Watch<'watch> = &'watch (dyn Fn(u64, u64) -> ControlFlow<()> + Sync);

impl Store {
    /// Checks the file, its references, its journal and everything that is computed from it.
    ///
    /// Nothing is kept: what is computed anew for the comparison is rolled back.
    pub fn check_health(&self) -> Result<HealthReport> {
        self.check_health_watched(&|_, _| ControlFlow::Continue(()))
    }

    /// Checks as [`Store::check_health`] does; `watch` may stop it in the middle of a statement.
    ///
    /// # Errors
    ///
    /// [`crate::Error::Cancelled`].
    pub fn check_health_watched(&self, watch: Watch<'_>) -> Result<HealthReport> {
        let parts: [fn(&Reader<'_>) -> Result<CheckResult>; 3] = [integrity, references, chain];
        let total = parts.len() as u64 + 1;
        let mut checks = Vec::new();
        let mut connection = opening::connect(self.path(), Role::Reader)?;
        for (done, part) in (0..).zip(parts) {
            let go_on: migrations::Watch<'_> = &|_, _, _| watch(done, total);
            let (found, _) = migrations::watched(&mut connection, PART, go_on, |connection, _| {
                read_snapshot(connection, None, part)
            })?;
            checks.push(found);
        }
        let mut desk = self.desk().clear()?;
        let go_on: migrations::Watch<'_> = &|_, _, _| watch(total - 1, total);
        let (found, _) =
            migrations::watched(&mut desk.connection, PART, go_on, |connection, _| computed(connection))?;
        checks.push(found);
        Ok(HealthReport { checks })
    }
}

impl Store {
    /// Whether a page or a record of the file cannot be read; indexes are not held against records.
    pub fn is_damaged(&self) -> Result<bool> {
        let verdict = self.read_afresh(|reader| {
            let check = "PRAGMA quick_check(1)";
            Ok::<String, crate::Error>(reader.connection().query_row(check, [], |row| row.get(0))?)
        });
        match verdict {
            Ok(verdict) => Ok(verdict != "ok"),
            Err(crate::Error::Sqlite(error)) if is_damage(&error) => Ok(true),
            Err(error) => Err(error),
        }
    }
}

impl Store {
    /// Computes everything anew that is computed from the records: for a ledger that was recovered.
    pub fn compute_anew(&self) -> Result<()> {
        let mut desk = self.desk().clear()?;
        let transaction = crate::perform::begin(&mut desk.connection)?;
        derived::rebuild(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// Returns the version of SQLite inside the program.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Computes anew what is computed, compares, and rolls it back.
fn computed(connection: &mut Connection) -> Result<CheckResult> {
    let differ = derived::rebuild_and_compare(&*begin(connection)?)?;
    Ok(result(Check::Derived, differ.into_iter().map(str::to_owned).collect()))
}

fn integrity(reader: &Reader<'_>) -> Result<CheckResult> {
    let mut statement = reader.connection().prepare("PRAGMA integrity_check(1000)")?;
    let lines = statement.query_map([], |row| row.get(0))?;
    let mut faults: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    faults.retain(|line| line != "ok");
    Ok(result(Check::Integrity, faults))
}

fn references(reader: &Reader<'_>) -> Result<CheckResult> {
    let mut statement = reader.connection().prepare("PRAGMA foreign_key_check")?;
    let faults = statement.query_map([], |row| {
        let (table, row_id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{table} {} → {parent}", row_id.unwrap_or_default()))
    })?;
    Ok(result(Check::References, faults.collect::<rusqlite::Result<_>>()?))
}

fn chain(reader: &Reader<'_>) -> Result<CheckResult> {
    let report = journal::verify(reader)?;
    let fault = report.broken_at.map(|seq| format!("#{seq}"));
    Ok(result(Check::Journal, fault.into_iter().collect()))
}

fn result(check: Check, mut faults: Vec<String>) -> CheckResult {
    let count = faults.len() as u64;
    faults.truncate(TOLD);
    CheckResult { check, faults: count, first: faults }
}
