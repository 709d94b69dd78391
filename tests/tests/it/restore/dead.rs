//! In the place of a ledger that is missing or cannot be read.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use rusqlite::Connection;

use super::Changed;
use crate::kit::everything;

/// Returns the only folder with a ledger that was set aside.
fn quarantined(changed: &Changed) -> Result<PathBuf> {
    let folders: Vec<PathBuf> = fs::read_dir(changed.desk.path("quarantine"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    let [folder] = folders.as_slice() else { anyhow::bail!("{folders:?}") };
    Ok(folder.clone())
}

#[test]
fn a_missing_ledger_comes_back() -> Result<()> {
    let changed = Changed::new()?;
    fs::remove_file(changed.desk.ledger())?;
    let restored = changed.restore(&changed.backup, &["--yes"], 0)?;
    assert!(restored["before"].is_null() && restored["quarantine"].is_null(), "{restored}");
    assert_eq!(everything(&changed.desk)?, changed.then);
    changed.desk.lantai(["check"])?.ended_with(0)?;
    let refused = changed.desk.lantai(["backup", "undo-restore", "--yes", "--json"])?.ended_with(2)?;
    assert!(refused.stderr.contains("restore.none"), "{refused:?}");
    Ok(())
}

#[test]
fn a_dead_ledger_is_set_aside_with_every_byte() -> Result<()> {
    for bytes in [vec![0; 40_000], "这不是台账。".repeat(1000).into_bytes(), b"SQLite format 3\0".to_vec()]
    {
        let changed = Changed::new()?;
        let log = changed.desk.path("ledger.lantai-wal");
        fs::write(changed.desk.ledger(), &bytes)?;
        fs::write(&log, "a log that belongs to nobody")?;
        let restored = changed.restore(&changed.backup, &["--yes"], 0)?;
        assert_eq!(everything(&changed.desk)?, changed.then);
        let folder = quarantined(&changed)?;
        assert_eq!(restored["quarantine"], folder.to_str().context("UTF-8")?);
        assert_eq!(fs::read(folder.join("ledger.lantai"))?, bytes);
        assert_eq!(fs::read(folder.join("ledger.lantai-wal"))?, b"a log that belongs to nobody");
        let refused = changed.desk.lantai(["backup", "undo-restore", "--yes", "--json"])?.ended_with(2)?;
        assert!(refused.stderr.contains("restore.not_reversible"), "{refused:?}");
    }
    Ok(())
}

#[test]
fn a_ledger_of_a_newer_program_is_set_aside() -> Result<()> {
    let changed = Changed::new()?;
    let connection = Connection::open(changed.desk.ledger())?;
    connection.pragma_update(None, "user_version", 9_999)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(connection);
    changed.restore(&changed.backup, &["--yes"], 0)?;
    assert_eq!(everything(&changed.desk)?, changed.then);
    let aside = Connection::open(quarantined(&changed)?.join("ledger.lantai"))?;
    let version: i64 = aside.pragma_query_value(None, "user_version", |row| row.get(0))?;
    assert_eq!(version, 9_999);
    Ok(())
}

#[test]
fn a_restore_that_cannot_be_finished_says_so_and_is_finished_once_it_can_be() -> Result<()> {
    let changed = Changed::new()?;
    fs::write(changed.desk.ledger(), vec![0; 4096])?;
    // A file stands where the folder of the ledgers that are set aside should be.
    let in_the_way = changed.desk.path("quarantine");
    fs::write(&in_the_way, "mine")?;
    changed.restore(&changed.backup, &["--yes"], 2)?;
    for _ in 0..2 {
        let refused = changed.desk.lantai(["list", "supplier", "--json"])?.ended_with(2)?.stderr;
        let refused: serde_json::Value = serde_json::from_str(&refused)?;
        assert_eq!(refused["error"]["code"], "restore.unfinished", "{refused}");
        assert!(refused["error"]["message"].to_string().contains(&changed.backup), "{refused}");
    }
    assert_eq!(fs::read(changed.desk.ledger())?, vec![0; 4096]);
    fs::remove_file(&in_the_way)?;
    let told = changed.desk.lantai(["list", "supplier"])?.ended_with(0)?.stderr;
    assert!(told.contains(&changed.backup) && told.contains("恢复已完成"), "{told}");
    assert_eq!(everything(&changed.desk)?, changed.then);
    assert_eq!(fs::read(quarantined(&changed)?.join("ledger.lantai"))?, vec![0; 4096]);
    Ok(())
}

#[test]
fn a_bad_backup_leaves_a_dead_ledger_where_it_is() -> Result<()> {
    let changed = Changed::new()?;
    fs::write(changed.desk.ledger(), vec![0; 4096])?;
    let path = changed.backup_path();
    let mut bytes = fs::read(&path)?;
    bytes[9_000] ^= 1;
    fs::write(&path, bytes)?;
    assert_eq!(changed.restore(&changed.backup, &["--yes"], 2)?["error"]["code"], "backup.damaged");
    assert_eq!(fs::read(changed.desk.ledger())?, vec![0; 4096]);
    assert!(!changed.desk.path("quarantine").exists());
    Ok(())
}
