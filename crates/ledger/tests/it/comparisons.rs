//! A file that lies ready to be restored, held beside the ledger: a backup, or a moment.

use ledger::backup::{Backup, Moment};
use ledger::domain::comparison::{Difference, DifferingPage, NounComparison};
use ledger::domain::selection::{RecordVersion, Selection};
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Noun};
use ledger::{Result, Unwatched};

use crate::kit::Desk;

fn add(desk: &Desk, name: &str) -> Result<i64> {
    Ok(desk.ledger.create_supplier(&desk.session, &Supplier::named(name))?.value)
}

fn backup(desk: &Desk) -> Result<Backup> {
    desk.ledger.create_backup(&desk.ledger.backup_folder(), None, &Unwatched)
}

fn of(nouns: &[NounComparison], noun: Noun) -> Option<(i64, i64, i64)> {
    let counts = nouns.iter().find(|counts| counts.noun == noun)?;
    Some((counts.changed, counts.missing, counts.new))
}

fn keys(page: DifferingPage) -> (Vec<String>, i64) {
    (page.rows.into_iter().map(|record| record.key).collect(), page.count)
}

#[test]
fn a_backup_tells_what_was_changed_removed_and_added_since() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let (changed, gone) = (add(&desk, "甲公司")?, add(&desk, "乙公司")?);
    add(&desk, "丙公司")?;
    let made = backup(&desk)?;
    let stored = desk.ledger.supplier_detail(changed)?.supplier;
    let renamed = Supplier { contact: Some("李工".to_owned()), ..stored.record };
    desk.ledger.update_supplier(&desk.session, changed, stored.revision, &renamed)?;
    let chosen = Selection::Records(vec![RecordVersion { id: gone, revision: None }]);
    desk.ledger.delete_records(&desk.session, Noun::Supplier, &chosen)?;
    add(&desk, "丁公司")?;

    let beside = desk.ledger.backup_beside(&made.path)?;
    let comparison = beside.comparison()?;
    assert_eq!(of(&comparison.nouns, Noun::Supplier), Some((1, 1, 1)));
    assert_eq!(of(&comparison.nouns, Noun::Contract), Some((0, 0, 0)));
    assert_eq!((comparison.seq_before, comparison.seq_now, comparison.settings), (3, 6, false));
    let all = beside.page(Noun::Supplier, None, 0, 10)?;
    assert_eq!(keys(all), (vec!["甲公司".to_owned(), "乙公司".to_owned(), "丁公司".to_owned()], 3));
    let second = beside.page(Noun::Supplier, None, 1, 1)?;
    assert_eq!(keys(second), (vec!["乙公司".to_owned()], 3));
    let missing = beside.page(Noun::Supplier, Some(Difference::Missing), 0, 10)?;
    assert_eq!(keys(missing), (vec!["乙公司".to_owned()], 1));
    let fields = beside.fields(Noun::Supplier, changed)?;
    let told: Vec<_> = fields
        .iter()
        .map(|field| (field.field.as_str(), field.old.as_deref(), field.new.as_deref()))
        .collect();
    assert_eq!(told, [("contact", None, Some("李工"))]);
    assert_eq!(
        beside.fields(Noun::Supplier, 999).map(drop).map_err(|error| error.code()),
        Err(Code::RecordNotFound)
    );
    Ok(())
}

/// What is compared stays what it was, however often a list asks for another page.
#[test]
fn a_comparison_is_of_one_moment() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    add(&desk, "甲公司")?;
    let made = backup(&desk)?;
    add(&desk, "乙公司")?;
    let beside = desk.ledger.backup_beside(&made.path)?;
    assert_eq!(beside.page(Noun::Supplier, None, 0, 10)?.count, 1);
    add(&desk, "丙公司")?;
    assert_eq!(of(&beside.comparison()?.nouns, Noun::Supplier), Some((0, 0, 1)));
    drop(beside);
    assert_eq!(desk.ledger.backup_beside(&made.path)?.page(Noun::Supplier, None, 0, 10)?.count, 2);
    Ok(())
}

#[test]
fn a_moment_is_compared_before_it_is_restored_and_undone_after() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    for name in ["甲公司", "乙公司", "丙公司"] {
        add(&desk, name)?;
    }
    let built = desk.ledger.moment(&[], &Moment::Seq(1), &Unwatched)?;
    assert_eq!((built.reached.seq, built.reached_at.as_deref()), (1, Some("2026-11-22T04:00:00Z")));
    let beside = desk.ledger.backup_beside(&built.path)?;
    assert_eq!(of(&beside.comparison()?.nouns, Noun::Supplier), Some((0, 0, 2)));
    drop(beside);
    desk.ledger.restore(&desk.session, &built.candidate(), &Unwatched)?;
    let count = || -> Result<i64> { Ok(desk.ledger.counts()?[1].1) };
    assert_eq!(desk.ledger.counts()?[1].0, Noun::Supplier);
    assert_eq!(count()?, 1);
    desk.ledger.undo_restore(&desk.session, &Unwatched)?;
    assert_eq!(count()?, 3);
    Ok(())
}

#[test]
fn a_file_that_is_no_ledger_is_refused() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let text = backup(&desk)?.path.with_file_name("text.sqlite3");
    std::fs::write(&text, "这不是台账。".repeat(900))?;
    let refused = desk.ledger.backup_beside(&text).map(drop).map_err(|error| error.code());
    assert_eq!(refused, Err(Code::LedgerNotOurs));
    Ok(())
}
