//! Settings, to-dos and the filters of the journal on the command line.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::kit::plant;

fn codes(todos: &Value) -> Vec<&str> {
    todos["todos"].as_array().into_iter().flatten().filter_map(|todo| todo["code"].as_str()).collect()
}

#[test]
fn a_setting_is_shown_set_refused_and_taken_back() -> Result<()> {
    let desk = plant()?;
    let shown = desk.lantai(["settings", "show", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(shown["settings"]["growth_limit"], "0.1000");
    let set = desk.lantai(["settings", "set", "growth_limit", "12.5%", "--json"])?.ended_with(0)?.json()?;
    assert_eq!((&set["settings"]["growth_limit"], &set["revision"]), (&"0.1250".into(), &2.into()));
    let refused = desk.lantai(["settings", "set", "expiry_urgent_days", "30", "--json"])?.ended_with(2)?;
    assert!(refused.stderr.contains("settings.urgent_not_earlier"), "{}", refused.stderr);
    let unknown = desk.lantai(["settings", "set", "colour", "red"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("settings.unknown"), "{}", unknown.stderr);
    let journal = ["journal", "list", "--operation", "update_settings", "--json"];
    let entries = desk.lantai(journal)?.ended_with(0)?.json()?;
    let seq = entries[0]["seq"].as_i64().context("a number")?.to_string();
    assert_eq!(entries.as_array().map(Vec::len), Some(1));
    desk.lantai(["journal", "undo", &seq])?.ended_with(0)?;
    let shown = desk.lantai(["settings", "show", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(shown["settings"]["growth_limit"], "0.1000");
    Ok(())
}

#[test]
fn what_waits_is_told_with_words_and_numbers() -> Result<()> {
    let desk = plant()?;
    let todos = desk.lantai(["todo", "--json"])?.ended_with(0)?.json()?;
    let found = codes(&todos);
    // No contract of the plant says when it ends, one has no amount, no supplier a credit code.
    for code in ["todo.end_missing", "todo.amount_missing", "todo.uscc_missing"] {
        assert!(found.contains(&code), "{code} in {found:?}");
    }
    let lines = todos["todos"].as_array().context("an array")?;
    assert!(lines.iter().all(|line| line["message"].as_str().is_some_and(|text| !text.is_empty())));
    assert_eq!(todos["payments"].as_array().map(Vec::len), Some(24));
    assert_eq!(todos["backups"][0]["code"], "todo.backup_missing");
    assert_eq!(todos["backups"][0]["message"], "台账还没有备份");
    let english = desk.lantai(["todo", "--lang", "en"])?.ended_with(0)?;
    assert!(english.stdout.contains("main contracts without an amount"), "{}", english.stdout);
    Ok(())
}

#[test]
fn the_journal_is_narrowed_by_kind_days_and_text() -> Result<()> {
    let desk = plant()?;
    let found = |options: &[&str]| -> Result<usize> {
        let run = desk.lantai(["journal", "list", "--json"].iter().chain(options))?.ended_with(0)?;
        Ok(run.json()?.as_array().context("an array")?.len())
    };
    assert_eq!(found(&[])?, 6);
    assert_eq!(found(&["--kind", "payment"])?, 1);
    assert_eq!(found(&["--kind", "payment", "--kind", "evaluation"])?, 2);
    assert_eq!(found(&["--search", "#2"])?, 1);
    assert_eq!(found(&["--search", "supplier.csv"])?, 1);
    assert_eq!(found(&["--to", "2000-01-01"])?, 0);
    assert_eq!(found(&["--actor", "没有这个人"])?, 0);
    desk.lantai(["journal", "list", "--from", "2024-02-30"])?.ended_with(2)?;
    Ok(())
}
