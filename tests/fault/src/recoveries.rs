//! Recoveries that are killed: the damaged ledger is as it was, or the recovered one is in its place.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use ledger::backup::{Ladder, built_in, damaged, restore_in_place_of};
use ledger::{Ledger, Unwatched};
use tests::restoring::{Rows, rows, session};

use crate::chance::Chance;
use crate::office::Office;

/// What a loop of kills met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recoveries {
    pub kills: u32,
    pub recovered: u32,
    pub as_it_was: u32,
}

/// A ledger whose pages are damaged, and what it held before.
struct Damaged {
    folder: tempfile::TempDir,
    bytes: Vec<u8>,
    before: Rows,
}

impl Damaged {
    fn new(seed: u64) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ledger.sqlite3");
        Office::found(&path)?;
        let mut office = Office::open(&path, seed)?;
        office.back_up()?;
        for _ in 0..3 {
            office.import()?;
        }
        // The second backup has the last operation: nothing is lost whatever the damage takes.
        office.back_up()?;
        drop(office);
        let before = rows(&path)?;
        let mut bytes = std::fs::read(&path)?;
        let middle = bytes.len() / 2 / 4096 * 4096;
        bytes[middle..middle + 8192].fill(0xAA);
        std::fs::write(&path, &bytes)?;
        Ok(Self { folder, bytes, before })
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.sqlite3")
    }

    /// Tells whether the recovered ledger is in its place, after it was opened as a program does.
    fn is_recovered(&self) -> Result<bool> {
        // A damaged one may open or not; what was interrupted is ended by this.
        drop(Ledger::open(&self.path()));
        if std::fs::read(self.path())? == self.bytes {
            return Ok(false);
        }
        ensure!(rows(&self.path())? == self.before, "neither the damaged ledger nor the recovered one");
        Ok(true)
    }
}

/// Kills `count` recoveries. `program` is this harness, started as `recover LEDGER`.
pub fn run(program: &Path, count: u32, seed: u64) -> Result<Recoveries> {
    let mut chance = Chance::of(seed);
    let whole = undisturbed(program, seed)?;
    let mut met = Recoveries::default();
    while met.kills < count {
        let damaged = Damaged::new(chance.draw())?;
        let pause = Duration::from_micros(chance.below(u64::try_from(whole.as_micros())?));
        let mut child = start(program, &damaged.path())?;
        std::thread::sleep(pause);
        child.kill()?;
        child.wait()?;
        let told = || format!("seed {seed}, kill {} after {pause:?}", met.kills);
        if damaged.is_recovered().with_context(told)? {
            met.recovered += 1;
        } else {
            met.as_it_was += 1;
            // Nothing stands in the way of another trial, and nothing of the first one is left.
            recover(&damaged.path()).with_context(told)?;
            ensure!(damaged.is_recovered().with_context(told)?, "{}", told());
        }
        expect_swept(damaged.folder.path()).with_context(told)?;
        met.kills += 1;
    }
    Ok(met)
}

/// Recovers by doing the operations again: what the killed process does.
pub fn recover(path: &Path) -> Result<()> {
    let ladder = Ladder::climb(path, &session(), &[built_in(path)], &Unwatched)?;
    let candidate = ladder.replayed.as_ref().context("the backups bring it back")?.candidate();
    restore_in_place_of(path, &session(), &candidate, &damaged(path), &Unwatched)?;
    Ok(())
}

fn undisturbed(program: &Path, seed: u64) -> Result<Duration> {
    let damaged = Damaged::new(seed)?;
    let begun = Instant::now();
    ensure!(start(program, &damaged.path())?.wait()?.success(), "a recovery fails by itself");
    let whole = begun.elapsed();
    ensure!(damaged.is_recovered()?, "a recovery that was not killed recovered nothing");
    Ok(whole)
}

/// Requires that no copy of the ledger lies about once a program has opened it.
fn expect_swept(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(".lantai-work-") {
            // Killed while it was being made it has no lock yet: it is swept an hour later, and is empty.
            for file in std::fs::read_dir(entry.path())? {
                let file = file?.file_name();
                ensure!(file == "lock-to-be", "{name} is left behind, with {}", file.display());
            }
        }
    }
    Ok(())
}

fn start(program: &Path, ledger: &Path) -> Result<Child> {
    let mut command = Command::new(program);
    Ok(command.arg("recover").arg(ledger).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
}
