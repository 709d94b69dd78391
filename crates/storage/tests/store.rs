//! An open ledger file: opening, writing, the journal and undo.

use std::fs;
use std::path::Path;
use std::time::Duration;

use domain::contract::{Contract, ContractKind};
use domain::evaluation::Evaluation;
use domain::journal::{ChangeAction, UndoFate};
use domain::payment::Payment;
use domain::supplier::Supplier;
use domain::{Code, Money, Noun, Score};
use rusqlite::Connection;
use storage::perform::NewEntry;
use storage::{
    Error, Held, Outcome, Result, Stamp, Store, Writer, contract, evaluation, journal, payment, supplier,
};
use tempfile::TempDir;

const NOW: &str = "2026-11-21T09:00:00Z";

fn entry(operation: &str) -> NewEntry {
    let (operation, subject) = (operation.to_owned(), "subject".to_owned());
    NewEntry { stamp: stamp(), operation, subject, undoes: None }
}

struct Bench {
    _folder: TempDir,
    store: Store,
}

fn stamp() -> Stamp {
    Stamp { at: NOW.to_owned(), actor: "张三".to_owned() }
}

impl Bench {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let store = Store::create(&folder.path().join("台账 一.sqlite3"), "test", NOW)?;
        Ok(Self { _folder: folder, store })
    }

    fn path(&self) -> &Path {
        self.store.path()
    }

    fn perform<T>(&self, operation: &str, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<Outcome<T>> {
        self.store.perform(entry(operation), work)
    }

    fn supplier(&self, name: &str) -> Result<Outcome<i64>> {
        self.perform("create_supplier", |writer| supplier::insert(writer, &Supplier::named(name)))
    }

    fn hold_supplier(&self, name: &str, longest: Duration) -> Result<(i64, Held)> {
        self.store
            .hold(stamp(), longest, &|| Ok(()), |writer| supplier::insert(writer, &Supplier::named(name)))
    }

    fn has_supplier(&self, id: i64) -> Result<bool> {
        self.store.read(|reader| Ok(supplier::get(reader, id)?.is_some()))
    }

    fn contract(&self, record: &Contract) -> Result<Outcome<i64>> {
        self.perform("create_contract", |writer| contract::insert(writer, record))
    }

    fn pay(&self, contract_id: i64, code: &str, yuan: &str) -> Result<Outcome<i64>> {
        self.perform("create_payment", |writer| payment::insert(writer, &a_payment(contract_id, code, yuan)))
    }

    /// Every row of every table that an undo must bring back.
    fn contents(&self) -> Result<Vec<String>> {
        let connection = Connection::open(self.path())?;
        let mut rows = Vec::new();
        for table in [
            "project",
            "supplier",
            "supplier_former_name",
            "procurement",
            "contract",
            "payment_plan",
            "payment",
            "settlement",
            "evaluation",
            "evaluation_score",
            "interview",
            "contract_position",
            "payment_plan_position",
            "supplier_position",
            "code_variant",
        ] {
            let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
            let columns = statement.column_count();
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let values: Vec<rusqlite::types::Value> =
                    (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?;
                rows.push(format!("{table} {values:?}"));
            }
        }
        rows.sort();
        Ok(rows)
    }
}

fn a_contract(code: &str, supplier_id: i64, yuan: &str) -> Contract {
    Contract {
        amount: Some(yuan.parse().expect("an amount")),
        ..Contract::plain(code, &format!("{code} 号合同"), supplier_id)
    }
}

fn a_payment(contract_id: i64, code: &str, yuan: &str) -> Payment {
    Payment::plain(contract_id, code, yuan.parse().expect("an amount"), "2026-03-05".parse().expect("a date"))
}

fn position(bench: &Bench, id: i64) -> Result<(Money, Option<String>)> {
    bench.store.read(|reader| {
        let row = contract::detail(reader, id)?.expect("the contract").row;
        Ok::<_, Error>((row.paid, row.progress.map(|progress| progress.to_string())))
    })
}

#[test]
fn a_ledger_in_use_is_refused_and_free_again_when_it_is_closed() -> Result<()> {
    let bench = Bench::new()?;
    let path = bench.path().to_owned();
    match Store::open(&path, "second", NOW) {
        Err(Error::InUse { holder, .. }) => assert_eq!(holder, "test"),
        other => panic!("opened twice: {other:?}"),
    }
    drop(bench.store);
    Store::open(&path, "second", NOW)?;
    Ok(())
}

