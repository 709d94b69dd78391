//! How well a ledger is backed up.

use std::ops::ControlFlow;
use std::path::PathBuf;

use ledger::backup::{Candidate, Reason, list};
use ledger::domain::Code;
use ledger::domain::backup::BackupSettings;
use ledger::domain::supplier::Supplier;
use ledger::{Home, Result, Unwatched, Watch};

use crate::kit::Desk;

/// The home of a program in which nothing was set.
fn fresh_home(desk: &Desk) -> Home {
    Home::at(desk.ledger.path().with_file_name("home"))
}

fn told(desk: &Desk) -> Result<(i64, Vec<Code>)> {
    let standing = desk.ledger.backup_standing(&fresh_home(desk))?;
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
    let standing = desk.ledger.backup_standing(&fresh_home(&desk))?;
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

/// Goes on until the backup beside the ledger stands.
#[derive(Debug)]
struct UntilItStands(PathBuf);

impl Watch for UntilItStands {
    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        match list(&self.0) {
            Ok(made) if made.is_empty() => ControlFlow::Continue(()),
            Ok(_) | Err(_) => ControlFlow::Break(()),
        }
    }
}

#[test]
fn a_copy_that_is_stopped_leaves_the_backup_and_is_made_up_for() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    let home = fresh_home(&desk);
    let place = place_for(&desk, &home)?;
    let watch = UntilItStands(desk.ledger.backup_folder());
    let done = desk.ledger.back_up(&home, Reason::Manual, None, &watch)?;
    let failure = done.places[0].failure.as_ref().map(|failure| failure.code);
    assert_eq!(failure, Some(Code::Cancelled));
    assert_eq!(
        (desk.ledger.backups(&desk.ledger.backup_folder())?.len(), desk.ledger.backups(&place)?.len()),
        (1, 0)
    );
    assert!(!home.backup_places(desk.ledger.path(), &ledger::SystemClock)?[1].overdue);
    let next = desk.ledger.bring_backups_to_places(&home, &Unwatched)?;
    assert_eq!((next[0].copied.len(), &next[0].failure), (1, &None));
    Ok(())
}

/// Takes a folder among the places.
fn place_for(desk: &Desk, home: &Home) -> Result<PathBuf> {
    let place = desk.ledger.path().with_file_name("disk");
    std::fs::create_dir_all(&place)?;
    home.keep_backup_settings(&BackupSettings { places: vec![place.clone()], ..Default::default() })?;
    Ok(place)
}

#[test]
fn a_place_that_was_not_reached_for_days_is_told_of_and_comes_back() -> Result<()> {
    let mut desk = Desk::on("2026-11-18")?;
    let home = fresh_home(&desk);
    let place = place_for(&desk, &home)?;
    let overdue = |desk: &Desk| told(desk).map(|(_, codes)| codes.contains(&Code::TodoPlaceOverdue));
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    desk.ledger.back_up_by_schedule(&home, &Unwatched)?;
    let away = place.with_file_name("away");
    std::fs::rename(&place, &away)?;
    for (day, late) in [("2026-11-20", false), ("2026-11-21", true)] {
        desk = desk.on_another_day(day)?;
        desk.ledger.create_supplier(&desk.session, &Supplier::named(day))?;
        desk.ledger.back_up_by_schedule(&home, &Unwatched)?;
        assert_eq!(overdue(&desk)?, late, "{day}");
        assert!(!home.is_place_back(&ledger::SystemClock)?);
    }
    std::fs::rename(&away, &place)?;
    assert!(home.is_place_back(&ledger::SystemClock)?);
    desk.ledger.bring_backups_to_places(&home, &Unwatched)?;
    assert!(!overdue(&desk)? && !home.is_place_back(&ledger::SystemClock)?);
    assert_eq!(desk.ledger.backups(&place)?.len(), 3, "nothing was missed");
    Ok(())
}

#[test]
fn a_scheduled_backup_that_failed_waits_for_a_person_until_one_succeeds() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let home = fresh_home(&desk);
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    // A file stands where the folder of the backups should be.
    std::fs::write(desk.ledger.backup_folder(), "in the way")?;
    assert!(desk.ledger.back_up_by_schedule(&home, &Unwatched).is_err());
    std::fs::remove_file(desk.ledger.backup_folder())?;
    assert!(!desk.ledger.backup_due(&home)?.backup, "it is tried again later");
    assert_eq!(told(&desk)?.1, [Code::TodoBackupFailed, Code::TodoBackupMissing]);
    desk.ledger.back_up(&home, Reason::Manual, None, &Unwatched)?;
    assert_eq!(told(&desk)?.1, [Code::TodoDrillMissing]);
    Ok(())
}

#[test]
fn what_the_weekly_check_found_damaged_waits_until_it_is_gone() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let home = fresh_home(&desk);
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    let made = desk.ledger.back_up(&home, Reason::Manual, None, &Unwatched)?.backup;
    assert!(desk.ledger.backup_due(&home)?.check);
    let mut bytes = std::fs::read(&made.path)?;
    bytes[5000] ^= 1;
    std::fs::write(&made.path, bytes)?;
    let checked = desk.ledger.check_all_backups(&home, &Unwatched)?;
    assert_eq!((checked.sound, checked.damaged), (0, vec![made.path.clone()]));
    assert!(!desk.ledger.backup_due(&home)?.check);
    assert!(told(&desk)?.1.contains(&Code::TodoBackupDamaged));
    std::fs::remove_file(&made.path)?;
    assert!(!told(&desk)?.1.contains(&Code::TodoBackupDamaged));
    Ok(())
}

#[test]
fn settings_that_cannot_be_read_are_told_before_all_else() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let home = fresh_home(&desk);
    home.keep_backup_settings(&BackupSettings::default())?;
    desk.ledger.create_supplier(&desk.session, &Supplier::named("甲公司"))?;
    std::fs::write(desk.ledger.path().with_file_name("home").join("backup.json"), "{")?;
    assert_eq!(told(&desk)?.1, [Code::BackupSettingsUnreadable, Code::TodoBackupMissing]);
    Ok(())
}
