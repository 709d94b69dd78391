//! What is no sound backup is refused in words, and nothing is touched.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rusqlite::Connection;

use super::Changed;

/// Makes a bad backup out of a good one and tells the code by which it is refused.
type Spoil = (&'static str, fn(&Path) -> Result<()>, &'static str);

const SPOILT: &[Spoil] = &[
    ("a text", |path| Ok(fs::write(path, "这不是备份。".repeat(500))?), "backup.not_ours"),
    ("nothing", |path| Ok(fs::write(path, [])?), "backup.damaged"),
    ("zeros", |path| Ok(fs::write(path, vec![0; 20_000])?), "backup.damaged"),
    ("cut off", |path| cut(path, 2), "backup.damaged"),
    ("another program's", another, "backup.not_ours"),
    ("newer", |path| sql(path, "PRAGMA user_version = 9999"), "backup.newer"),
    ("older than any", |path| sql(path, "PRAGMA user_version = 0"), "backup.foreign_schema"),
    (
        "a trigger",
        |path| sql(path, "CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM payment; END"),
        "backup.foreign_schema",
    ),
    (
        "a table that is a view",
        |path| {
            sql(path, "PRAGMA foreign_keys = OFF; DROP TABLE interview; CREATE VIEW interview AS SELECT 1 id")
        },
        "backup.foreign_schema",
    ),
    (
        "a lost reference",
        |path| sql(path, "PRAGMA foreign_keys = OFF; DELETE FROM supplier WHERE id = 1"),
        "backup.damaged",
    ),
    (
        "a forged journal",
        |path| {
            let trigger = "(SELECT sql FROM sqlite_schema WHERE name = 'journal_is_append_only_update')";
            let connection = Connection::open(path)?;
            let trigger: String = connection.query_row(&format!("SELECT {trigger}"), [], |row| row.get(0))?;
            let forged = "UPDATE journal SET actor = 'nobody' WHERE seq = 2";
            let drop = "DROP TRIGGER journal_is_append_only_update";
            Ok(connection.execute_batch(&format!("{drop}; {forged}; {trigger}"))?)
        },
        "backup.damaged",
    ),
];

fn sql(path: &Path, text: &str) -> Result<()> {
    Ok(Connection::open(path)?.execute_batch(text)?)
}

fn cut(path: &Path, by: usize) -> Result<()> {
    let bytes = fs::read(path)?;
    Ok(fs::write(path, &bytes[..bytes.len() / by])?)
}

fn another(path: &Path) -> Result<()> {
    fs::remove_file(path)?;
    sql(path, "CREATE TABLE somebody_elses (a); INSERT INTO somebody_elses VALUES (1)")
}

/// Returns every file in a folder with its bytes; the logs tell of each call.
fn files(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.push((path.clone(), fs::read(&path)?));
        } else if !path.ends_with("logs") {
            files.extend(self::files(&path)?);
        }
    }
    files.sort();
    Ok(files)
}

#[test]
fn each_is_refused_by_its_code_and_nothing_is_touched() -> Result<()> {
    let changed = Changed::new()?;
    for (what, spoil, code) in SPOILT {
        let bad = changed.desk.path("bad.sqlite3");
        fs::copy(changed.backup_path(), &bad)?;
        spoil(&bad)?;
        let before = files(&changed.desk.path(""))?;
        let bad = bad.to_str().context("UTF-8")?;
        let refused = changed.restore(bad, &["--yes", "--without-manifest"], 2).context(*what)?;
        assert_eq!(refused["error"]["code"], *code, "{what}: {refused}");
        let after = files(&changed.desk.path(""))?;
        // A restore that got far enough backs up what there is first.
        let kept = |files: &[(PathBuf, Vec<u8>)]| {
            let is_new = |path: &Path| !before.iter().any(|(known, _)| known == path);
            let ours = files
                .iter()
                .filter(|(path, _)| !(is_new(path) && path.starts_with(changed.desk.path("backups"))));
            ours.filter(|(path, _)| path.extension().is_none_or(|suffix| suffix != "lock"))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert!(kept(&before) == kept(&after), "{what}: {:?}", names(&before, &after));
        fs::remove_file(bad)?;
    }
    Ok(())
}

fn names(before: &[(PathBuf, Vec<u8>)], after: &[(PathBuf, Vec<u8>)]) -> Vec<PathBuf> {
    after.iter().filter(|file| !before.contains(file)).map(|(path, _)| path.clone()).collect()
}

#[test]
fn with_a_manifest_any_other_bytes_are_damage() -> Result<()> {
    let changed = Changed::new()?;
    let path = changed.backup_path();
    let good = fs::read(&path)?;
    for (what, spoil, code) in SPOILT {
        spoil(&path).context(*what)?;
        let refused = changed.restore(&changed.backup, &["--yes"], 2).context(*what)?;
        let expected =
            if matches!(*code, "backup.not_ours" | "backup.newer") { code } else { &"backup.damaged" };
        assert_eq!(refused["error"]["code"], *expected, "{what}: {refused}");
        fs::write(&path, &good)?;
    }
    Ok(())
}

#[test]
fn a_file_beside_a_log_is_not_whole() -> Result<()> {
    let changed = Changed::new()?;
    let copy = changed.desk.path("copy.sqlite3");
    fs::copy(changed.backup_path(), &copy)?;
    fs::write(changed.desk.path("copy.sqlite3-wal"), "changes")?;
    let copy = copy.to_str().context("UTF-8")?;
    let refused = changed.restore(copy, &["--yes", "--without-manifest"], 2)?;
    assert_eq!(refused["error"]["code"], "backup.not_whole");
    // A manifest proves that the file alone is whole.
    fs::copy(format!("{}.json", changed.backup_path().display()), format!("{copy}.json"))?;
    changed.restore(copy, &["--yes"], 0)?;
    Ok(())
}

#[test]
fn a_name_that_means_no_backup_is_unknown() -> Result<()> {
    let changed = Changed::new()?;
    for name in ["../../x", "/", "", "db_backup_20200101_000000.sqlite3", "gone/db_backup.sqlite3"] {
        let refused = changed.restore(name, &["--yes"], 2)?;
        assert_eq!(refused["error"]["code"], "backup.unknown", "{name}");
    }
    Ok(())
}