#[test]
fn a_missing_ledger_is_never_made_anew() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("nothing.sqlite3");
    assert!(matches!(Store::open(&path, "test", NOW), Err(Error::Missing(_))));
    assert_eq!(fs::read_dir(folder.path())?.count(), 0, "not even a lock file");
    Ok(())
}

#[test]
fn creating_over_a_file_leaves_it_as_it_was() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.sqlite3");
    fs::write(&path, "precious")?;
    assert!(matches!(Store::create(&path, "test", NOW), Err(Error::Exists(_))));
    assert_eq!(fs::read_to_string(&path)?, "precious");
    Ok(())
}

#[test]
fn a_newer_a_foreign_and_a_damaged_file_keep_every_byte() -> Result<()> {
    let bench = Bench::new()?;
    let path = bench.path().to_owned();
    drop(bench.store);
    let good = fs::read(&path)?;
    let newer = {
        let mut bytes = good.clone();
        bytes[60..64].copy_from_slice(&99_i32.to_be_bytes());
        bytes
    };
    let foreign = {
        let mut bytes = good.clone();
        bytes[68..72].copy_from_slice(&1_i32.to_be_bytes());
        bytes
    };
    let damaged = {
        let mut bytes = good.clone();
        for byte in &mut bytes[4096..12_288] {
            *byte = 0xA5;
        }
        bytes
    };
    let cases = [
        (newer, Code::LedgerNewer),
        (foreign, Code::LedgerNotOurs),
        (damaged, Code::LedgerDamaged),
        (vec![0; 8192], Code::LedgerDamaged),
        (b"short".to_vec(), Code::LedgerDamaged),
        (b"this is a letter and not a ledger, and it is longer than a header is, which has a hundred bytes......".to_vec(), Code::LedgerNotOurs),
    ];
    for (bytes, code) in cases {
        fs::write(&path, &bytes)?;
        let error = Store::open(&path, "test", NOW).expect_err("a bad file");
        assert_eq!(error.code(), code, "{error}");
        assert!(fs::read(&path)? == bytes, "{code}: the file was changed");
    }
    Ok(())
}

#[test]
fn a_failed_operation_leaves_nothing() -> Result<()> {
    let bench = Bench::new()?;
    let before = bench.contents()?;
    let refused: Result<Outcome<()>> = bench.perform("create_supplier", |writer| {
        supplier::insert(writer, &Supplier::named("半途而废"))?;
        Err(Error::Cancelled)
    });
    assert!(matches!(refused, Err(Error::Cancelled)));
    assert_eq!(bench.contents()?, before);
    assert_eq!(bench.store.read(|reader| journal::list(reader, 0, 10))?.count, 0);
    Ok(())
}

#[test]
fn an_operation_that_changes_nothing_has_no_entry() -> Result<()> {
    let bench = Bench::new()?;
    let outcome = bench.perform("look", |_| Ok(()))?;
    assert_eq!((outcome.seq, outcome.changed), (None, Vec::new()));
    Ok(())
}

#[test]
fn a_payment_moves_the_position_of_its_family_and_its_supplier() -> Result<()> {
    let bench = Bench::new()?;
    let supplier = bench.supplier("华北电力")?.value;
    let main = bench.contract(&a_contract("HT-1", supplier, "100.00"))?.value;
    let child = Contract {
        kind: ContractKind::Supplement,
        parent_id: Some(main),
        ..a_contract("HT-1-B1", supplier, "20.00")
    };
    let child = bench.contract(&child)?.value;
    bench.pay(main, "P1", "30.00")?;
    bench.pay(child, "P2", "30.00")?;
    assert_eq!(position(&bench, main)?, (Money::from_fen(6000), Some("0.5000".to_owned())));
    assert_eq!(position(&bench, child)?, (Money::from_fen(3000), Some("1.5000".to_owned())));
    let row = bench
        .store
        .read(|reader| Ok::<_, Error>(supplier::detail(reader, supplier)?.expect("supplier").row))?;
    assert_eq!(
        (row.contracts, row.total_amount, row.paid),
        (1, Money::from_fen(12_000), Money::from_fen(6000))
    );
    Ok(())
}

