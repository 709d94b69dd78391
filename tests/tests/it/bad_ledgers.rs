//! Ledgers that cannot be opened: each has its code, and keeps every byte.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use rusqlite::Connection;
use tests::program::{Desk, lantai};

use crate::kit::{self, plant, text_file};

#[test]
fn a_ledger_that_is_open_already() -> Result<()> {
    let desk = plant()?;
    // A list whose reader does not read: the program waits with the ledger open.
    kit::import(&desk, "payment", &kit::many_payments(&desk)?, &[])?.ended_with(0)?;
    let mut command = Command::new(lantai()?);
    command.arg("--ledger").arg(desk.ledger()).args(["list", "payment", "--json"]);
    let mut holder = command.stdout(Stdio::piped()).spawn()?;
    let mut lines = BufReader::new(holder.stdout.take().context("piped")?).lines();
    lines.next().context("a line")??;
    let run = desk.lantai(["list", "project"])?;
    let said = run.clone().ended_with(2);
    holder.kill()?;
    holder.wait()?;
    said?;
    assert!(
        run.stderr.contains("[ledger.in_use]") && run.stderr.contains("lantai"),
        "says who has it: {run:?}"
    );
    desk.lantai(["list", "project"])?.ended_with(0).context("free again once its holder is gone")?;
    Ok(())
}

#[test]
fn a_ledger_of_a_newer_program_keeps_every_byte() -> Result<()> {
    let desk = plant()?;
    let connection = Connection::open(desk.ledger())?;
    connection.pragma_update(None, "user_version", 9_999)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(connection);
    unusable_and_untouched(&desk, "ledger.newer")
}

#[test]
fn a_damaged_ledger_keeps_every_byte() -> Result<()> {
    let desk = plant()?;
    let good = fs::read(desk.ledger())?;
    let mut torn = good.clone();
    let page = 4096;
    for at in (page..torn.len().min(page * 40)).step_by(7) {
        torn[at] ^= 0x5A;
    }
    let zeros = vec![0_u8; good.len()];
    let cut = good[..good.len() / 2].to_vec();
    for bytes in [torn, zeros, cut, good[..50].to_vec(), Vec::new()] {
        fs::write(desk.ledger(), &bytes)?;
        unusable_and_untouched(&desk, "ledger.damaged").with_context(|| format!("{} bytes", bytes.len()))?;
    }
    Ok(())
}

#[test]
fn a_file_that_is_no_ledger_keeps_every_byte() -> Result<()> {
    let desk = Desk::bare()?;
    fs::write(desk.ledger(), "这不是台账。".repeat(100))?;
    unusable_and_untouched(&desk, "ledger.not_ours")?;
    fs::remove_file(desk.ledger())?;
    Connection::open(desk.ledger())?
        .execute_batch("CREATE TABLE somebody_elses (a); INSERT INTO somebody_elses VALUES (1);")?;
    unusable_and_untouched(&desk, "ledger.not_ours")
}

fn unusable_and_untouched(desk: &Desk, code: &str) -> Result<()> {
    let before = fs::read(desk.ledger())?;
    let file = text_file(desk, "p.csv", "项目编码,项目名称,项目状态\nP,项目,进行中\n")?;
    let file = file.to_str().context("UTF-8")?;
    let calls: &[&[&str]] = &[
        &["list", "project"],
        &["import", file, "--kind", "project"],
        &["journal", "verify"],
        &["export", "all", "--to", "all.xlsx"],
    ];
    for call in calls {
        let run = desk.lantai(*call)?.ended_with(2)?;
        assert!(run.stderr.contains(&format!("[{code}]")), "{call:?}: {run:?}");
    }
    ensure!(fs::read(desk.ledger())? == before, "the refused file was changed");
    ensure!(!desk.path("all.xlsx").exists());
    Ok(())
}
