//! Restores that are killed: the ledger is as it was, or it is what was restored.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tests::restoring::{self, GoneOn, State, Way};

use crate::chance::Chance;
use crate::office::Office;

/// What a loop of kills met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Restores {
    pub kills: u32,
    pub restored: u32,
    pub as_it_was: u32,
}

/// Kills `count` restores. `program` is this harness, started as `restore LEDGER BACKUP`.
pub fn run(program: &Path, count: u32, seed: u64) -> Result<Restores> {
    let mut chance = Chance::of(seed);
    let folder = tempfile::tempdir()?;
    let original = folder.path().join("ledger.sqlite3");
    Office::found(&original)?;
    let whole = undisturbed(program, &original)?;
    let mut met = Restores::default();
    while met.kills < count {
        let gone_on = GoneOn::new(&original)?;
        let pause = Duration::from_micros(chance.below(u64::try_from(whole.as_micros())?));
        let mut child = start(program, &gone_on)?;
        std::thread::sleep(pause);
        child.kill()?;
        child.wait()?;
        let told = || format!("seed {seed}, kill {} after {pause:?}", met.kills);
        match gone_on.state().with_context(told)? {
            State::Restored => met.restored += 1,
            State::AsItWas => met.as_it_was += 1,
        }
        met.kills += 1;
    }
    Ok(met)
}

/// Restores: what the killed process does.
pub fn restore(ledger: &Path, backup: &Path) -> Result<()> {
    restoring::restore_and_die(Way::Into, ledger, backup, usize::MAX).map(drop)
}

/// Restores without a kill; returns how long that takes.
fn undisturbed(program: &Path, original: &Path) -> Result<Duration> {
    let gone_on = GoneOn::new(original)?;
    let begun = Instant::now();
    ensure!(start(program, &gone_on)?.wait()?.success(), "a restore fails by itself");
    let whole = begun.elapsed();
    ensure!(gone_on.state()? == State::Restored, "a restore that was not killed restored nothing");
    Ok(whole)
}

fn start(program: &Path, gone_on: &GoneOn) -> Result<Child> {
    let mut command = Command::new(program);
    command.arg("restore").arg(gone_on.ledger()).arg(&gone_on.backup.path);
    Ok(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?)
}
