//! Backups in further places, encrypted ones, and scheduled runs, as IT staff use them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::{everything, import_text, plant};

const SECRET: &str = "兰台 open sesame";

fn backup(desk: &Desk, arguments: &[&str], status: i32) -> Result<Value> {
    let run = desk.lantai(["backup"].iter().chain(arguments).chain(&["--json"]))?.ended_with(status)?;
    let text = if status == 2 { &run.stderr } else { &run.stdout };
    serde_json::from_str(text).with_context(|| format!("{run:?}"))
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("UTF-8")
}

/// Makes a folder and takes it among the places.
fn place(desk: &Desk, name: &str) -> Result<PathBuf> {
    let place = desk.path(name);
    std::fs::create_dir(&place)?;
    backup(desk, &["settings", "add-place", text(&place)?], 0)?;
    Ok(place)
}

/// Sets a passphrase and turns encryption on; returns the file that holds the passphrase.
fn encrypt(desk: &Desk) -> Result<PathBuf> {
    let file = desk.path("passphrase.txt");
    std::fs::write(&file, format!("{SECRET}\n"))?;
    backup(desk, &["settings", "passphrase", "--passphrase-file", text(&file)?], 0)?;
    backup(desk, &["settings", "set", "encrypt", "true"], 0)?;
    Ok(file)
}

fn change(desk: &Desk, amount: u32) -> Result<()> {
    let row = format!("合同编号,付款金额,付款日期\nHT-003,{amount},2024-05-01\n");
    import_text(desk, "payment", &row, &[]).map(drop)
}

fn names(listed: &Value) -> Vec<&str> {
    listed.as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).collect()
}

fn count(folder: &Path) -> Result<usize> {
    let named = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("db_backup_");
    Ok(std::fs::read_dir(folder)?.filter_map(Result::ok).filter(named).count() / 2)
}

#[test]
fn a_backup_lies_in_every_place_and_what_was_missed_follows() -> Result<()> {
    let desk = plant()?;
    let stick = place(&desk, "U 盘")?;
    let first = backup(&desk, &["create"], 0)?;
    assert_eq!(first["places"], json!([text(&desk.path("backups"))?, text(&stick)?]));
    assert_eq!(backup(&desk, &["list"], 0)?, json!([first]));
    // The stick is away for two backups.
    let away = desk.path("抽屉");
    std::fs::rename(&stick, &away)?;
    std::fs::create_dir(&stick)?;
    for amount in [1, 2] {
        change(&desk, amount)?;
        let run = desk.lantai(["backup", "create"])?.ended_with(0)?;
        assert!(run.stderr.contains("backup.place_unreachable"), "{}", run.stderr);
    }
    assert_eq!((count(&desk.path("backups"))?, count(&stick)?), (3, 0));
    let standing = &backup(&desk, &["places"], 0)?[1];
    assert_eq!(
        (&standing["reachable"], &standing["failure"]),
        (&json!(false), &json!("backup.place_unreachable"))
    );
    std::fs::remove_dir(&stick)?;
    std::fs::rename(&away, &stick)?;
    assert_eq!(backup(&desk, &["create", "--scheduled"], 0)?, Value::Null, "nothing changed since");
    assert_eq!(count(&stick)?, 3);
    assert_eq!(backup(&desk, &["places"], 0)?[1]["failure"], Value::Null);
    backup(&desk, &["verify", "--all", "--in", text(&stick)?], 0)?;
    assert_eq!(
        ledger::Home::at(desk.home()).is_place_back(&ledger::SystemClock).ok(),
        Some(false),
        "nothing is lacking"
    );
    Ok(())
}

#[test]
fn a_scheduled_run_backs_up_what_changed_and_nothing_else() -> Result<()> {
    let desk = plant()?;
    let made = backup(&desk, &["create", "--scheduled"], 0)?;
    assert_eq!(made["reason"], "scheduled");
    assert_eq!(backup(&desk, &["create", "--scheduled"], 0)?, Value::Null);
    change(&desk, 5)?;
    assert_eq!(backup(&desk, &["create", "--scheduled"], 0)?["journal_head"]["seq"], 7);
    assert_eq!(names(&backup(&desk, &["list"], 0)?).len(), 2);
    let held = ledger::Ledger::open(&desk.ledger())?;
    assert_eq!(backup(&desk, &["create", "--scheduled"], 2)?["error"]["code"], "ledger.in_use");
    drop(held);
    Ok(())
}

