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

/// At night, when the ledger is gone or broken, its backups are what somebody looks for first.
#[test]
fn backups_are_listed_where_the_ledger_is_gone_or_broken() -> Result<()> {
    let desk = plant()?;
    let made = backup(&desk, &["create"], 0)?;
    let folder = desk.path("backups").display().to_string();
    let lists =
        || -> Result<_> { Ok((backup(&desk, &["list"], 0)?, backup(&desk, &["list", "--in", &folder], 0)?)) };
    let there = lists()?;
    assert_eq!(there.0, json!([made]));
    std::fs::write(desk.ledger(), "no ledger any more")?;
    assert_eq!(lists()?, there);
    std::fs::remove_file(desk.ledger())?;
    assert_eq!(lists()?, there);
    Ok(())
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

#[test]
fn a_backup_is_compared_with_now_record_by_record() -> Result<()> {
    let desk = plant()?;
    let made = name(&backup(&desk, &["create"], 0)?)?;
    let same = backup(&desk, &["compare", &made], 0)?;
    let counts = same["nouns"].as_array().context("nouns")?;
    assert!(counts.iter().all(|noun| noun["changed"] == 0 && noun["missing"] == 0 && noun["new"] == 0));
    let contracts = desk.path("contracts.csv");
    std::fs::write(
        &contracts,
        "文件定位,合同来源,合同编号,合同名称,乙方\n主合同,直接签订,HT-002,设备采购（改）,乙设备有限公司\n",
    )?;
    let payments = desk.path("payments.csv");
    std::fs::write(&payments, "关联合同编号,实付金额(元),付款日期\nHT-003,1,2024-05-01\n")?;
    for (kind, file) in [("contract", &contracts), ("payment", &payments)] {
        desk.lantai(["import", "--kind", kind, file.to_str().context("UTF-8")?])?.ended_with(0)?;
    }
    let differs = backup(&desk, &["compare", &made], 0)?;
    let of = |noun: &str| differs["nouns"].as_array()?.iter().find(|counts| counts["noun"] == noun).cloned();
    let (contract, payment) = (of("contract").context("contracts")?, of("payment").context("payments")?);
    assert_eq!((&contract["changed"], &contract["new"]), (&json!(1), &json!(0)));
    assert_eq!((&payment["changed"], &payment["new"], &payment["before"]), (&json!(0), &json!(1), &json!(4)));
    let records = backup(&desk, &["compare", &made, "--kind", "contract"], 0)?;
    assert_eq!((&records["count"], &records["records"][0]["key"]), (&json!(1), &json!("HT-002")));
    let field = json!([{ "field": "name", "old": "设备采购", "new": "设备采购（改）" }]);
    assert_eq!(records["records"][0]["fields"], field);
    Ok(())
}

#[test]
fn the_ledger_goes_back_to_before_an_import_and_the_time_line_tells_of_it() -> Result<()> {
    let desk = plant()?;
    let before = desk.lantai(["list", "payment", "--json"])?.ended_with(0)?.stdout;
    let newest = backup(&desk, &["timeline", "--limit", "1"], 0)?["rows"][0]["seq"].clone();
    let payments = desk.path("payments.csv");
    std::fs::write(&payments, "关联合同编号,实付金额(元),付款日期\nHT-003,1,2024-05-01\n")?;
    let file = payments.to_str().context("UTF-8")?;
    desk.lantai(["import", "--kind", "payment", file])?.ended_with(0)?;
    let wrong = backup(&desk, &["timeline"], 0)?["rows"][0].clone();
    assert_eq!((&wrong["operation"], &wrong["records"]), (&json!("import_payment"), &json!(1)));
    assert_eq!(
        backup(&desk, &["restore", "--to-moment", "soon", "--yes"], 2)?["error"]["code"],
        "moment.invalid"
    );
    assert_eq!(
        backup(&desk, &["restore", "--to-moment", "999", "--yes"], 2)?["error"]["code"],
        "moment.unknown"
    );
    let restored = backup(&desk, &["restore", "--to-moment", &newest.to_string(), "--yes"], 0)?;
    assert_eq!(restored["lack"], Value::Null);
    assert_eq!(desk.lantai(["list", "payment", "--json"])?.ended_with(0)?.stdout, before);
    // What was taken back is known still, by its hash.
    let line = backup(&desk, &["timeline"], 0)?;
    let found = |row: &&Value| row["hash"] == wrong["hash"] && row["in_force"] == false;
    assert!(line["rows"].as_array().context("rows")?.iter().any(|row| found(&row)), "{line}");
    let hash = wrong["hash"].as_str().context("a hash")?;
    backup(&desk, &["restore", "--to-moment", hash, "--yes"], 0)?;
    assert_ne!(desk.lantai(["list", "payment", "--json"])?.ended_with(0)?.stdout, before);
    Ok(())
}
