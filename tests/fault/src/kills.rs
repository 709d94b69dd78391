//! Kills at random moments: every acknowledged change is there, and nothing is half done.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::chance::Chance;
use crate::contents;
use crate::office::{Done, Office};
use crate::worker;

/// Kills on one ledger before it is left for a new one: the check of a small ledger is quick.
const PER_LEDGER: u32 = 20;

/// What a loop of kills met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kills {
    pub kills: u32,
    pub acknowledged: usize,
    /// Operations that were in the file although their worker died before it said so.
    pub unheard: usize,
    pub backups: usize,
}

/// Kills a worker `count` times. `program` is this harness, started as `work LEDGER SEED`.
pub fn run(program: &Path, count: u32, seed: u64) -> Result<Kills> {
    let mut chance = Chance::of(seed);
    let mut met = Kills::default();
    while met.kills < count {
        let folder = tempfile::tempdir()?;
        let ledger = folder.path().join("台账.sqlite3");
        Office::found(&ledger)?;
        for _ in 0..PER_LEDGER.min(count - met.kills) {
            let (work_seed, pause) = (chance.draw(), Duration::from_micros(chance.below(500_000)));
            kill_once(program, &ledger, work_seed, pause, &mut met)
                .with_context(|| format!("seed {seed}, kill {}, work {work_seed}, {pause:?}", met.kills))?;
            met.kills += 1;
        }
    }
    Ok(met)
}

fn kill_once(program: &Path, ledger: &Path, seed: u64, pause: Duration, met: &mut Kills) -> Result<()> {
    let before = contents::entries(ledger)?.len();
    let mut child = Command::new(program)
        .arg("work")
        .arg(ledger)
        .arg(seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut output = child.stdout.take().context("the worker says something")?;
    let listener = std::thread::spawn(move || {
        let mut said = String::new();
        // What was said before the kill counts, whatever the pipe says afterwards.
        let _ = output.read_to_string(&mut said);
        said
    });
    std::thread::sleep(pause);
    ensure!(child.try_wait()?.is_none(), "the worker ended by itself");
    child.kill()?;
    child.wait()?;
    let said = listener.join().map_err(|_| anyhow::anyhow!("the listener failed"))?;
    judge(ledger, before, &worker::heard(&said), met)
}

/// Holds the ledger against what its worker had acknowledged.
fn judge(ledger: &Path, before: usize, done: &[Done], met: &mut Kills) -> Result<()> {
    let office = Office::open(ledger, 0).context("the ledger opens again")?;
    office.expect_sound()?;
    let folder = office.ledger.backup_folder();
    let mut heard = 0;
    let entries = office.ledger.list_journal(0, 1)?.count;
    for one in done {
        match one {
            Done::Entry(seq) => {
                heard += 1;
                ensure!(*seq <= entries, "entry {seq} was acknowledged and is gone: there are {entries}");
            }
            Done::Backup(name) => {
                met.backups += 1;
                office.ledger.verify_backup(&folder, name).with_context(|| name.clone())?;
            }
            Done::Nothing => {}
        }
    }
    // What calls itself a backup is one, acknowledged or not.
    for backup in if folder.exists() { office.ledger.backups(&folder)? } else { Vec::new() } {
        let name = backup.path.file_name().context("a name")?.to_string_lossy().into_owned();
        office.ledger.verify_backup(&folder, &name).with_context(|| format!("{name} is no backup"))?;
        // Verified: the next judge need not read it again.
        std::fs::remove_file(&backup.path)?;
    }
    let now = usize::try_from(entries)?;
    ensure!(now == before + heard || now == before + heard + 1, "{before} + {heard} became {now}");
    met.acknowledged += heard;
    met.unheard += now - before - heard;
    Ok(())
}
