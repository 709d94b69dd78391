//! `lantai check`: a sound ledger is found sound, and each kind of damage by its name.

use anyhow::{Context, Result};
use serde_json::Value;
use tests::program::Desk;

use crate::kit::plant;

/// Checks the ledger and returns the checks that found a fault.
fn faults(desk: &Desk, status: i32) -> Result<Vec<String>> {
    let report = desk.lantai(["check", "--json"])?.ended_with(status)?.json()?;
    let checks = report["checks"].as_array().context("checks")?;
    assert_eq!(checks.len(), 4);
    let faulty = checks.iter().filter(|check| check["faults"] != 0);
    Ok(faulty.filter_map(|check| check["check"].as_str()).map(str::to_owned).collect())
}

/// Changes the file behind the program's back.
fn tamper(desk: &Desk, sql: &str) -> Result<()> {
    Ok(rusqlite::Connection::open(desk.ledger())?.execute_batch(sql)?)
}

#[test]
fn a_sound_ledger_has_no_faults() -> Result<()> {
    assert!(faults(&plant()?, 0)?.is_empty());
    Ok(())
}

#[test]
fn each_fault_is_named() -> Result<()> {
    let damages = [
        ("UPDATE payment SET amount_fen = amount_fen + 1", "derived"),
        ("DELETE FROM search WHERE rowid = (SELECT max(rowid) FROM search)", "derived"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM supplier WHERE id = 1", "references"),
    ];
    for (sql, fault) in damages {
        let desk = plant()?;
        tamper(&desk, sql)?;
        let found = faults(&desk, 1)?;
        assert!(found.iter().any(|check| check == fault), "{sql}: {found:?}");
    }
    Ok(())
}

#[test]
fn a_forged_entry_of_the_journal_is_named() -> Result<()> {
    let desk = plant()?;
    tamper(
        &desk,
        "DROP TRIGGER journal_is_append_only_update; UPDATE journal SET actor = 'nobody' WHERE seq = 1",
    )?;
    assert_eq!(faults(&desk, 1)?, ["journal"]);
    Ok(())
}

#[test]
fn it_says_so_in_words() -> Result<()> {
    let desk = plant()?;
    let told = desk.lantai(["check"])?.ended_with(0)?.stdout;
    assert_eq!(told.lines().filter(|line| line.ends_with("正常")).count(), 4, "{told}");
    assert!(told.contains("上次备份  从未") && told.contains("可用空间"), "{told}");
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    let report: Value = desk.lantai(["check", "--json"])?.json()?;
    assert_eq!(report["backups"]["unsaved"], 0);
    assert!(report["free_bytes"].is_number() && report["schema_version"].is_number(), "{report}");
    assert_eq!(report["checks"][0]["check"], "integrity");
    Ok(())
}
