//! Where a ledger stands among the steps, and what going elsewhere would do.

use domain::migration::{
    MigrationLoss, MigrationPlan, MigrationState, MigrationStatus, PlannedMigration, TableRows,
};
use rusqlite::Connection;

use super::run::steps_between;
use super::shape::{Column, Shape, count, shape};
use super::{ALL, Migration, applied, first_schema, fresh, known_version, releases, touched, version};
use crate::{Error, Reader, Result, derived};

/// Rows that a step gets done in a millisecond on a slow disk, indexes included.
const ROWS_IN_A_MILLISECOND: u64 = 100;
/// What a step takes that finds no rows.
const LEAST_MS: u64 = 50;

/// Tells which steps a ledger has and which it lacks.
pub fn status(reader: &Reader<'_>) -> Result<MigrationStatus> {
    let connection = reader.connection();
    let mut applied = applied::all(connection)?;
    let state = |step: &Migration| MigrationState {
        number: step.number,
        name: step.name.to_owned(),
        purpose: step.about.purpose.clone(),
        tables: touched::tables(step.number).into_iter().collect(),
        checksum: step.checksum(),
        reversible: step.is_reversible(),
        applied: applied.remove(&step.number),
    };
    Ok(MigrationStatus {
        schema: version(connection)?,
        known: known_version(),
        migrations: ALL.iter().map(state).collect(),
        releases: releases::releases(),
    })
}

/// Tells what bringing a ledger to the schema `to` would do; changes nothing.
///
/// # Errors
///
/// `migration.unknown`, `migration.below_release`, `migration.irreversible`.
pub fn plan(reader: &Reader<'_>, to: i64) -> Result<MigrationPlan> {
    let connection = reader.connection();
    let from = version(connection)?;
    refuse_impossible(from, to)?;
    let steps = steps_between(&ALL, from, to).into_iter();
    let opened_by = releases::releases().into_iter().filter(|release| release.schema == to);
    Ok(MigrationPlan {
        from,
        to,
        steps: steps.map(|step| planned(connection, step)).collect::<Result<_>>()?,
        losses: losses(connection, &shape(connection)?, &shape(&fresh(&ALL, to)?)?)?,
        opened_by: opened_by.map(|release| release.version).collect(),
    })
}

/// Refuses a schema that this program does not know, that no program opens, or to which a step
/// leaves no way back.
fn refuse_impossible(from: i64, to: i64) -> Result<()> {
    if to > known_version() || to < 1 {
        return Err(Error::MigrationUnknown { number: to });
    }
    if to < from && to < first_schema() {
        return Err(Error::MigrationBelowRelease { number: to, first: first_schema() });
    }
    let back = steps_between(&ALL, from, to).into_iter().find(|step| to < from && !step.is_reversible());
    back.map_or(Ok(()), |step| Err(Error::MigrationIrreversible { number: step.number }))
}

fn planned(connection: &Connection, step: &Migration) -> Result<PlannedMigration> {
    let there = shape(connection)?;
    let tables = touched::tables(step.number).into_iter().filter(|table| there.contains_key(table));
    let counted = |table: String| Ok(TableRows { rows: count(connection, &table)?, table });
    let tables: Vec<TableRows> = tables.map(counted).collect::<Result<_>>()?;
    let rows: u64 = tables.iter().map(|table| u64::try_from(table.rows).unwrap_or_default()).sum();
    Ok(PlannedMigration {
        number: step.number,
        name: step.name.to_owned(),
        purpose: step.about.purpose.clone(),
        tables,
        estimated_ms: LEAST_MS + rows / ROWS_IN_A_MILLISECOND,
    })
}

/// Returns what has no place in another schema: rows of tables that are gone, values of columns that
/// are. What is computed is no loss.
pub(super) fn losses(connection: &Connection, now: &Shape, then: &Shape) -> Result<Vec<MigrationLoss>> {
    let mut losses = Vec::new();
    for (table, columns) in now.iter().filter(|(table, _)| !derived::is_computed(table)) {
        let Some(kept) = then.get(table) else {
            let count = count(connection, table)?;
            losses.push(MigrationLoss { table: table.clone(), column: None, count });
            continue;
        };
        let is_kept = |column: &Column| kept.iter().any(|other| other.name == column.name);
        for column in columns.iter().filter(|column| !is_kept(column)) {
            let count = given(connection, table, column)?;
            losses.push(MigrationLoss { table: table.clone(), column: Some(column.name.clone()), count });
        }
    }
    losses.retain(|loss| loss.count > 0);
    Ok(losses)
}

/// Counts the rows in which somebody gave a column a value.
fn given(connection: &Connection, table: &str, column: &Column) -> Result<i64> {
    let (name, default) = (&column.name, column.default.as_deref().unwrap_or("NULL"));
    let sql = format!("SELECT count(*) FROM {table} WHERE {name} IS NOT ({default})");
    Ok(connection.query_row(&sql, [], |row| row.get(0))?)
}
