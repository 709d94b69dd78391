//! Changes that go around the program are found, and told until an administrator has looked into them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ledger::domain::Code;
use ledger::domain::access::{Account, Feature, FeatureState, FeatureSwitch, Role, TamperKind};
use ledger::domain::supplier::Supplier;
use ledger::{Ledger, Session, Unwatched};
use rusqlite::Connection;
use tempfile::TempDir;
use tests::restoring::Dice;

const PASSWORD: &str = "采购台账-2026";
/// Cases, each with a way of tampering by lot.
const CASES: usize = 100;

/// A ledger with accounts and a journal of some length, closed.
struct Office {
    folder: TempDir,
    path: PathBuf,
}

impl Office {
    fn new() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("lantai-tamper-").tempdir()?;
        let path = folder.path().join("台账.sqlite3");
        let ledger = Ledger::create(&path)?;
        let alone = Session::named("本机");
        for number in 0..12 {
            ledger.create_supplier(&alone, &Supplier::named(&format!("{number}号公司")))?;
        }
        let chief = ledger.begin_accounts(&alone, "系统", PASSWORD)?;
        for (name, role) in [("张三", Role::Editor), ("李四", Role::Manager)] {
            let account = Account { name: name.to_owned(), role, disabled: false, in_test_group: false };
            ledger.create_account(&chief, &account, PASSWORD)?;
        }
        let switch = FeatureSwitch { feature: Feature::RatingTrial, state: FeatureState::Group };
        ledger.set_feature(&chief, switch)?;
        for number in 12..24 {
            ledger.create_supplier(&chief, &Supplier::named(&format!("{number}号公司")))?;
        }
        Ok(Self { folder, path })
    }

    /// Copies the ledger and what lies beside it.
    fn copy(&self, name: &str) -> Result<PathBuf> {
        let copy = self.folder.path().join(format!("{name}.sqlite3"));
        fs::copy(&self.path, &copy)?;
        fs::copy(head_of(&self.path), head_of(&copy))?;
        Ok(copy)
    }
}

fn head_of(ledger: &Path) -> PathBuf {
    let mut name = ledger.as_os_str().to_owned();
    name.push(".head");
    name.into()
}

/// Does something to the file that the program never does: the guards of the journal are taken away
/// and put back.
fn tamper(path: &Path, sql: &str) -> Result<()> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    let guards: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    ensure!(guards.len() == 2, "the journal has its guards");
    for (name, _) in &guards {
        connection.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    connection.execute_batch(sql).with_context(|| sql.to_owned())?;
    for (_, sql) in &guards {
        connection.execute_batch(sql)?;
    }
    Ok(())
}

/// Returns a way of tampering by lot.
fn by_lot(dice: &mut Dice, entries: usize) -> String {
    let seq = 1 + dice.below(entries);
    let other = 1 + (seq + dice.below(entries - 1)) % entries;
    let account = 1 + dice.below(3);
    match dice.below(16) {
        0 => format!("UPDATE journal SET actor = actor || '!' WHERE seq = {seq}"),
        1 => format!("UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE seq = {seq}"),
        2 => format!("UPDATE journal SET subject = subject || ' ' WHERE seq = {seq}"),
        3 => format!("UPDATE journal SET operation = operation || '_' WHERE seq = {seq}"),
        4 => format!("UPDATE journal SET detail = '{{}}' WHERE seq = {seq}"),
        5 => format!("UPDATE journal SET changeset = x'00' WHERE seq = {seq}"),
        6 => format!("UPDATE journal SET hash = randomblob(32) WHERE seq = {seq}"),
        7 => format!("DELETE FROM journal WHERE seq = {seq}"),
        8 => format!("DELETE FROM journal WHERE seq >= {}", seq.max(2)),
        9 => format!(
            "UPDATE journal SET seq = -1 WHERE seq = {seq};
             UPDATE journal SET seq = {seq} WHERE seq = {other};
             UPDATE journal SET seq = {other} WHERE seq = -1"
        ),
        10 => format!(
            "UPDATE journal SET (at, actor, operation, subject, detail, changeset) =
                 (SELECT at, actor, operation, subject || '?', detail, changeset FROM journal WHERE seq = {other})
             WHERE seq = {seq}"
        ),
        11 => format!("UPDATE account SET role = 'administrator', revision = revision + 1 WHERE id = {account} AND role <> 'administrator'; UPDATE account SET must_change = 1 - must_change WHERE id = {account}"),
        12 => format!("UPDATE account SET password = 'x' WHERE id = {account}"),
        13 => format!("DELETE FROM account WHERE id = {account}"),
        14 => "UPDATE access SET with_accounts = 0".to_owned(),
        _ => "UPDATE feature_switch SET state = 'on'".to_owned(),
    }
}

