//! Upgrades and rollbacks of a usual ledger and of one of a gigabyte, beside bare copies of their files.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use ledger::domain::migration::{MigrationStage, MigrationStatus};
use ledger::{Watch, migration};

use crate::backups::{bare_copy, milliseconds};
use crate::clock::{Times, Took, time};
use crate::imports::{Place, session};
use crate::memory;
use crate::table::Table;

/// How often a plan is asked for.
const PLANS: usize = 20;
const OF_REHEARSAL: [MigrationStage; 5] = [
    MigrationStage::Copying,
    MigrationStage::Reading,
    MigrationStage::Rehearsing,
    MigrationStage::Comparing,
    MigrationStage::Checking,
];

/// Measures all of it on copies of `usual`, and of `large`, a ledger of about a gigabyte.
pub(crate) fn measure(place: &Place, usual: &Path, large: &Path, table: &mut Table) -> Result<()> {
    let copied = copy_of(place, usual)?;
    plan(&copied, table)?;
    steps(place, &copied, table)?;
    let copied = copy_of(place, large)?;
    plan(&copied, table)?;
    rollback(place, &copied, table)?;
    peak(&copied, table)?;
    place.fresh("migrated")?;
    clear_backups(place)
}

fn copy_of(place: &Place, ledger: &Path) -> Result<PathBuf> {
    let copied = place.fresh("migrated")?;
    fs::copy(ledger, &copied)?;
    Ok(copied)
}

fn plan(path: &Path, table: &mut Table) -> Result<()> {
    let first = first_schema(&migration::status(path)?.status)?;
    let times = Times::of(PLANS, |_| Ok(migration::plan(path, first).map(drop)?))?;
    let what = format!("plan of a rollback of {} MB, the longest of {PLANS}", megabytes(path)?);
    table.line(&what, [&milliseconds(&times), "", "", ""], "≤ 200 ms");
    Ok(())
}

/// Takes each step back, the last one first, and does each again.
fn steps(place: &Place, path: &Path, table: &mut Table) -> Result<()> {
    let status = migration::status(path)?.status;
    let first = first_schema(&status)?;
    let way: Vec<_> = status.migrations.iter().filter(|step| step.number > first).collect();
    let down = way.iter().rev().map(|step| (*step, step.number - 1, "down"));
    let up = way.iter().map(|step| (*step, step.number, "up"));
    for (step, to, direction) in down.chain(up) {
        let floor = bare_copy(path, &place.folder().join("bare"))?;
        let (stages, whole) = migrate(path, to)?;
        let what = format!("{direction} of {:04} {} on {} MB", step.number, step.name, megabytes(path)?);
        table.work(&format!("{what}: the step"), stages.of(&[MigrationStage::Changing]), floor, "≤ 5 s");
        table.work("— with rehearsal, both backups and every check", whole, floor, "");
        clear_backups(place)?;
    }
    Ok(())
}

/// Takes every step back that can be taken back.
fn rollback(place: &Place, path: &Path, table: &mut Table) -> Result<()> {
    let first = first_schema(&migration::status(path)?.status)?;
    let size = megabytes(path)?;
    let floor = bare_copy(path, &place.folder().join("bare"))?;
    let (stages, whole) = migrate(path, first)?;
    let rehearsal = stages.of(&OF_REHEARSAL);
    let what = format!("rollback of {size} MB: backup, steps, verified snapshot");
    table.work(&what, Took { processor: None, ..whole.less(rehearsal) }, floor, "≤ 60 s");
    let parts = [
        ("backup before", MigrationStage::BackingUp),
        ("steps, in one transaction", MigrationStage::Changing),
        ("snapshot after", MigrationStage::Snapshotting),
    ];
    for (part, stage) in parts {
        table.part(&format!("— of it {part}"), stages.of(&[stage]));
    }
    table.part("— before it the rehearsal on a copy", rehearsal);
    table.work("— all of it", whole, floor, "");
    clear_backups(place)
}

/// Upgrades again, in a process of its own.
fn peak(path: &Path, table: &mut Table) -> Result<()> {
    let what = format!("peak memory of an upgrade of {} MB, with rehearsal", megabytes(path)?);
    if let Some(peak) = memory::of_migration(path, migration::known())? {
        table.line(&what, [&format!("{} MB", peak / 1024), "", "", ""], "bounded");
    }
    Ok(())
}

fn migrate(path: &Path, to: i64) -> Result<(Stages, Took)> {
    let stages = Stages::default();
    let (migrated, took) = time(|| Ok(migration::migrate(path, to, &session(), &stages)?))?;
    migrated.context("nothing was to be done")?;
    Ok((stages.ended(), took))
}

fn first_schema(status: &MigrationStatus) -> Result<i64> {
    Ok(status.releases.first().context("no release")?.schema)
}

fn clear_backups(place: &Place) -> Result<()> {
    Ok(fs::remove_dir_all(place.folder().join("backups"))?)
}

fn megabytes(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path)?.len() / 1_000_000)
}

/// When each stage of a migration began.
#[derive(Debug, Default)]
struct Stages {
    begun: Mutex<Vec<(Option<MigrationStage>, Instant)>>,
}

impl Stages {
    fn begin(&self, stage: Option<MigrationStage>) {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Instant::now()));
    }

    fn ended(self) -> Self {
        self.begin(None);
        self
    }

    /// Returns how long some stages took together.
    fn of(&self, wanted: &[MigrationStage]) -> Took {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let spans = begun.windows(2).filter(|span| span[0].0.is_some_and(|stage| wanted.contains(&stage)));
        let wall: Duration = spans.map(|span| span[1].1 - span[0].1).sum();
        Took { wall, processor: None }
    }
}

impl Watch for Stages {
    fn stage(&self, stage: MigrationStage) {
        self.begin(Some(stage));
    }

    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
