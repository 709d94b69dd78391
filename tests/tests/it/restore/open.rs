//! Into a ledger that is sound.

use std::fs;

use anyhow::{Context, Result};
use serde_json::json;

use super::Changed;
use crate::kit::{everything, import_text};

#[test]
fn a_restore_brings_everything_back_and_can_be_undone_again_and_again() -> Result<()> {
    let changed = Changed::new()?;
    let restored = changed.restore(&changed.backup, &["--yes"], 0)?;
    assert_eq!(restored["name"], json!(changed.backup));
    assert_eq!(restored["restored_head"]["seq"], 6);
    assert_eq!(restored["replaced_head"]["seq"], 7);
    assert_eq!(restored["journal_seq"], 7);
    assert_eq!(everything(&changed.desk)?, changed.then);
    for state in [&changed.now, &changed.then, &changed.now] {
        changed.desk.lantai(["backup", "undo-restore", "--yes"])?.ended_with(0)?;
        assert_eq!(&everything(&changed.desk)?, state);
        changed.desk.lantai(["journal", "verify"])?.ended_with(0)?;
        changed.desk.lantai(["check"])?.ended_with(0)?;
    }
    Ok(())
}

#[test]
fn the_journal_tells_of_it_and_does_not_undo_it() -> Result<()> {
    let changed = Changed::new()?;
    changed.restore(&changed.backup, &["--yes"], 0)?;
    let entry = &changed.desk.lantai(["journal", "list", "--json"])?.json()?[0];
    assert_eq!((&entry["operation"], &entry["subject"]), (&json!("restored"), &json!(changed.backup)));
    let refused = changed.desk.lantai(["journal", "undo", "7", "--json"])?.ended_with(2)?;
    assert!(refused.stderr.contains("journal.is_restore"), "{refused:?}");
    import_text(&changed.desk, "payment", "合同编号,付款金额,付款日期\nHT-003,1,2024-05-02\n", &[])?;
    changed.desk.lantai(["journal", "undo", "8"])?.ended_with(0)?;
    assert_eq!(everything(&changed.desk)?, changed.then);
    Ok(())
}

#[test]
fn what_was_there_is_kept_as_a_verified_backup() -> Result<()> {
    let changed = Changed::new()?;
    let restored = changed.restore(&changed.backup, &["--yes"], 0)?;
    let before = restored["before"].as_str().context("a backup")?;
    changed.desk.lantai(["backup", "verify", before])?.ended_with(0)?;
    let listed = changed.desk.lantai(["backup", "list", "--json"])?.json()?;
    assert_eq!((&listed[0]["name"], &listed[0]["reason"]), (&json!(before), &json!("before-restore")));
    let left: Vec<String> = fs::read_dir(changed.desk.path(""))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    assert!(!left.iter().any(|name| name.contains("restore") || name.contains("quarantine")), "{left:?}");
    Ok(())
}

#[test]
fn nothing_happens_without_consent() -> Result<()> {
    let changed = Changed::new()?;
    let bytes = fs::read(changed.desk.ledger())?;
    let refused = changed.restore(&changed.backup, &[], 2)?;
    assert_eq!(refused["error"]["code"], "restore.not_confirmed");
    let refused = changed.desk.lantai(["backup", "undo-restore", "--json", "--yes"])?.ended_with(2)?;
    assert!(refused.stderr.contains("restore.none"), "{refused:?}");
    assert_eq!(fs::read(changed.desk.ledger())?, bytes);
    Ok(())
}

#[test]
fn a_file_serves_as_well_as_a_name() -> Result<()> {
    let changed = Changed::new()?;
    let elsewhere = changed.desk.path("U 盘");
    fs::create_dir(&elsewhere)?;
    for name in [changed.backup.clone(), format!("{}.json", changed.backup)] {
        fs::copy(changed.desk.path("backups").join(&name), elsewhere.join(&name))?;
    }
    let file = elsewhere.join(&changed.backup);
    let file = file.to_str().context("UTF-8")?;
    changed.restore(file, &["--yes"], 0)?;
    assert_eq!(everything(&changed.desk)?, changed.then);
    fs::remove_file(format!("{file}.json"))?;
    assert_eq!(changed.restore(file, &["--yes"], 2)?["error"]["code"], "backup.no_manifest");
    changed.restore(file, &["--yes", "--without-manifest"], 0)?;
    assert_eq!(everything(&changed.desk)?, changed.then);
    Ok(())
}