#[test]
fn one_backup_is_copied_anywhere_and_deleted_everywhere() -> Result<()> {
    let desk = plant()?;
    let stick = place(&desk, "disk")?;
    let mut made = Vec::new();
    for amount in 1..=4 {
        change(&desk, amount)?;
        made.push(backup(&desk, &["create"], 0)?["name"].as_str().context("a name")?.to_owned());
    }
    let elsewhere = desk.path("elsewhere");
    let nowhere = backup(&desk, &["copy", &made[1], "--to", text(&elsewhere)?], 2)?;
    assert_eq!(nowhere["error"]["code"], "backup.place_missing");
    std::fs::create_dir(&elsewhere)?;
    let copy = backup(&desk, &["copy", &made[1], "--to", text(&elsewhere)?], 0)?;
    assert_eq!(copy["places"], json!([text(&elsewhere)?]));
    backup(&desk, &["verify", &made[1], "--in", text(&elsewhere)?], 0)?;
    // The oldest may go; the last three only where somebody says so twice.
    assert_eq!(backup(&desk, &["delete", &made[0]], 2)?["error"]["code"], "backup.not_confirmed");
    let gone = backup(&desk, &["delete", &made[0], "--yes"], 0)?;
    assert_eq!(gone.as_array().map(Vec::len), Some(2));
    assert_eq!((count(&desk.path("backups"))?, count(&stick)?), (3, 3));
    let home = ledger::Home::at(desk.home());
    let refused =
        home.delete_backup(&desk.ledger(), &made[2], false).err().map(|error| error.code().as_str());
    assert_eq!(refused, Some("backup.among_last"));
    assert_eq!(backup(&desk, &["delete", &made[3], "--yes"], 2)?["error"]["code"], "backup.newest_sound");
    assert_eq!(backup(&desk, &["delete", "../../x", "--yes"], 2)?["error"]["code"], "backup.unknown");
    assert_eq!(names(&backup(&desk, &["list"], 0)?).len(), 3);
    Ok(())
}

#[test]
fn what_leaves_the_computer_is_encrypted_and_opens_elsewhere_with_the_passphrase() -> Result<()> {
    let desk = plant()?;
    let none = backup(&desk, &["settings", "set", "encrypt", "true"], 2)?;
    assert_eq!(none["error"]["code"], "backup.passphrase_missing");
    let stick = place(&desk, "disk")?;
    let passphrase = encrypt(&desk)?;
    let made = backup(&desk, &["create", "--note", "机密备注"], 0)?;
    let name = format!("{}.age", made["name"].as_str().context("a name")?);
    let sealed = stick.join(&name);
    assert!(
        sealed.is_file() && desk.path("backups").join(made["name"].as_str().context("a name")?).is_file()
    );
    let bytes = std::fs::read(&sealed)?;
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    let open = std::fs::read_to_string(stick.join(format!("{name}.json")))?;
    assert!(!open.contains("机密") && !open.contains("\"contract\""), "{open}");
    // Another computer: nothing but the file, its manifest, and what a person knows.
    let other = Desk::bare()?;
    for file in [name.clone(), format!("{name}.json")] {
        std::fs::copy(stick.join(&file), other.path(&file))?;
    }
    let file = other.path(&name);
    let restore = ["restore", text(&file)?, "--yes"];
    assert_eq!(backup(&other, &restore, 2)?["error"]["code"], "backup.passphrase_needed");
    std::fs::write(other.path("wrong.txt"), "open sesame\n")?;
    let wrong = [&restore[..], &["--passphrase-file", "wrong.txt"]].concat();
    assert_eq!(backup(&other, &wrong, 2)?["error"]["code"], "backup.passphrase_wrong");
    let right = [&restore[..], &["--passphrase-file", text(&passphrase)?]].concat();
    backup(&other, &right, 0)?;
    let drill = backup(&other, &["drill", "--in", text(&other.path(""))?], 2)?;
    assert_eq!(drill["error"]["code"], "backup.passphrase_needed");
    assert_eq!(everything(&other)?, everything(&desk)?);
    let hidden: Vec<_> = std::fs::read_dir(other.path("backups"))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(hidden.is_empty(), "what was decrypted for the restore is gone: {hidden:?}");
    Ok(())
}

