//! `cargo xtask fault`: throws faults at a ledger at work and prints what came of it.
#![expect(clippy::print_stdout, reason = "this program reports to the developer's terminal")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::{Parser, Subcommand};
use fault::office::Office;
use fault::{backups, crash, full_disk, kills, migrations, recoveries, restores, starts, worker};
use tests::restoring;

#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Every kind of fault, with the counts of a push, or of a long run.
    All {
        #[arg(long)]
        long: bool,
        /// What the random choices come from.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// The process that is killed.
    Work { ledger: PathBuf, seed: u64 },
    /// The process whose restore is killed.
    Restore { ledger: PathBuf, backup: PathBuf },
    /// The process whose migration is killed.
    Migrate { ledger: PathBuf, to: i64 },
    /// The process whose recovery is killed.
    Recover { ledger: PathBuf },
    /// One of two processes that want the same ledger.
    Hold { ledger: PathBuf },
}

/// How often each fault is made.
struct Counts {
    kills: u32,
    cuts: usize,
    failures: usize,
    sizes: u32,
    starts: u32,
    restores: u32,
    migrations: u32,
    recoveries: u32,
    migration_cuts: usize,
    backups: usize,
    over_stale_logs: usize,
    damaged: usize,
    drills: usize,
}

const PUSH: Counts = Counts {
    kills: 500,
    cuts: 5_000,
    failures: 400,
    sizes: 64,
    starts: 200,
    restores: 100,
    migrations: 100,
    recoveries: 50,
    migration_cuts: 1_000,
    backups: 1_000,
    over_stale_logs: 200,
    damaged: 500,
    drills: 50,
};
const LONG: Counts = Counts {
    kills: 20_000,
    cuts: 250_000,
    failures: 20_000,
    sizes: 1_000,
    starts: 2_000,
    restores: 4_000,
    migrations: 4_000,
    recoveries: 2_000,
    migration_cuts: 50_000,
    backups: 50_000,
    over_stale_logs: 2_000,
    damaged: 20_000,
    drills: 1_000,
};

fn main() -> Result<ExitCode> {
    match Arguments::parse().task {
        Task::All { long, seed } => all(if long { &LONG } else { &PUSH }, seed)?,
        Task::Work { ledger, seed } => worker::work(&ledger, seed)?,
        Task::Restore { ledger, backup } => restores::restore(&ledger, &backup)?,
        Task::Migrate { ledger, to } => migrations::migrate(&ledger, to)?,
        Task::Recover { ledger } => recoveries::recover(&ledger)?,
        Task::Hold { ledger } => return Ok(ExitCode::from(starts::hold(&ledger)? as u8)),
    }
    Ok(ExitCode::SUCCESS)
}

fn all(counts: &Counts, seed: u64) -> Result<()> {
    let program = std::env::current_exe()?;
    println!("seed {seed}");
    timed("kill -9 while people work", || kills_told(&program, counts.kills, seed))?;
    timed("power cuts at writes and syncs", || {
        let met = crash::cuts(counts.cuts, seed)?;
        Ok(format!("{} cuts: {} old, {} new, 0 between", met.points, met.old, met.new))
    })?;
    timed("refused writes and syncs", || {
        let met = crash::failures(counts.failures, seed)?;
        Ok(format!("{} refusals: {} old, {} new, 0 between", met.points, met.old, met.new))
    })?;
    of_migrations_and_backups(counts, seed)?;
    timed("full disk", || {
        let met = full_disk::run(counts.sizes, seed)?;
        let unharmed = "0 partial backups, 0 earlier ones harmed";
        Ok(format!("{} sizes: {} refused, {unharmed}", met.sizes, met.refused))
    })?;
    timed("two starts at once", || {
        let refused = starts::run(&program, counts.starts, seed)?;
        Ok(format!("{} pairs: {refused} refused, 0 both", counts.starts))
    })?;
    timed("kill -9 while migrating", || {
        let met = migrations::run(&program, counts.migrations, seed)?;
        let ended = format!("{} as it was, {} done, 0 between", met.as_it_was, met.done);
        Ok(format!("{} kills: {ended}; {} told of by the next start", met.kills, met.told))
    })?;
    of_restores(&program, counts, seed)
}

fn of_migrations_and_backups(counts: &Counts, seed: u64) -> Result<()> {
    timed("power cuts while migrating, back and forth", || {
        let met = crash::migrations(counts.migration_cuts, seed)?;
        Ok(format!("{} cuts: {} before, {} after, 0 between", met.points, met.old, met.new))
    })?;
    timed("power cuts and torn writes in a new backup", || {
        let met = backups::cuts(counts.backups, seed)?;
        Ok(format!("{} files: {} refused, {} whole, 0 torn accepted", met.points, met.refused, met.whole))
    })?;
    timed("refused writes and syncs of a backup", || {
        let met = backups::failures(counts.backups, seed)?;
        let unharmed = "0 earlier ones harmed";
        Ok(format!("{} refusals: {} no backup, {} made, {unharmed}", met.points, met.refused, met.whole))
    })
}

fn of_restores(program: &Path, counts: &Counts, seed: u64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let original = folder.path().join("ledger.sqlite3");
    Office::found(&original)?;
    timed("kill -9 while restoring", || {
        let met = restores::run(program, counts.restores, seed)?;
        Ok(format!("{} kills: {} as it was, {} restored, 0 mixed", met.kills, met.as_it_was, met.restored))
    })?;
    timed("kill -9 while recovering", || {
        let met = recoveries::run(program, counts.recoveries, seed)?;
        Ok(format!("{} kills: {} as it was, {} recovered, 0 mixed", met.kills, met.as_it_was, met.recovered))
    })?;
    timed("restores over a stale write-ahead log", || {
        restoring::over_stale_logs(&original, counts.over_stale_logs)?;
        Ok(format!("{0} of {0} equal to the backup", counts.over_stale_logs))
    })?;
    timed("flipped bits in backups", || {
        let met = restoring::flip_bits(&original, counts.damaged, seed)?;
        Ok(format!("{} refused, {} harmless, 0 accepted", met.refused, met.harmless))
    })?;
    timed("drills: back up, wipe, restore", || {
        restoring::drills(&original, counts.drills)?;
        Ok(format!("{0} of {0} equal row by row", counts.drills))
    })
}

fn kills_told(program: &Path, count: u32, seed: u64) -> Result<String> {
    let met = kills::run(program, count, seed)?;
    let found =
        format!("{} acknowledged changes, 0 lost; {} finished unheard", met.acknowledged, met.unheard);
    Ok(format!("{} kills: {found}; {} backups, all whole", met.kills, met.backups))
}

fn timed(what: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
    let start = Instant::now();
    let told = work()?;
    println!("{what}: {told} ({} s)", start.elapsed().as_secs());
    Ok(())
}
