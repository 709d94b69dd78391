//! Whether the ledger is sound.

use domain::health::{Check, CheckResult, HealthReport};
use rusqlite::{Connection, ErrorCode};

use crate::{Reader, Result, Stamp, Store, derived, journal};

/// Faults that are told one by one.
const TOLD: usize = 20;

impl Store {
    /// Checks the file, its references, its journal and everything that is computed from it.
    ///
    /// Nothing is kept: what is computed anew for the comparison is rolled back.
    pub fn check_health(&self, stamp: Stamp) -> Result<HealthReport> {
        let mut checks = self.read_afresh(|reader| {
            let connection = reader.connection();
            Ok::<_, crate::Error>(vec![integrity(connection)?, references(connection)?, chain(reader)?])
        })?;
        checks.push(self.rehearse(stamp, |writer| {
            let differ = derived::rebuild_and_compare(writer.connection())?;
            Ok::<_, crate::Error>(result(Check::Derived, differ.into_iter().map(str::to_owned).collect()))
        })?);
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

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

fn integrity(connection: &Connection) -> Result<CheckResult> {
    let mut statement = connection.prepare("PRAGMA integrity_check(1000)")?;
    let lines = statement.query_map([], |row| row.get(0))?;
    let mut faults: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    faults.retain(|line| line != "ok");
    Ok(result(Check::Integrity, faults))
}

fn references(connection: &Connection) -> Result<CheckResult> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
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