#[test]
fn an_encrypted_backup_is_compared_with_now_once_its_passphrase_is_given() -> Result<()> {
    let desk = plant()?;
    let stick = place(&desk, "disk")?;
    let passphrase = encrypt(&desk)?;
    let made = backup(&desk, &["create"], 0)?;
    let name = format!("{}.age", made["name"].as_str().context("a name")?);
    change(&desk, 9)?;
    let compare = ["compare", &name, "--in", text(&stick)?];
    assert_eq!(backup(&desk, &compare, 2)?["error"]["code"], "backup.passphrase_needed");
    std::fs::write(desk.path("wrong.txt"), "open sesame\n")?;
    let wrong = [&compare[..], &["--passphrase-file", "wrong.txt"]].concat();
    assert_eq!(backup(&desk, &wrong, 2)?["error"]["code"], "backup.passphrase_wrong");
    let right = [&compare[..], &["--passphrase-file", text(&passphrase)?]].concat();
    let compared = backup(&desk, &right, 0)?;
    let nouns = compared["nouns"].as_array().context("nouns")?;
    let payments = nouns.iter().find(|one| one["noun"] == "payment").context("payments")?;
    assert_eq!((&payments["new"], &payments["missing"]), (&1.into(), &0.into()), "{compared}");
    let hidden = std::fs::read_dir(desk.path("backups"))?
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0, "what was decrypted for the comparison is gone");
    Ok(())
}

#[test]
fn a_key_that_is_gone_lets_nothing_leave_unencrypted() -> Result<()> {
    let desk = plant()?;
    let stick = place(&desk, "disk")?;
    encrypt(&desk)?;
    std::fs::write(desk.home().join("backup-key.json"), "{")?;
    let run = desk.lantai(["backup", "create"])?.ended_with(0)?;
    assert!(run.stderr.contains("backup.key_damaged"), "{}", run.stderr);
    assert_eq!((count(&desk.path("backups"))?, count(&stick)?), (1, 0));
    let short = desk.path("short.txt");
    std::fs::write(&short, "secret")?;
    let refused = backup(&desk, &["settings", "passphrase", "--passphrase-file", text(&short)?], 2)?;
    assert_eq!(refused["error"]["code"], "backup.passphrase_short");
    encrypt(&desk)?;
    assert_eq!(backup(&desk, &["create", "--scheduled"], 0)?, Value::Null);
    assert_eq!(count(&stick)?, 1);
    Ok(())
}

#[test]
fn the_backups_of_two_ledgers_in_one_place_do_not_count_for_each_other() -> Result<()> {
    let (one, other) = (plant()?, Desk::with_ledger()?);
    import_text(&other, "project", "项目编码,项目名称\nX,另一个\n", &[])?;
    let stick = place(&one, "disk")?;
    backup(&other, &["settings", "add-place", text(&stick)?], 0)?;
    backup(&one, &["create"], 0)?;
    for amount in 0..3 {
        import_text(&other, "project", &format!("项目编码,项目名称\nX{amount},另一个\n"), &[])?;
        backup(&other, &["create"], 0)?;
    }
    backup(&one, &["settings", "set", "keep_hours", "0"], 0)?;
    for name in ["keep_days", "keep_weeks", "keep_months"] {
        backup(&one, &["settings", "set", name, "0"], 0)?;
    }
    let plan = backup(&one, &["prune", "--dry-run", "--in", text(&stick)?], 0)?;
    assert_eq!(plan["gone"], json!([]), "each ledger keeps its own last three");
    Ok(())
}
