//! `lantai backup`, as IT staff use it.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::plant;

fn backup(desk: &Desk, arguments: &[&str], status: i32) -> Result<Value> {
    let run = desk.lantai(["backup"].iter().chain(arguments).chain(&["--json"]))?.ended_with(status)?;
    Ok(serde_json::from_str(if status == 2 { &run.stderr } else { &run.stdout })?)
}

fn name(made: &Value) -> Result<String> {
    Ok(made["name"].as_str().context("a name")?.to_owned())
}

/// Changes one byte in the middle of a backup.
fn damage(made: &Value) -> Result<()> {
    let path = made["path"].as_str().context("a path")?;
    let mut bytes = std::fs::read(path)?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    Ok(std::fs::write(path, bytes)?)
}

#[test]
fn a_backup_is_made_listed_verified_and_proven() -> Result<()> {
    let desk = plant()?;
    let made = backup(&desk, &["create", "--note", "审计前"], 0)?;
    assert_eq!((&made["reason"], &made["note"]), (&json!("manual"), &json!("审计前")));
    assert_eq!(made["rows"]["contract"], 4);
    assert_eq!(backup(&desk, &["list"], 0)?, json!([made.clone()]));
    let verdict = json!([{ "name": name(&made)?, "sound": true, "damage": null }]);
    assert_eq!(backup(&desk, &["verify", &name(&made)?], 0)?, verdict);
    let drill = backup(&desk, &["drill"], 0)?;
    assert_eq!(drill["proofs"], json!([{ "backup": name(&made)?, "contracts": 4 }]));
    Ok(())
}

#[test]
fn a_damaged_backup_is_named_and_proves_nothing() -> Result<()> {
    let desk = plant()?;
    let sound = backup(&desk, &["create"], 0)?;
    let damaged = backup(&desk, &["create"], 0)?;
    damage(&damaged)?;
    let verdicts = backup(&desk, &["verify", "--all"], 1)?;
    let told: Vec<(&Value, &Value)> =
        verdicts.as_array().context("verdicts")?.iter().map(|one| (&one["name"], &one["sound"])).collect();
    assert_eq!(told, [(&damaged["name"], &json!(false)), (&sound["name"], &json!(true))]);
    let refused = backup(&desk, &["drill"], 2)?;
    assert_eq!(refused["error"]["code"], "backup.damaged");
    let kept = backup(&desk, &["prune"], 0)?;
    assert_eq!(kept["kept"][0], json!({ "name": name(&damaged)?, "ground": "damaged" }));
    assert_eq!(kept["gone"], json!([]));
    Ok(())
}

#[test]
fn what_is_no_backup_of_the_folder_is_unknown() -> Result<()> {
    let desk = plant()?;
    assert_eq!(backup(&desk, &["drill"], 2)?["error"]["code"], "backup.unknown");
    assert_eq!(backup(&desk, &["list"], 0)?, json!([]));
    let ledger = desk.ledger();
    let ledger = ledger.to_str().context("UTF-8")?;
    for name in ["../../x", ledger, "db_backup_20200101_000000.sqlite3", ""] {
        assert_eq!(backup(&desk, &["verify", name], 2)?["error"]["code"], "backup.unknown", "{name}");
    }
    Ok(())
}

#[test]
fn another_folder_serves_as_well() -> Result<()> {
    let desk = plant()?;
    let place = desk.path("U 盘/备份");
    let place = place.to_str().context("UTF-8")?;
    let made = backup(&desk, &["create", "--to", place], 0)?;
    assert_eq!(backup(&desk, &["list", "--in", place], 0)?[0]["name"], made["name"]);
    assert_eq!(backup(&desk, &["list"], 0)?, json!([]));
    let text = desk.lantai(["backup", "drill", "--in", place])?.ended_with(0)?.stdout;
    assert!(text.contains("可以恢复，检查无异常，合同 4 份"), "{text}");
    Ok(())
}

#[test]
fn settings_are_shown_set_and_refused_without_any_ledger() -> Result<()> {
    let desk = Desk::bare()?;
    let shown = backup(&desk, &["settings", "show"], 0)?;
    assert_eq!((&shown["schedule"]["every_hours"], &shown["rule"]["days"]), (&json!(4), &json!(12)));
    let set = backup(&desk, &["settings", "set", "every_hours", "0"], 0)?;
    assert_eq!(set["schedule"]["every_hours"], Value::Null);
    let place = desk.path("U 盘");
    let named = place.to_str().context("UTF-8")?;
    let missing = backup(&desk, &["settings", "add-place", named], 2)?;
    assert_eq!(missing["error"]["code"], "backup.place_missing");
    std::fs::create_dir(&place)?;
    assert_eq!(backup(&desk, &["settings", "add-place", named], 0)?["places"], json!([named]));
    assert_eq!(
        backup(&desk, &["settings", "add-place", named], 2)?["error"]["code"],
        "backup.place_repeated"
    );
    assert_eq!(backup(&desk, &["settings", "remove-place", named], 0)?["places"], json!([]));
    for (arguments, code) in [
        (["settings", "set", "keep_verified", "2"], "backup.rule_too_few"),
        (["settings", "set", "keep_days", "10001"], "backup.rule_out_of_range"),
        (["settings", "set", "every_hours", "169"], "backup.hours_out_of_range"),
        (["settings", "set", "colour", "blue"], "settings.unknown"),
    ] {
        assert_eq!(backup(&desk, &arguments, 2)?["error"]["code"], code);
    }
    let unknown = backup(&desk, &["settings", "remove-place", named], 2)?;
    assert_eq!(unknown["error"]["code"], "backup.place_unknown");
    std::fs::write(desk.home().join("backup.json"), "{")?;
    let broken = backup(&desk, &["settings", "show"], 2)?;
    assert_eq!(broken["error"]["code"], "backup.settings_unreadable");
    Ok(())
}
