//! How well a ledger is backed up.

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
