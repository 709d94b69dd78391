//! Two programs that start on one ledger: never do both hold it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, ensure};
use ledger::domain::Code;

use crate::chance::Chance;
use crate::office::Office;

/// How long a program holds the ledger.
const HELD_FOR: Duration = Duration::from_millis(150);

/// How an attempt to hold the ledger ended; as the exit status of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    Alone = 0,
    Refused = 3,
    /// Beside another, which must never be.
    Beside = 4,
}

/// Starts two programs up to half a second apart, `count` times; returns how often one was refused.
pub fn run(program: &Path, count: u32, seed: u64) -> Result<u32> {
    let mut chance = Chance::of(seed);
    let folder = tempfile::tempdir()?;
    let ledger = folder.path().join("台账.sqlite3");
    Office::found(&ledger)?;
    let hold = || {
        let mut command = Command::new(program);
        command.arg("hold").arg(&ledger).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    };
    let mut refused = 0;
    for number in 0..count {
        let mut first = hold()?;
        std::thread::sleep(Duration::from_millis(chance.below(500)));
        let mut second = hold()?;
        let ended = [first.wait()?.code(), second.wait()?.code()];
        let is = |held: Held| ended.contains(&Some(held as i32));
        ensure!(is(Held::Alone), "seed {seed}, start {number}: nobody got the ledger: {ended:?}");
        let known = [Held::Alone, Held::Refused].map(|held| Some(held as i32));
        ensure!(ended.iter().all(|one| known.contains(one)), "seed {seed}, start {number}: {ended:?}");
        refused += u32::from(is(Held::Refused));
    }
    Ok(refused)
}

/// Holds the ledger for a moment, unless another does.
pub fn hold(ledger: &Path) -> Result<Held> {
    let office = match Office::open(ledger, 0) {
        Ok(office) => office,
        Err(error) if error.code() == Code::LedgerInUse => return Ok(Held::Refused),
        Err(error) => return Err(error.into()),
    };
    // Whoever holds the ledger makes this file; a second one would find it there.
    let mark = ledger.with_extension("held");
    if std::fs::OpenOptions::new().write(true).create_new(true).open(&mark).is_err() {
        return Ok(Held::Beside);
    }
    std::thread::sleep(HELD_FOR);
    std::fs::remove_file(&mark)?;
    drop(office);
    Ok(Held::Alone)
}