#[test]
fn whatever_is_changed_around_the_program_is_found() -> Result<()> {
    let office = Office::new()?;
    let entries = Connection::open(&office.path)?
        .query_row("SELECT max(seq) FROM journal", [], |row| row.get::<_, i64>(0))?;
    let mut dice = Dice::new(20_261_122);
    for case in 0..CASES {
        let path = office.copy(&format!("case{case}"))?;
        let sql = by_lot(&mut dice, usize::try_from(entries)?);
        tamper(&path, &sql)?;
        let ledger = Ledger::open(&path)?;
        let found = ledger.look_for_tampering()?;
        ensure!(found.is_some(), "not found: {sql}");
        // The next start knows at once.
        drop(ledger);
        ensure!(Ledger::open(&path)?.tampering() == found, "forgotten: {sql}");
        fs::remove_file(path)?;
    }
    Ok(())
}

#[test]
fn an_untouched_ledger_raises_no_alarm_whatever_the_program_did_to_it() -> Result<()> {
    let office = Office::new()?;
    let path = office.copy("untouched")?;
    let quiet = |ledger: &Ledger| -> Result<()> {
        ensure!(ledger.look_for_tampering()?.is_none(), "{:?}", ledger.tampering());
        Ok(())
    };
    let ledger = Ledger::open(&path)?;
    quiet(&ledger)?;
    let chief = ledger.sign_in("系统", PASSWORD)?;
    let earlier = ledger.create_backup(&ledger.backup_folder(), None, &Unwatched)?;
    let there = ledger.in_the_name_of(&chief);
    for number in 30..33 {
        there.create_supplier(&chief, &Supplier::named(&format!("{number}号公司")))?;
    }
    let row = there.list_accounts()?.pop().context("an account")?;
    there.reset_password(&chief, row.id, PASSWORD)?;
    let candidate = ledger::backup::Candidate::beside_manifest(&earlier.path)?;
    there.restore(&chief, &candidate, &Unwatched)?;
    quiet(&ledger)?;
    drop((ledger, there));
    let ledger = Ledger::open(&path)?;
    quiet(&ledger)?;
    let there = ledger.in_the_name_of(&chief);
    there.undo_restore(&chief, &Unwatched)?;
    drop((ledger, there));
    quiet(&Ledger::open(&path)?)
}

#[test]
fn nothing_is_changed_until_an_administrator_has_looked_into_it() -> Result<()> {
    let office = Office::new()?;
    let path = office.copy("acknowledged")?;
    tamper(&path, "UPDATE account SET role = 'administrator' WHERE name = '张三'")?;
    let ledger = Ledger::open(&path)?;
    let tampering = ledger.look_for_tampering()?.context("it is found")?;
    let finding = tampering.findings.first().context("a finding")?;
    assert_eq!((finding.kind, finding.value.as_deref()), (TamperKind::AccountEdited, Some("张三")));

    let chief = ledger.sign_in("系统", PASSWORD)?;
    let opened = ledger;
    let ledger = opened.in_the_name_of(&chief);
    let refused = |done: ledger::Result<_>| done.err().map(|error: ledger::Error| error.code());
    let enter = |ledger: &Ledger, name: &str| {
        ledger.create_supplier(&chief, &Supplier::named(name)).map(|outcome| outcome.value)
    };
    assert_eq!(refused(enter(&ledger, "晚到的公司")), Some(Code::LedgerTampered));
    let may = || -> Result<BTreeSet<String>> { Ok(ledger.access(&chief)?.may.into_iter().collect()) };
    let hidden = |may: &BTreeSet<String>| {
        let writes = ["create_supplier", "import_workbook", "undo", "undo_others", "update_settings"];
        writes.into_iter().all(|operation| !may.contains(operation))
    };
    let reads = may()?;
    assert!(hidden(&reads) && reads.contains("read") && reads.contains("acknowledge_tampering"), "{reads:?}");
    let without = ledger.acknowledge_tampering(&chief, " ").err().map(|error| error.code());
    assert_eq!(without, Some(Code::AccessReasonMissing));
    let seq = ledger.acknowledge_tampering(&chief, "与张三核对过")?.seq.context("it is journalled")?;
    enter(&ledger, "晚到的公司")?;
    assert!(may()?.contains("create_supplier"));
    let undone = ledger.undo(&chief, seq).err().map(|error| error.code());
    assert_eq!(undone, Some(Code::JournalIsPeople));
    drop((ledger, opened));

    let ledger = Ledger::open(&path)?;
    assert_eq!(ledger.look_for_tampering()?, None, "what was seen is told no second time");
    drop(ledger);
    tamper(&path, "UPDATE account SET disabled = 1 WHERE name = '李四'")?;
    assert!(Ledger::open(&path)?.look_for_tampering()?.is_some(), "what is new is");
    Ok(())
}

#[test]
fn an_older_file_in_the_place_of_the_ledger_is_found_at_once() -> Result<()> {
    let office = Office::new()?;
    let path = office.copy("older")?;
    let older = office.folder.path().join("older.copy");
    fs::copy(&path, &older)?;
    let ledger = Ledger::open(&path)?;
    let chief = ledger.sign_in("系统", PASSWORD)?;
    ledger.create_supplier(&chief, &Supplier::named("后来的公司"))?;
    drop(ledger);
    fs::copy(&older, &path)?;
    let found = Ledger::open(&path)?.tampering().context("it is found")?;
    assert_eq!(found.findings[0].kind, TamperKind::JournalCut);
    Ok(())
}
