//! Backups beside a busy writer, and two programs that start at once.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use ledger::Ledger;
use ledger::domain::Code;
use tests::copying;

use crate::kit::plant;

/// Asks for more than the few of a usual run: `LANTAI_COPIES=1000`, `LANTAI_STARTS=200`.
fn wanted(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

#[test]
fn every_copy_beside_an_import_is_sound_and_of_one_moment() -> Result<()> {
    let desk = plant()?;
    let copies = wanted("LANTAI_COPIES", 12);
    let rows = if copies > 100 { 200_000 } else { 3_000 };
    let seen = copying::beside_a_writer(&desk.ledger(), rows, copies)?;
    assert!(seen.copies >= copies, "{seen:?}");
    assert!(seen.moments >= 2, "{seen:?}: nothing was written meanwhile");
    Ok(())
}

const LEDGER: &str = "LANTAI_TEST_HELD_LEDGER";
const BOTH: i32 = 9;

/// Holds the ledger for a moment in a process of its own; who finds that another one holds it at
/// the same time ends with a status of its own.
#[test]
fn holder() -> Result<()> {
    let Some(ledger) = std::env::var_os(LEDGER).map(PathBuf::from) else { return Ok(()) };
    let witness = ledger.with_extension("held");
    match Ledger::open(&ledger) {
        Ok(held) => {
            if std::fs::File::create_new(&witness).is_err() {
                std::process::exit(BOTH);
            }
            std::thread::sleep(Duration::from_millis(60));
            std::fs::remove_file(&witness)?;
            drop(held);
        }
        Err(error) => assert_eq!(error.code(), Code::LedgerInUse),
    }
    Ok(())
}

#[test]
fn of_two_starts_one_at_most_holds_the_ledger() -> Result<()> {
    let desk = plant()?;
    let program = std::env::current_exe()?;
    let start = || {
        let mut command = Command::new(&program);
        command.args(["--exact", "beside::holder"]).env(LEDGER, desk.ledger());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("a start")
    };
    let starts = wanted("LANTAI_STARTS", 12);
    for number in 0..starts {
        let mut first = start()?;
        // Spread over the half second: 0, 137, 274, 411, 47, …
        std::thread::sleep(Duration::from_millis(number as u64 * 137 % 501));
        let mut second = start()?;
        for child in [&mut first, &mut second] {
            assert_eq!(child.wait()?.code(), Some(0), "start {number}");
        }
    }
    Ok(())
}
