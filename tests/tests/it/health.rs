//! `lantai check`: a sound ledger is found sound, and each kind of damage by its name.

use anyhow::{Context, Result};
use ledger::{Home, Ledger, Session, Unwatched};
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
fn tampering_is_a_fault_until_an_administrator_acknowledges_it_and_told_of_after() -> Result<()> {
    let desk = plant()?;
    let report = desk.lantai(["check", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(
        (told(&report, "trust"), &report["tampering"]),
        (Some(("ok", "health.untouched")), &Value::Null)
    );
    tamper(&desk, "INSERT INTO feature_switch (name, state) VALUES ('rating_trial', 'on')")?;
    let run = desk.lantai(["check"])?.ended_with(1)?.stdout;
    assert!(run.contains("共 1 处") && run.contains("闲置锁定或功能开关被改动过"), "{run}");
    // What is known needs no second look.
    let quick = desk.lantai(["check", "--quick", "--json"])?.ended_with(1)?.json()?;
    assert_eq!(told(&quick, "trust"), Some(("fault", "health.tampered")));
    assert_eq!(quick["tampering"]["findings"][0]["kind"], "access_edited");
    Ledger::open(&desk.ledger())?.acknowledge_tampering(&Session::named("张三"), "核对过")?;
    let seen = desk.lantai(["check", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(told(&seen, "trust"), Some(("attention", "health.tampering_acknowledged")));
    Ok(())
}

/// Returns how an item of the report stands, and the code that says why.
fn told<'report>(report: &'report Value, name: &str) -> Option<(&'report str, &'report str)> {
    let items = report["items"].as_array()?;
    let item = items.iter().find(|item| item["name"] == name)?;
    Some((item["state"].as_str()?, item["code"].as_str()?))
}

#[test]
fn it_says_so_in_words() -> Result<()> {
    let desk = plant()?;
    let run = desk.lantai(["check"])?.ended_with(0)?.stdout;
    assert_eq!(run.lines().filter(|line| line.contains("检查通过")).count(), 4, "{run}");
    assert!(run.contains("上次备份") && run.contains("台账还没有备份") && run.contains("磁盘空间"), "{run}");
    let run = desk.lantai(["--lang", "en", "check", "--quick"])?.ended_with(0)?.stdout;
    assert_eq!(run.lines().filter(|line| line.contains("Not looked at this time")).count(), 5, "{run}");
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    let report: Value = desk.lantai(["check", "--json"])?.json()?;
    assert_eq!(report["backups"]["unsaved"], 0);
    assert!(report["free_bytes"].is_number() && report["schema_version"].is_number(), "{report}");
    assert_eq!(report["checks"][0]["check"], "integrity");
    assert_eq!((&report["thorough"], report["at"].is_string()), (&Value::Bool(true), true));
    assert_eq!(told(&report, "backup"), Some(("ok", "health.backup_recent")));
    assert_eq!(told(&report, "drill"), Some(("attention", "todo.drill_missing")));
    assert_eq!(told(&report, "archive"), Some(("ok", "health.archive_current")));
    Ok(())
}

#[test]
fn every_item_has_a_name_a_state_and_a_message_in_both_languages() -> Result<()> {
    let desk = plant()?;
    let report = desk.lantai(["check", "--json"])?.ended_with(0)?.json()?;
    let names: Vec<&str> = report["items"]
        .as_array()
        .context("items")?
        .iter()
        .filter_map(|item| item["name"].as_str())
        .collect();
    let expected = [
        "integrity",
        "references",
        "journal",
        "derived",
        "trust",
        "backup",
        "places",
        "archive",
        "drill",
        "disk",
        "size",
        "clock",
        "slow",
        "errors",
        "program",
        "sqlite",
        "web_view",
    ];
    assert_eq!(names, expected);
    assert_eq!(told(&report, "places"), Some(("attention", "health.place_none")));
    assert_eq!(told(&report, "web_view"), Some(("unknown", "health.web_view_unknown")));
    for language in ["zh", "en"] {
        let run = desk.lantai(["--lang", language, "check"])?.ended_with(0)?.stdout;
        assert!(!run.contains('{') && !run.contains("health."), "{run}");
    }
    Ok(())
}

#[test]
fn a_quick_look_reads_no_page_and_still_tells_of_places_and_clock() -> Result<()> {
    let desk = plant()?;
    let place = desk.path("disk");
    std::fs::create_dir(&place)?;
    let folder = place.display().to_string();
    desk.lantai(["backup", "settings", "add-place", &folder])?.ended_with(0)?;
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    tamper(&desk, "UPDATE payment SET amount_fen = amount_fen + 1")?;
    let quick = desk.lantai(["check", "--quick", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(
        (&quick["thorough"], told(&quick, "derived")),
        (&Value::Bool(false), Some(("unknown", "health.not_checked")))
    );
    assert_eq!(told(&quick, "places"), Some(("ok", "health.place_reached")));
    std::fs::remove_dir_all(&place)?;
    let away = desk.lantai(["check", "--quick", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(told(&away, "places"), Some(("attention", "health.place_away")));
    let later = "DROP TRIGGER journal_is_append_only_update;
        UPDATE journal SET at = '2199-01-01T00:00:00Z' WHERE seq = (SELECT max(seq) FROM journal)";
    tamper(&desk, later)?;
    let behind = desk.lantai(["check", "--quick", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(told(&behind, "clock"), Some(("attention", "health.clock_behind")));
    Ok(())
}

#[test]
fn what_the_weekly_check_found_damaged_is_a_fault() -> Result<()> {
    let desk = plant()?;
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    let folder = desk.path("backups");
    let backup = std::fs::read_dir(&folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "sqlite3"))
        .context("a backup")?;
    let mut bytes = std::fs::read(&backup)?;
    bytes[5000] ^= 1;
    std::fs::write(&backup, bytes)?;
    Ledger::open(&desk.ledger())?.check_all_backups(&Home::at(desk.home()), &Unwatched)?;
    let report = desk.lantai(["check", "--json"])?.ended_with(1)?.json()?;
    assert_eq!(told(&report, "backup"), Some(("fault", "todo.backup_damaged")));
    Ok(())
}

#[test]
fn what_went_wrong_lately_is_counted_from_the_logs() -> Result<()> {
    let desk = plant()?;
    let now = jiff::Timestamp::now();
    let logs = desk.home().join("logs");
    std::fs::create_dir_all(&logs)?;
    let line = format!(
        "{} ERROR lantai_desktop::failure: a command failed incident=\"TQ4K2A-7\"\n",
        now.strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    );
    std::fs::write(logs.join(format!("lantai.{}.log", now.strftime("%Y-%m-%d"))), line)?;
    let report = desk.lantai(["check", "--quick", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(told(&report, "errors"), Some(("attention", "health.errors_some")));
    let run = desk.lantai(["check", "--quick"])?.stdout;
    assert!(run.contains("TQ4K2A-7"), "{run}");
    Ok(())
}
