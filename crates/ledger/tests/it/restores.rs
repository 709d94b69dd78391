//! A restore while the ledger is open in a window: what is kept in memory goes with the old one.

use ledger::backup::{Backup, Candidate};
use ledger::domain::Noun;
use ledger::domain::list::ListQuery;
use ledger::domain::supplier::Supplier;
use ledger::{Ledger, Result, Unwatched};

use crate::kit::Desk;

fn backup(desk: &Desk) -> Result<Backup> {
    desk.ledger.create_backup(&desk.ledger.backup_folder(), None, &Unwatched)
}

fn names(ledger: &Ledger) -> Result<Vec<String>> {
    let page = ledger.list_suppliers(&ListQuery { limit: 100, ..ListQuery::default() })?;
    Ok(page.rows.into_iter().map(|row| row.name).collect())
}

/// What lists say at once, before anything is read again, and once it is.
fn told(ledger: &Ledger) -> Result<Vec<String>> {
    let at_once = names(ledger)?;
    ledger.wait_until_at_hand();
    assert_eq!(names(ledger)?, at_once);
    Ok(at_once)
}

/// Both ledgers have as many entries: their numbers do not tell them apart.
#[test]
fn lists_are_those_of_the_restored_ledger() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let add = |name: &str| desk.ledger.create_supplier(&desk.session, &Supplier::named(name));
    add("甲公司")?;
    let first = backup(&desk)?;
    add("乙公司")?;
    let other_handle = desk.ledger.clone();
    assert_eq!(told(&other_handle)?.len(), 2);
    let restored = desk.ledger.restore(&desk.session, &Candidate::from(&first), &Unwatched)?;
    assert_eq!((restored.seq, restored.changed.len()), (Some(2), Noun::ALL.len()));
    assert_eq!(told(&other_handle)?, ["甲公司"]);
    add("丙公司")?;
    assert_eq!(told(&other_handle)?.len(), 2);
    assert!(!names(&other_handle)?.contains(&"乙公司".to_owned()));
    desk.ledger.undo_restore(&desk.session, &Unwatched)?;
    assert_eq!(told(&other_handle)?.len(), 2);
    assert!(names(&other_handle)?.contains(&"乙公司".to_owned()));
    Ok(())
}

#[test]
fn undo_and_redo_do_not_look_behind_a_restore() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    let made = backup(&desk)?;
    desk.ledger.restore(&desk.session, &Candidate::from(&made), &Unwatched)?;
    let state = desk.ledger.undo_state()?;
    assert_eq!((state.undo, state.redo), (None, None));
    desk.ledger.create_supplier(&desk.session, &Supplier::named("乙公司"))?;
    assert_eq!(desk.ledger.undo_state()?.undo.map(|entry| entry.subject), Some("乙公司".to_owned()));
    Ok(())
}