#[test]
fn undo_and_redo_bring_back_every_row() -> Result<()> {
    let bench = Bench::new()?;
    let supplier = bench.supplier("甲公司")?.value;
    let main = bench.contract(&a_contract("HT-1", supplier, "100.00"))?.value;
    let before = bench.contents()?;
    let paid = bench.pay(main, "P1", "30.00")?;
    let after = bench.contents()?;

    let undone = bench.store.undo(paid.seq.expect("an entry"), stamp())?;
    assert_eq!((undone.value.reversed, undone.value.kept_changed, undone.value.kept_referred), (1, 0, 0));
    assert_eq!(undone.changed, [Noun::Payment]);
    assert_eq!(bench.contents()?, before);

    bench.store.undo(undone.seq.expect("an entry"), stamp())?;
    assert_eq!(bench.contents()?, after);
    Ok(())
}

#[test]
fn undoing_twice_is_refused() -> Result<()> {
    let bench = Bench::new()?;
    let seq = bench.supplier("甲公司")?.seq.expect("an entry");
    bench.store.undo(seq, stamp())?;
    let refused = bench.store.undo(seq, stamp()).expect_err("undone already");
    assert_eq!(refused.code(), Code::JournalAlreadyUndone);
    let unknown = bench.store.undo(99, stamp()).expect_err("no such entry");
    assert_eq!(unknown.code(), Code::JournalEntryUnknown);
    Ok(())
}

#[test]
fn an_undo_keeps_what_was_changed_since_and_what_others_need() -> Result<()> {
    let bench = Bench::new()?;
    let import = bench.perform("import_contract", |writer| {
        let one = supplier::insert(writer, &Supplier::named("甲公司"))?;
        let two = supplier::insert(writer, &Supplier::named("乙公司"))?;
        let three = supplier::insert(writer, &Supplier::named("丙公司"))?;
        let edited = contract::insert(writer, &a_contract("HT-1", one, "100.00"))?;
        let paid = contract::insert(writer, &a_contract("HT-2", two, "100.00"))?;
        contract::insert(writer, &a_contract("HT-3", three, "100.00"))?;
        Ok((edited, paid))
    })?;
    let (edited, paid) = import.value;
    bench.perform("update_contract", |writer| {
        let stored = contract::get(writer, edited)?.expect("the contract");
        let record = Contract { name: "改过的合同".to_owned(), ..stored.record };
        contract::update(writer, edited, stored.revision, &record)
    })?;
    bench.pay(paid, "P1", "1.00")?;

    let seq = import.seq.expect("an entry");
    let rehearsed = bench.store.rehearse_undo(seq, stamp())?;
    let undone = bench.store.undo(seq, stamp())?.value;
    assert_eq!(
        (rehearsed.reversed, rehearsed.kept_changed, rehearsed.kept_referred),
        (undone.reversed, undone.kept_changed, undone.kept_referred),
    );
    // HT-3 and its supplier go; HT-1 was changed, and needs 甲公司; HT-2 is paid, and needs 乙公司.
    assert_eq!((undone.reversed, undone.kept_changed, undone.kept_referred), (2, 1, 3));
    let fate = |key: &str| undone.records.iter().find(|record| record.key == key).map(|record| record.fate);
    assert_eq!(fate("HT-1"), Some(UndoFate::KeptChanged));
    assert_eq!(fate("HT-2"), Some(UndoFate::KeptReferred));
    assert_eq!(fate("甲公司"), Some(UndoFate::KeptReferred));
    assert_eq!(fate("HT-3"), Some(UndoFate::Reversed));
    let connection = Connection::open(bench.path())?;
    assert!(!connection.prepare("PRAGMA foreign_key_check")?.exists([])?);
    Ok(())
}

#[test]
fn a_record_that_was_changed_since_keeps_all_its_parts() -> Result<()> {
    let bench = Bench::new()?;
    let supplier = bench.supplier("甲公司")?.value;
    let main = bench.contract(&a_contract("HT-1", supplier, "100.00"))?.value;
    let import = bench.perform("import_evaluation", |writer| {
        let mut record = Evaluation::of_contract(main);
        record.yearly_scores.insert(2024, Score::from_hundredths(8000).expect("a score"));
        evaluation::insert(writer, &record)
    })?;
    let id = import.value;
    bench.perform("update_evaluation", |writer| {
        let stored = evaluation::get(writer, id)?.expect("the evaluation");
        let record = Evaluation { remarks: Some("已复核".to_owned()), ..stored.record };
        evaluation::update(writer, id, stored.revision, &record)
    })?;
    let before = bench.contents()?;
    let undone = bench.store.undo(import.seq.expect("an entry"), stamp())?;
    assert_eq!((undone.value.reversed, undone.value.kept_changed), (0, 1));
    assert_eq!(undone.seq, None, "nothing was taken back");
    assert_eq!(bench.contents()?, before);
    Ok(())
}

