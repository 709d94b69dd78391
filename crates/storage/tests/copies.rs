//! Copies of the whole ledger beside whoever writes it.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::path::Path;

use domain::supplier::Supplier;
use rusqlite::Connection;
use storage::perform::NewEntry;
use storage::{Error, Result, Stamp, Store, supplier};

const NOW: &str = "2026-11-21T09:00:00Z";

fn add_suppliers(store: &Store, from: usize, to: usize) -> Result<()> {
    let stamp = Stamp { at: NOW.to_owned(), actor: "张三".to_owned() };
    let entry = NewEntry { stamp, operation: "create".to_owned(), subject: "s".to_owned(), undoes: None };
    store.perform(entry, |writer| {
        (from..to).try_for_each(|number| {
            let name = format!("供应商{number:05}{}", "有限公司".repeat(20));
            supplier::insert(writer, &Supplier::named(&name)).map(drop)
        })
    })?;
    Ok(())
}

/// Counts what stands in the file itself, without the log beside it.
fn suppliers_without_log(ledger: &Path) -> Result<u32> {
    let folder = tempfile::tempdir()?;
    let alone = folder.path().join("alone.sqlite3");
    std::fs::copy(ledger, &alone)?;
    suppliers(&alone)
}

fn suppliers(ledger: &Path) -> Result<u32> {
    let connection = Connection::open(ledger)?;
    Ok(connection.query_row("SELECT count(*) FROM supplier", [], |row| row.get(0))?)
}

#[test]
fn what_is_written_during_a_copy_is_moved_into_the_file_by_the_copy() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::create(&folder.path().join("a.sqlite3"), "test", NOW)?;
    add_suppliers(&store, 0, 8_000)?;
    let target = folder.path().join("copy.sqlite3");
    let written = Cell::new(false);
    store.copy_to(&target, &mut |_, _| {
        if !written.replace(true) {
            // More than a commit leaves in the log by itself.
            add_suppliers(&store, 8_000, 12_000).expect("a copy lets others write");
            assert!(suppliers_without_log(store.path()).expect("readable") < 12_000, "the log holds it");
        }
        ControlFlow::Continue(())
    })?;
    assert!(written.get());
    assert_eq!(suppliers(&target)?, 8_000, "the copy is of the moment at which it began");
    assert_eq!(suppliers_without_log(store.path())?, 12_000, "nobody has to move it later");
    Ok(())
}

#[test]
fn behind_a_copy_commits_move_the_log_into_the_file_again() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::create(&folder.path().join("a.sqlite3"), "test", NOW)?;
    add_suppliers(&store, 0, 8_000)?;
    let stopped = store.copy_to(&folder.path().join("copy.sqlite3"), &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Cancelled)));
    add_suppliers(&store, 8_000, 12_000)?;
    assert_eq!(suppliers_without_log(store.path())?, 12_000);
    Ok(())
}
