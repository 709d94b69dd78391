//! The journal: what was done, taking it back, and noticing that someone edited the file.

use std::fmt::Write;

use anyhow::{Context, Result};
use rusqlite::Connection;
use serde_json::Value;
use tests::program::Desk;

use crate::kit::{self, everything, import_text, list, plant, record, regex_of, snapshot};

fn journal(desk: &Desk, arguments: &[&str]) -> Result<Value> {
    desk.lantai(["journal"].iter().chain(arguments).chain(&["--json"]))?.ended_with(0)?.json()
}

#[test]
fn the_journal_for_people() -> Result<()> {
    let desk = plant()?;
    import_text(
        &desk,
        "contract",
        "合同编号,合同名称,乙方,合同金额\nHT-002,设备采购,乙设备有限公司,510000\n",
        &[],
    )?;
    let mut shown = String::new();
    let calls: &[&[&str]] = &[
        &["list"],
        &["show", "7"],
        &["undo", "7", "--dry-run"],
        &["undo", "7"],
        &["undo", "4", "--dry-run"],
        &["list", "--lang", "en"],
    ];
    for call in calls {
        let run = desk.lantai(["journal"].iter().chain(*call))?.ended_with(0)?;
        assert_eq!(run.stderr, "");
        writeln!(shown, "$ lantai journal {}\n{}", call.join(" "), run.stdout)?;
    }
    snapshot!(desk, shown);
    Ok(())
}