#[test]
fn the_undo_of_a_deletion_whose_parent_is_gone_keeps_it_deleted() -> Result<()> {
    let bench = Bench::new()?;
    let supplier_id = bench.supplier("甲公司")?.value;
    let main = bench.contract(&a_contract("HT-1", supplier_id, "100.00"))?.value;
    let deleted = bench.perform("delete_contract", |writer| contract::delete(writer, main, 1))?;
    bench.perform("delete_supplier", |writer| supplier::delete(writer, supplier_id, 1))?;
    let before = bench.contents()?;
    let undone = bench.store.undo(deleted.seq.expect("an entry"), stamp())?;
    assert_eq!((undone.value.reversed, undone.value.kept_referred), (0, 1));
    assert_eq!(bench.contents()?, before);
    Ok(())
}

#[test]
fn the_history_of_a_record_tells_each_field_old_and_new() -> Result<()> {
    let bench = Bench::new()?;
    let supplier_id = bench.supplier("甲公司")?.value;
    let main = bench.contract(&a_contract("HT-1", supplier_id, "100.00"))?.value;
    bench.perform("update_contract", |writer| {
        let stored = contract::get(writer, main)?.expect("the contract");
        let record = Contract { amount: Some(Money::from_fen(12_345)), ..stored.record };
        contract::update(writer, main, stored.revision, &record)
    })?;
    let history = bench.store.read(|reader| journal::history(reader, Noun::Contract, main))?;
    assert_eq!(history.len(), 2);
    let newest = &history[0].change;
    assert_eq!((newest.key.as_str(), newest.action), ("HT-1", ChangeAction::Updated));
    assert_eq!(newest.fields.len(), 1);
    let field = &newest.fields[0];
    assert_eq!(field.field, "amount");
    assert_eq!((field.old.as_deref(), field.new.as_deref()), (Some("100.00"), Some("123.45")));
    let created = &history[1].change;
    assert_eq!(created.action, ChangeAction::Created);
    let of = |name: &str| {
        created.fields.iter().find(|field| field.field == name).and_then(|field| field.new.clone())
    };
    assert_eq!(of("supplier").as_deref(), Some("甲公司"));
    Ok(())
}

#[test]
fn the_journal_is_append_only_and_an_edit_behind_its_back_is_found() -> Result<()> {
    let bench = Bench::new()?;
    for name in ["甲公司", "乙公司", "丙公司"] {
        bench.supplier(name)?;
    }
    let sound = bench.store.read(journal::verify)?;
    assert_eq!((sound.entries, sound.broken_at), (3, None));
    let connection = Connection::open(bench.path())?;
    assert!(connection.execute("UPDATE journal SET actor = '李四' WHERE seq = 2", []).is_err());
    assert!(connection.execute("DELETE FROM journal WHERE seq = 2", []).is_err());
    connection.execute_batch(
        "DROP TRIGGER journal_is_append_only_update; UPDATE journal SET actor = '李四' WHERE seq = 2;",
    )?;
    assert_eq!(bench.store.read(journal::verify)?.broken_at, Some(2));
    Ok(())
}

#[test]
fn ctrl_z_and_ctrl_y_walk_back_and_forth() -> Result<()> {
    let bench = Bench::new()?;
    let first = bench.supplier("甲公司")?.seq;
    let second = bench.supplier("乙公司")?.seq;
    let state = || {
        bench.store.read(journal::undo_state).map(|(undo, redo)| (undo.map(|e| e.seq), redo.map(|e| e.seq)))
    };
    assert_eq!(state()?, (second, None));
    let back_one = bench.store.undo(second.expect("an entry"), stamp())?.seq;
    assert_eq!(state()?, (first, back_one));
    let back_two = bench.store.undo(first.expect("an entry"), stamp())?.seq;
    assert_eq!(state()?, (None, back_two));
    bench.store.undo(back_two.expect("an entry"), stamp())?;
    assert_eq!(state()?, (first, back_one));
    bench.store.undo(back_one.expect("an entry"), stamp())?;
    assert_eq!(state()?, (second, None));
    bench.store.undo(second.expect("an entry"), stamp())?;
    bench.supplier("丙公司")?;
    assert_eq!(state()?.1, None, "a new operation ends the redo");
    Ok(())
}

