//! The process that is killed: it works without end and says what was acknowledged, and nothing else.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::office::{Done, Office};

/// Works until somebody ends the process.
pub fn work(ledger: &Path, seed: u64) -> Result<()> {
    let mut office = Office::open(ledger, seed)?;
    let mut told = std::io::stdout().lock();
    loop {
        match office.work()? {
            Done::Entry(seq) => writeln!(told, "entry {seq}")?,
            Done::Backup(name) => writeln!(told, "backup {name}")?,
            Done::Nothing => {}
        }
        told.flush()?;
    }
}

/// Reads what a worker said; a line that was cut short was not said.
pub fn heard(said: &str) -> Vec<Done> {
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole
        .lines()
        .filter_map(|line| match line.split_once(' ')? {
            ("entry", seq) => seq.parse().ok().map(Done::Entry),
            ("backup", name) => Some(Done::Backup(name.to_owned())),
            _ => None,
        })
        .collect()
}
