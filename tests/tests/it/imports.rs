//! What is left of an import besides its records: the backup before it, its file, its place in the
//! history.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use ledger::domain::{Code, Noun};
use ledger::import::ImportOptions;
use ledger::{Ledger, Session, Unwatched, Watch};
use serde_json::Value;
use tests::program::Desk;

use crate::kit::{self, codes, import, list, many_payments, plant, text_file};

fn history(desk: &Desk) -> Result<Vec<Value>> {
    let run = desk.lantai(["imports", "list", "--json"])?.ended_with(0)?;
    Ok(run.json()?.as_array().context("an array")?.clone())
}

fn backups(desk: &Desk) -> Result<Vec<String>> {
    let folder = desk.path("backups");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let names = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names: Vec<String> = names.collect::<Result<_>>()?;
    Ok(names.into_iter().filter(|name| name != "journal").collect())
}

#[test]
fn an_import_of_over_a_thousand_rows_is_preceded_by_a_backup() -> Result<()> {
    let desk = plant()?;
    let small = text_file(&desk, "few.csv", "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\n")?;
    import(&desk, "payment", &small, &[])?.ended_with(0)?;
    assert_eq!(backups(&desk)?, Vec::<String>::new(), "a small import needs none");
    let many = many_payments(&desk)?;
    import(&desk, "payment", &many, &["--dry-run"])?.ended_with(0)?;
    assert_eq!(backups(&desk)?, Vec::<String>::new(), "a rehearsal changes nothing");
    let before = list(&desk, "payment", &[])?;
    import(&desk, "payment", &many, &[])?.ended_with(0)?;
    let name = history(&desk)?[0]["backup"].as_str().context("a backup")?.to_owned();
    assert!(backups(&desk)?.contains(&name), "{name}");
    let manifest: Value = serde_json::from_slice(&std::fs::read(desk.path(format!("backups/{name}.json")))?)?;
    assert_eq!((&manifest["reason"], &manifest["note"]), (&"before-import".into(), &"many.csv".into()));
    // What it holds is the ledger as it was before.
    std::fs::copy(desk.path(format!("backups/{name}")), desk.ledger())?;
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", desk.ledger().display()));
    }
    assert_eq!(list(&desk, "payment", &[])?, before);
    Ok(())
}

#[test]
fn without_a_backup_no_large_import() -> Result<()> {
    let desk = plant()?;
    // A file stands where the folder of the backups belongs.
    std::fs::write(desk.path("backups"), "")?;
    let before = kit::everything(&desk)?;
    let run = import(&desk, "payment", &many_payments(&desk)?, &[])?.ended_with(2)?;
    assert!(run.stderr.contains("import.not_backed_up"), "{run:?}");
    assert_eq!(kit::everything(&desk)?, before);
    let few = text_file(&desk, "few.csv", "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\n")?;
    import(&desk, "payment", &few, &[])?.ended_with(0)?;
    Ok(())
}

#[test]
fn the_file_of_an_import_comes_back_byte_by_byte_even_after_an_undo() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\n";
    let file = text_file(&desk, "五月.csv", text)?;
    let report = import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
    std::fs::remove_file(&file)?;
    let seq = report["journal_seq"].to_string();
    let newest = &history(&desk)?[0];
    assert_eq!((&newest["file"], &newest["kind"]), (&"五月.csv".into(), &"payment".into()));
    assert_eq!(newest["original_bytes"], text.len());
    assert_eq!(newest["columns"][1]["field"], "amount");
    assert_eq!(newest["counts"]["insert"], 1);
    desk.lantai(["journal", "undo", &seq])?.ended_with(0)?;
    assert!(history(&desk)?[0]["undone_by"].is_i64());
    let to = desk.path("原文件.csv");
    desk.lantai(["imports", "original", &seq, "--to", &to.to_string_lossy()])?.ended_with(0)?;
    assert_eq!(std::fs::read_to_string(&to)?, text);
    desk.lantai(["check"])?.ended_with(0)?;
    Ok(())
}

#[test]
fn no_file_is_kept_where_the_settings_say_so() -> Result<()> {
    let desk = plant()?;
    desk.lantai(["settings", "set", "keep_originals", "false"])?.ended_with(0)?;
    let file = text_file(&desk, "a.csv", "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\n")?;
    let report = import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(codes(&report), Vec::<&str>::new());
    assert_eq!(history(&desk)?[0]["original_bytes"], Value::Null);
    let to = desk.path("b.csv").to_string_lossy().into_owned();
    let refused = desk
        .lantai(["imports", "original", &report["journal_seq"].to_string(), "--to", &to])?
        .ended_with(2)?;
    assert!(refused.stderr.contains("import.original_not_kept"), "{refused:?}");
    Ok(())
}

#[test]
fn what_is_no_import_has_no_file() -> Result<()> {
    let desk = plant()?;
    desk.lantai(["settings", "set", "expiry_days", "40"])?.ended_with(0)?;
    let entries = desk.lantai(["journal", "list", "--json"])?.json()?;
    let seq = entries[0]["seq"].to_string();
    let to = desk.path("b.csv").to_string_lossy().into_owned();
    let refused = desk.lantai(["imports", "original", &seq, "--to", &to])?.ended_with(2)?;
    assert!(refused.stderr.contains("import.unknown"), "{refused:?}");
    Ok(())
}

/// Looks on, and stops at the given question.
#[derive(Debug)]
struct StopsAt(AtomicUsize);

impl Watch for StopsAt {
    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        match self.0.fetch_sub(1, Ordering::SeqCst) {
            1 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }
}

#[test]
fn a_rehearsed_import_is_backed_up_and_a_cancel_at_any_moment_leaves_the_ledger_as_it_was() -> Result<()> {
    let desk = plant()?;
    let file = many_payments(&desk)?;
    let ledger = Ledger::open(&desk.ledger())?;
    let session = Session::named("wang");
    let options = ImportOptions { kind: Some(Noun::Payment), ..ImportOptions::default() };
    let paid = || -> Result<i64> {
        let counts = ledger.counts()?;
        Ok(counts.into_iter().filter(|(noun, _)| *noun == Noun::Payment).map(|(_, count)| count).sum())
    };
    let before = paid()?;
    let attempt = |stop: usize| {
        let import = ledger.open_own_import(&file, &options, &Unwatched)?;
        ledger.rehearse_import(&session, &import, &Unwatched)?;
        ledger.commit_import(&session, &import, false, &StopsAt(AtomicUsize::new(stop)))
    };
    let mut stop = 1;
    let report = loop {
        match attempt(stop) {
            Ok(report) => break report,
            Err(error) => assert_eq!(error.code(), Code::Cancelled, "{stop}"),
        }
        assert_eq!(paid()?, before, "{stop}");
        // A backup that was made before the cancel stays, and is whole.
        for made in ledger.backups(&ledger.backup_folder())? {
            ledger.verify_backup(&ledger.backup_folder(), &made.name())?;
        }
        stop *= 2;
    };
    assert!(stop > 2, "never asked");
    let name = report.summary.backup.context("a backup")?;
    assert!(backups(&desk)?.contains(&name), "{name}");
    assert_eq!(paid()?, before + 4000);
    Ok(())
}