#[test]
fn what_is_held_is_kept_as_if_it_were_done_at_once() -> Result<()> {
    let bench = Bench::new()?;
    let (id, held) = bench.hold_supplier("甲公司", Duration::from_secs(60))?;
    assert!(bench.store.is_held(&held));
    assert!(!bench.has_supplier(id)?, "a reader sees what is not kept");
    let kept = bench.store.keep(held, &entry("create_supplier"), None, &|| Ok(()))?.expect("it is held");
    assert_eq!((kept.seq, kept.changed), (Some(1), vec![Noun::Supplier]));
    assert!(bench.has_supplier(id)?);
    let undone = bench.store.undo(1, stamp())?.value;
    assert_eq!((undone.reversed, undone.kept_changed), (1, 0));
    Ok(())
}

#[test]
fn what_is_held_too_long_is_rolled_back_by_itself() -> Result<()> {
    let bench = Bench::new()?;
    let (id, held) = bench.hold_supplier("甲公司", Duration::from_millis(20))?;
    let waited = std::time::Instant::now();
    while bench.store.is_held(&held) {
        assert!(waited.elapsed() < Duration::from_secs(20), "it is held for ever");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(bench.store.keep(held, &entry("create_supplier"), None, &|| Ok(()))?, None);
    assert!(!bench.has_supplier(id)?);
    Ok(())
}

#[test]
fn whoever_writes_takes_the_place_of_what_is_held() -> Result<()> {
    let bench = Bench::new()?;
    let (_, held) = bench.hold_supplier("甲公司", Duration::from_secs(60))?;
    let written = bench.supplier("乙公司")?;
    assert_eq!(bench.store.keep(held, &entry("create_supplier"), None, &|| Ok(()))?, None);
    let (_, first) = bench.hold_supplier("丙公司", Duration::from_secs(60))?;
    let (second_id, second) = bench.hold_supplier("丁公司", Duration::from_secs(60))?;
    drop(first);
    assert!(bench.store.keep(second, &entry("create_supplier"), None, &|| Ok(()))?.is_some());
    assert_eq!(written.seq, Some(1));
    let names = bench.contents()?;
    assert!(names.iter().any(|row| row.contains("丁公司")) && bench.has_supplier(second_id)?);
    assert!(!names.iter().any(|row| row.contains("甲公司") || row.contains("丙公司")));
    Ok(())
}

#[test]
fn what_another_ledger_holds_is_none_of_ours() -> Result<()> {
    let (ours, other) = (Bench::new()?, Bench::new()?);
    let (_, held) = other.hold_supplier("甲公司", Duration::from_secs(60))?;
    let (id, _ours) = ours.hold_supplier("乙公司", Duration::from_secs(60))?;
    assert!(!ours.store.is_held(&held));
    assert_eq!(ours.store.keep(held, &entry("create_supplier"), None, &|| Ok(()))?, None);
    assert!(!ours.has_supplier(id)?);
    Ok(())
}

#[test]
fn a_panic_leaves_nothing_open() -> Result<()> {
    let bench = Bench::new()?;
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        bench.store.hold(stamp(), Duration::from_secs(60), &|| Ok(()), |writer| {
            supplier::insert(writer, &Supplier::named("甲公司"))?;
            assert_ne!(writer.stamp().actor, "张三", "a mistake of ours");
            Ok::<_, Error>(())
        })
    }));
    assert!(panicked.is_err());
    bench.supplier("乙公司")?;
    assert!(!bench.contents()?.iter().any(|row| row.contains("甲公司")));
    Ok(())
}

#[test]
fn a_main_contract_that_becomes_a_supplement_has_no_family_any_more() -> Result<()> {
    let bench = Bench::new()?;
    let supplier = bench.supplier("甲公司")?.value;
    let main = bench.contract(&a_contract("HT-1", supplier, "100.00"))?.value;
    let other = bench.contract(&a_contract("HT-2", supplier, "50.00"))?.value;
    let child = Contract {
        kind: ContractKind::Supplement,
        parent_id: Some(main),
        ..a_contract("HT-2", supplier, "50.00")
    };
    bench.perform("update_contract", |writer| contract::update(writer, other, 1, &child))?;
    let health = bench.store.check_health()?;
    assert!(health.is_healthy(), "{health:?}");
    Ok(())
}