#[test]
fn undoing_an_import_restores_every_list_exactly() -> Result<()> {
    let desk = plant()?;
    let before = everything(&desk)?;
    let text = "\
关联合同编号,实付金额(元),付款日期,结算价（元）,是否办理结算,付款事由
HT-003,1200,2024-04-01,,,季度款
HT-002,500000,2023-05-06,498000,是,到货款
";
    let report = import_text(&desk, "payment", text, &[])?;
    assert_ne!(everything(&desk)?, before);
    let seq = report["journal_seq"].to_string();
    let rehearsed = journal(&desk, &["undo", &seq, "--dry-run"])?;
    assert_ne!(everything(&desk)?, before, "a rehearsal changes nothing");
    let undone = journal(&desk, &["undo", &seq])?;
    for count in ["reversed", "kept_changed", "kept_referred"] {
        assert_eq!(rehearsed[count], undone[count], "{count}");
    }
    assert_eq!(undone["kept_changed"], 0);
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn undoing_the_undo_is_redo() -> Result<()> {
    let desk = plant()?;
    let report = import_text(
        &desk,
        "project",
        "项目编码,项目名称,备注\n0103,三号机组,新建\n0101,一号机组,改名\n",
        &[],
    )?;
    let after = everything(&desk)?;
    let undone = journal(&desk, &["undo", &report["journal_seq"].to_string()])?;
    assert_ne!(everything(&desk)?, after);
    journal(&desk, &["undo", &undone["journal_seq"].to_string()])?;
    assert_eq!(everything(&desk)?, after);
    Ok(())
}

#[test]
fn an_undo_keeps_what_was_changed_since_and_what_others_need() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let suppliers = "供应商名称\n甲公司\n乙公司\n丙公司\n";
    let report = import_text(&desk, "supplier", suppliers, &[])?;
    import_text(&desk, "supplier", "供应商名称,联系人\n甲公司,张三\n", &[])?;
    import_text(&desk, "contract", "合同编号,合同名称,乙方\nHT-1,合同,乙公司\n", &[])?;
    let undone = journal(&desk, &["undo", &report["journal_seq"].to_string()])?;
    assert_eq!(
        (&undone["reversed"], &undone["kept_changed"], &undone["kept_referred"]),
        (&1.into(), &1.into(), &1.into())
    );
    let mut names: Vec<String> = list(&desk, "supplier", &[])?
        .iter()
        .filter_map(|one| one["name"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    assert_eq!(names, ["乙公司", "甲公司"]);
    let fate = |name: &str| -> Option<&Value> {
        undone["records"].as_array()?.iter().find(|one| one["key"] == name).map(|one| &one["fate"])
    };
    assert_eq!(fate("甲公司"), Some(&"kept_changed".into()));
    assert_eq!(fate("乙公司"), Some(&"kept_referred".into()));
    Ok(())
}

#[test]
fn an_entry_is_undone_once_and_must_exist() -> Result<()> {
    let desk = plant()?;
    let report = import_text(&desk, "project", "项目编码,项目名称,备注\n0103,三号机组,新建\n", &[])?;
    let seq = report["journal_seq"].to_string();
    journal(&desk, &["undo", &seq])?;
    let again = desk.lantai(["journal", "undo", &seq])?.ended_with(2)?;
    assert!(again.stderr.contains("[journal.already_undone]"), "{again:?}");
    let unknown = desk.lantai(["journal", "undo", "999"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("[journal.entry_unknown]"), "{unknown:?}");
    Ok(())
}

#[test]
fn show_tells_old_and_new() -> Result<()> {
    let desk = plant()?;
    let report = import_text(
        &desk,
        "contract",
        "合同编号,合同名称,乙方,合同金额\nHT-002,设备采购,乙设备有限公司,510000\n",
        &[],
    )?;
    assert_eq!(kit::count(&report, "update"), Some(1));
    let shown = journal(&desk, &["show", &report["journal_seq"].to_string()])?;
    assert_eq!(shown["operation"], "import_contract");
    let change = &shown["changes"][0];
    assert_eq!(
        (&change["topic"], &change["key"], &change["action"]),
        (&"contract".into(), &"HT-002".into(), &"updated".into())
    );
    let fields = change["fields"].as_array().context("fields")?;
    let amount = fields.iter().find(|field| field["field"] == "amount").context("amount")?;
    assert_eq!((&amount["old"], &amount["new"]), (&"500000.00".into(), &"510000.00".into()));
    assert_eq!(fields.len(), 1, "nothing else changed: {fields:?}");
    Ok(())
}

#[test]
fn a_sound_journal_is_verified() -> Result<()> {
    let desk = plant()?;
    let report = journal(&desk, &["verify"])?;
    assert_eq!(report["sound"], true);
    assert_eq!(report["entries"], 6);
    assert_eq!(report["head"].as_str().map(str::len), Some(64));
    let text = desk.lantai(["journal", "verify"])?.ended_with(0)?;
    snapshot!(desk, text.stdout);
    Ok(())
}

/// Someone with a database program takes the guards away, edits, and puts them back.
fn edit_directly(desk: &Desk, edit: &str) -> Result<()> {
    let connection = Connection::open(desk.ledger())?;
    connection.pragma_update(None, "foreign_keys", false)?;
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'")?;
    let triggers: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    assert!(!triggers.is_empty(), "the journal guards itself");
    assert!(connection.execute_batch(edit).is_err(), "a trigger refuses: {edit}");
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    connection.execute_batch(edit)?;
    for (_, sql) in &triggers {
        connection.execute_batch(sql)?;
    }
    Ok(())
}

#[test]
fn a_direct_edit_of_the_journal_is_noticed() -> Result<()> {
    let edits = [
        ("UPDATE journal SET actor = '别人' WHERE seq = 3", 3),
        ("UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE seq = 2", 2),
        ("UPDATE journal SET changeset = x'00' WHERE seq = 4", 4),
        ("DELETE FROM journal WHERE seq = 2", 3),
    ];
    for (edit, broken_at) in edits {
        let desk = plant()?;
        edit_directly(&desk, edit)?;
        let run = desk.lantai(["journal", "verify", "--json"])?.ended_with(1).context(edit)?;
        let report = run.json()?;
        assert_eq!(report["sound"], false, "{edit}");
        assert!(report["broken_at"].as_i64().is_some_and(|seq| seq <= broken_at), "{edit}: {report}");
        assert!(report["message"].as_str().is_some_and(|text| !text.is_empty()), "{edit}");
    }
    Ok(())
}

#[test]
fn a_stale_undo_leaves_the_newer_value() -> Result<()> {
    let desk = plant()?;
    let change = |amount: &str| {
        let text = format!("合同编号,合同名称,乙方,合同金额\nHT-002,设备采购,乙设备有限公司,{amount}\n");
        import_text(&desk, "contract", &text, &[])
    };
    let first = change("510000")?;
    change("520000")?;
    let refused = desk.lantai(["journal", "undo", &first["journal_seq"].to_string()])?.ended_with(2)?;
    assert!(refused.stderr.contains("[journal.nothing_reversed]"), "{refused:?}");
    assert_eq!(record(&desk, "contract", "code", "HT-002")?["amount"], "520000.00");
    Ok(())
}
