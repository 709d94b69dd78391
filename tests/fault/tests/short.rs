//! A short run of every fault, as part of every test run; `cargo xtask fault` runs more of each.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Result, ensure};
use fault::{backups, crash, full_disk, kills, migrations, recoveries, restores, starts};

const SEED: u64 = 20_261_122;

/// The layer under SQLite is one for the whole process: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_fault"))
}

#[test]
fn what_was_acknowledged_survives_a_kill() -> Result<()> {
    let _alone = alone();
    let met = kills::run(program(), 24, SEED)?;
    ensure!(met.kills == 24 && met.acknowledged > 0, "nobody worked: {met:?}");
    Ok(())
}

#[test]
fn a_power_cut_leaves_the_old_or_the_new_ledger() -> Result<()> {
    let _alone = alone();
    let met = crash::cuts(200, SEED)?;
    ensure!(met.old > 0 && met.new > 0, "the cuts fell on one side: {met:?}");
    Ok(())
}

#[test]
fn a_disk_that_keeps_nothing_is_noticed() -> Result<()> {
    let _alone = alone();
    ensure!(crash::noticed_lies(SEED)? > 10, "lost changes would go unnoticed");
    Ok(())
}

#[test]
fn a_killed_restore_leaves_the_old_or_the_restored_ledger() -> Result<()> {
    let _alone = alone();
    let met = restores::run(program(), 8, SEED)?;
    ensure!(met.as_it_was > 0, "the kills came too late: {met:?}");
    Ok(())
}

#[test]
fn a_killed_migration_leaves_the_structure_before_or_after_and_the_next_start_says_which() -> Result<()> {
    let _alone = alone();
    let count = std::env::var("LANTAI_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(20);
    let met = migrations::run(program(), count, SEED)?;
    ensure!(met.as_it_was > 0 && met.done > 0, "the kills fell on one side: {met:?}");
    ensure!(met.told > count / 2, "nothing was told: {met:?}");
    Ok(())
}

#[test]
fn a_refused_write_leaves_the_old_or_the_new_ledger() -> Result<()> {
    let _alone = alone();
    let met = crash::failures(40, SEED)?;
    ensure!(met.old > 0, "{met:?}");
    Ok(())
}

#[test]
fn a_full_disk_harms_no_ledger_and_no_backup() -> Result<()> {
    let _alone = alone();
    let met = full_disk::run(12, SEED)?;
    ensure!(met.refused > 0 && met.refused <= met.sizes, "{met:?}");
    Ok(())
}

#[test]
fn two_programs_never_hold_one_ledger() -> Result<()> {
    let _alone = alone();
    ensure!(starts::run(program(), 6, SEED)? > 0, "the second always came too late");
    Ok(())
}

#[test]
fn a_power_cut_while_migrating_leaves_the_structure_before_or_after() -> Result<()> {
    let _alone = alone();
    let met = crash::migrations(90, SEED)?;
    ensure!(met.points == 90 && met.old + met.new == 90, "{met:?}");
    Ok(())
}

#[test]
fn a_torn_backup_is_never_taken_for_sound() -> Result<()> {
    let _alone = alone();
    let met = backups::cuts(120, SEED)?;
    ensure!(met.refused > 100, "the cuts fell behind the last write: {met:?}");
    Ok(())
}

#[test]
fn a_refused_write_of_a_backup_leaves_none_and_harms_none() -> Result<()> {
    let _alone = alone();
    let met = backups::failures(60, SEED)?;
    ensure!(met.refused > 0, "{met:?}");
    Ok(())
}

#[test]
fn a_killed_recovery_leaves_the_damaged_or_the_recovered_ledger() -> Result<()> {
    let _alone = alone();
    let met = recoveries::run(program(), 6, SEED)?;
    ensure!(met.kills == 6, "{met:?}");
    Ok(())
}
