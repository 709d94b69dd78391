//! How well a ledger is backed up.

use ledger::backup::Candidate;
use ledger::domain::Code;
use ledger::domain::supplier::Supplier;
use ledger::{Result, Unwatched};

use crate::kit::Desk;

fn told(desk: &Desk) -> Result<(i64, Vec<Code>)> {
    let standing = desk.ledger.backup_standing(&desk.ledger.backup_folder())?;
    Ok((standing.unsaved, standing.notices.into_iter().map(|notice| notice.code).collect()))
}

#[test]
fn operations_count_as_unsaved_until_a_backup_holds_them() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    assert_eq!(told(&desk)?, (0, vec![]));
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    assert_eq!(told(&desk)?, (1, vec![Code::TodoBackupMissing]));
    let folder = desk.ledger.backup_folder();
    desk.ledger.create_backup(&folder, None, &Unwatched)?;
    assert_eq!(told(&desk)?, (0, vec![Code::TodoDrillMissing]));
    desk.ledger.create_supplier(&desk.session, &Supplier::named("乙公司"))?;
    assert_eq!(told(&desk)?, (1, vec![Code::TodoDrillMissing]));
    desk.ledger.drill_backups(&desk.session, &folder, &Unwatched)?;
    let standing = desk.ledger.backup_standing(&folder)?;
    assert_eq!(standing.last_drill.as_deref(), Some("2026-11-22T04:00:00Z"));
    assert_eq!(standing.notices, []);
    Ok(())
}

#[test]
fn a_restore_goes_back_behind_newer_backups_and_counts_from_the_one_it_stands_on() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let folder = desk.ledger.backup_folder();
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    let older = desk.ledger.create_backup(&folder, None, &Unwatched)?;
    assert_eq!(desk.ledger.operations_since(&older.manifest)?, Some(0));
    desk.ledger.create_supplier(&desk.session, &Supplier::named("乙公司"))?;
    desk.ledger.create_supplier(&desk.session, &Supplier::named("丙公司"))?;
    assert_eq!(desk.ledger.operations_since(&older.manifest)?, Some(2));
    let newer = desk.ledger.create_backup(&folder, None, &Unwatched)?;
    desk.ledger.restore(&desk.session, &Candidate::from(&older), &Unwatched)?;
    // The restore itself is the one operation since; what it took back is in no state of this ledger.
    assert_eq!(desk.ledger.operations_since(&older.manifest)?, Some(1));
    assert_eq!(desk.ledger.operations_since(&newer.manifest)?, None);
    assert_eq!(told(&desk)?.0, 1);
    Ok(())
}
