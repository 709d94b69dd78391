//! 上线检查: counts and amounts beside a backup, as JSON and as a workbook.

use std::fs;

use anyhow::{Context, Result};
use calamine::{Reader, Xlsx, open_workbook};
use ledger::{Home, Ledger, Session};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::{import_text, plant};

/// Backs the ledger up and returns the name of the backup.
fn backed_up(desk: &Desk) -> Result<String> {
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    let backups = desk.lantai(["backup", "list", "--json"])?.json()?;
    let name = backups[0]["name"].as_str().or(backups["backups"][0]["name"].as_str());
    Ok(name.with_context(|| format!("{backups}"))?.to_owned())
}

fn totals<'report>(report: &'report Value, noun: &str) -> Result<&'report Value> {
    let totals = report["totals"].as_array().context("totals")?;
    totals.iter().find(|row| row["noun"] == noun).with_context(|| noun.to_owned())
}

#[test]
fn counts_and_amounts_are_held_against_a_backup() -> Result<()> {
    let desk = plant()?;
    let name = backed_up(&desk)?;
    let call = ["report", "go-live", "--backup", &name, "--json"];
    let same = desk.lantai(call)?.ended_with(0)?.json()?;
    let payments = totals(&same, "payment")?;
    assert_eq!((&payments["count"], &payments["amount"]), (&json!(4), &json!("1050000.50")));
    assert!(same["totals"].as_array().context("totals")?.iter().all(|row| row["same"] == true), "{same}");
    assert_eq!(totals(&same, "supplier")?["amount"], Value::Null);
    assert_eq!(same["backup"]["name"], name.as_str());
    import_text(
        &desk,
        "payment",
        "合同编号,付款金额,付款日期,退款\nHT-003,100,2024-05-01,否\nHT-003,30,2024-06-01,是\n",
        &[],
    )?;
    let later = desk.lantai(call)?.ended_with(0)?.json()?;
    let payments = totals(&later, "payment")?;
    assert_eq!((&payments["count"], &payments["amount"]), (&json!(6), &json!("1050070.50")));
    assert_eq!(payments["before"], json!({ "count": 4, "amount": "1050000.50" }));
    assert_eq!((&payments["same"], &totals(&later, "contract")?["same"]), (&json!(false), &json!(true)));
    Ok(())
}

#[test]
fn a_backup_that_is_not_there_is_refused_and_without_one_nothing_is_compared() -> Result<()> {
    let desk = plant()?;
    let refused = desk.lantai(["report", "go-live", "--backup", "none.sqlite3"])?.ended_with(2)?;
    assert!(refused.stderr.contains("[backup.unknown]"), "{refused:?}");
    let report = desk.lantai(["report", "go-live", "--json"])?.ended_with(0)?.json()?;
    assert_eq!((&report["backup"], &totals(&report, "payment")?["before"]), (&Value::Null, &Value::Null));
    Ok(())
}

#[test]
fn a_damaged_ledger_does_not_go_live() -> Result<()> {
    let desk = plant()?;
    let damage = "UPDATE payment SET amount_fen = amount_fen + 1";
    rusqlite::Connection::open(desk.ledger())?.execute_batch(damage)?;
    let report = desk.lantai(["report", "go-live"])?.ended_with(1)?;
    assert!(report.stdout.contains("故障") && report.stdout.contains("人工检查 0 / 8"), "{}", report.stdout);
    Ok(())
}

#[test]
fn a_workbook_has_what_the_program_and_what_people_checked() -> Result<()> {
    let desk = plant()?;
    let home = Home::at(desk.home());
    let ledger = Ledger::open(&desk.ledger())?.in_the_name_of(&Session::named("王芳"));
    home.add_go_live_item("  装好打印机 ")?;
    home.tick_go_live(&ledger, "search", true)?;
    home.tick_go_live(&ledger, "装好打印机", true)?;
    drop(ledger);
    let name = backed_up(&desk)?;
    let to = desk.path("上线检查.xlsx").display().to_string();
    desk.lantai(["report", "go-live", "--backup", &name, "--to", &to])?.ended_with(0)?;
    let sheet = |name: &str| -> Result<Vec<Vec<String>>> {
        let mut book: Xlsx<_> = open_workbook(&to)?;
        let range = book.worksheet_range(name)?;
        Ok(range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect())
    };
    let manual = sheet("人工检查")?;
    assert!(manual[0][0].contains("上线检查") && manual[0][0].contains(&name), "{manual:?}");
    let done: Vec<&Vec<String>> = manual.iter().filter(|row| row[1] == "已检查").collect();
    assert_eq!(done.len(), 2, "{manual:?}");
    assert!(done.iter().all(|row| row[2] == "王芳" && !row[3].is_empty()), "{manual:?}");
    assert!(done.iter().any(|row| row[0] == "装好打印机"), "{manual:?}");
    let totals = sheet("数量与金额")?;
    let payments = totals.iter().find(|row| row[0] == "付款").context("付款")?;
    assert_eq!(payments[1..6], ["4", "4", "1050000.5", "1050000.5", "一致"]);
    let automatic = sheet("自动检查")?;
    assert!(automatic.iter().any(|row| row[0] == "文件完整性" && row[1] == "正常"), "{automatic:?}");
    Ok(())
}

#[test]
fn ticks_outlive_the_program_and_can_be_taken_back() -> Result<()> {
    let desk = plant()?;
    let home = Home::at(desk.home());
    let ledger = Ledger::open(&desk.ledger())?.in_the_name_of(&Session::named("王芳"));
    home.tick_go_live(&ledger, "search", true)?;
    home.add_go_live_item("装好打印机")?;
    let again = Home::at(desk.home()).go_live_items();
    let ticked: Vec<&str> =
        again.iter().filter(|item| item.done_at.is_some()).map(|item| item.name.as_str()).collect();
    assert_eq!((ticked, again.len()), (vec!["search"], 9));
    assert!(home.tick_go_live(&ledger, "search", false)?.iter().all(|item| item.done_at.is_none()));
    home.tick_go_live(&ledger, "装好打印机", true)?;
    assert!(home.clear_go_live()?.iter().all(|item| item.done_at.is_none()));
    assert_eq!(home.remove_go_live_item("装好打印机")?.len(), 8);
    let code = |result: ledger::Result<_>| result.err().map(|error| error.code().as_str());
    assert_eq!(code(home.remove_go_live_item("search")), Some("go_live.item_unknown"));
    assert_eq!(code(home.tick_go_live(&ledger, "装好打印机", true)), Some("go_live.item_unknown"));
    assert_eq!(code(home.add_go_live_item(" ")), Some("go_live.text_missing"));
    assert_eq!(code(home.add_go_live_item("search")), Some("go_live.text_taken"));
    fs::write(desk.home().join("go-live.json"), "{")?;
    assert_eq!(home.go_live_items().len(), 8, "what cannot be read is made again");
    Ok(())
}
