//! Programs that end in the middle of their work: Ctrl+C, a power cut, a task manager.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use tests::program::{Desk, lantai};

use crate::kit::{self, plant, text_file};

const ROWS: usize = 20_000;

/// Starts an import and ends the program after a while; returns whether it was still at work.
fn interrupt_import(desk: &Desk, file: &std::path::Path, after: Duration) -> Result<bool> {
    let mut command = Command::new(lantai()?);
    command.arg("--ledger").arg(desk.ledger()).arg("import").arg(file).args(["--kind", "payment"]);
    // What the program was reading stays in the folder for temporary files.
    let temporary = desk.path("temporary");
    std::fs::create_dir_all(&temporary)?;
    command.env("TMPDIR", temporary);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    std::thread::sleep(after);
    let at_work = child.try_wait()?.is_none();
    child.kill()?;
    child.wait()?;
    Ok(at_work)
}

#[test]
fn an_interrupted_import_leaves_all_or_nothing() -> Result<()> {
    let rows: Vec<String> = (1..=ROWS).map(|number| format!("HT-003,{number},2024-05-01\n")).collect();
    let mut interrupted = 0;
    for milliseconds in [5, 60, 150, 300, 500, 800, 1200] {
        let desk = plant()?;
        let before = kit::list(&desk, "payment", &[])?.len();
        let text = format!("合同编号,付款金额,付款日期\n{}", rows.concat());
        let file = text_file(&desk, "many.csv", &text)?;
        interrupted += usize::from(interrupt_import(&desk, &file, Duration::from_millis(milliseconds))?);
        let after = kit::list(&desk, "payment", &[]).context("the ledger opens again")?.len();
        assert!(after == before || after == before + ROWS, "{milliseconds} ms: {before} became {after}");
        desk.lantai(["journal", "verify"])?.ended_with(0)?;
        let entries = desk.lantai(["journal", "list", "--json"])?.json()?;
        let entries = entries.as_array().map(Vec::len).context("entries")?;
        assert_eq!(entries, if after == before { 6 } else { 7 }, "{milliseconds} ms");
    }
    assert!(interrupted > 0, "no import was slow enough to be interrupted");
    Ok(())
}
