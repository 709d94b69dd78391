//! Doing it: on the ledger itself, with its entry in the journal, in one transaction.

use std::collections::BTreeMap;

use domain::migration::{Migrated, MigrationLoss, MigrationStage};
use rusqlite::Connection;

use super::plan::losses;
use super::rehearse::{Rehearsed, check_structure, joined};
use super::run::{Part, Watch, run, watched};
use super::shape::{common, count, shape};
use super::{ALL, bring_to, fresh, known_version, version};
use crate::changeset::Touched;
use crate::{Error, NewEntry, Result, Stamp, Store, journal};

/// The operation that says the structure of the ledger was changed.
pub const MIGRATED: &str = "migrated";

/// What is to be done to a ledger, by whom, and what the rehearsal said of it.
#[derive(Debug)]
pub struct Order<'o> {
    pub stamp: &'o Stamp,
    pub rehearsed: &'o Rehearsed,
    /// The file name of the backup that was made before.
    pub before: &'o str,
}

impl Store {
    /// Returns the schema of the file.
    pub fn schema_version(&self) -> Result<i64> {
        self.read(super::version_of)
    }

    /// Brings the ledger to the schema that was rehearsed.
    ///
    /// # Errors
    ///
    /// `migration.differs` where it comes out otherwise than in the rehearsal, for somebody worked on
    /// the ledger since; cancelled. The ledger is as it was then.
    pub fn migrate(&self, order: &Order<'_>, watch: Watch<'_>) -> Result<Migrated> {
        let report = &order.rehearsed.report;
        let mut work = self.desk().clear()?;
        let connection = &mut work.connection;
        if version(connection)? != report.from {
            return Err(Error::MigrationDiffers);
        }
        let (now_there, then_there) = (shape(connection)?, shape(&fresh(&ALL, report.to)?)?);
        let kept: Vec<String> = common(&now_there, &then_there).into_keys().collect();
        let before = counts(connection, &kept)?;
        let announced = losses(connection, &now_there, &then_there)?;
        let migrated = Migrated {
            from: report.from,
            to: report.to,
            before: order.before.to_owned(),
            losses: report.losses.clone(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let part = Part { stage: MigrationStage::Changing, ticks: Some(order.rehearsed.effort) };
        watched(connection, part, watch, |connection, go_on| {
            run(connection, &ALL, report.to, &order.stamp.at, go_on, |connection| {
                check_structure(&ALL, connection)?;
                let gone = fewer(&before, &counts(connection, &kept)?);
                if joined(announced, gone) != report.losses {
                    return Err(Error::MigrationDiffers);
                }
                note(connection, order.stamp, &migrated)
            })
        })?;
        drop(work);
        self.drop_idle_readers();
        self.committed().ring();
        Ok(migrated)
    }

    /// Brings a ledger in which nothing was ever done to the schema of this program; there is nothing
    /// to lose in it. Tells whether it was one.
    pub fn migrate_if_unused(&self, now: &str) -> Result<bool> {
        if self.read(journal::head)?.is_some() {
            return Ok(false);
        }
        let mut work = self.desk().clear()?;
        bring_to(&mut work.connection, known_version(), now)?;
        drop(work);
        self.drop_idle_readers();
        Ok(true)
    }
}

/// Writes the migration into the journal. No record changes by it, so that it cannot be undone as
/// operations are.
fn note(connection: &Connection, stamp: &Stamp, migrated: &Migrated) -> Result<()> {
    let entry = NewEntry {
        stamp: stamp.clone(),
        operation: MIGRATED.to_owned(),
        subject: format!("{:04} → {:04}", migrated.from, migrated.to),
        undoes: None,
    };
    let detail = serde_json::to_string(migrated).map_err(|error| Error::Value(error.to_string()))?;
    let nothing = zstd::stream::encode_all(std::io::empty(), 0)?;
    journal::append(connection, &entry, Some(detail), nothing, &Touched::default()).map(drop)
}

fn counts(connection: &Connection, tables: &[String]) -> Result<BTreeMap<String, i64>> {
    tables.iter().map(|table| Ok((table.clone(), count(connection, table)?))).collect()
}

fn fewer(before: &BTreeMap<String, i64>, after: &BTreeMap<String, i64>) -> Vec<MigrationLoss> {
    let gone = |(table, was): (&String, &i64)| {
        let count = was - after.get(table).copied().unwrap_or_default();
        (count > 0).then(|| MigrationLoss { table: table.clone(), column: None, count })
    };
    before.iter().filter_map(gone).collect()
}
