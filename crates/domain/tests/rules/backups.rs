//! The settings of backups, and when one is due.

use std::path::PathBuf;

use domain::Code;
use domain::backup::{BackupSettings, Due, NAMES, PlaceMemory, Schedule, Standing, due, due_on_exit};
use jiff::Timestamp;
use jiff::ToSpan;

fn codes(settings: &BackupSettings) -> Vec<Code> {
    let broken = settings.check().into_result().err().unwrap_or_default();
    broken.into_iter().map(|problem| problem.code).collect()
}

fn now() -> Timestamp {
    "2026-11-22T04:00:00Z".parse().expect("an instant")
}

fn ago(hours: i64) -> Option<Timestamp> {
    now().checked_sub(hours.hours()).ok()
}

#[test]
fn what_settings_begin_with_breaks_no_rule() {
    assert_eq!(codes(&BackupSettings::default()), []);
}

#[test]
fn each_rule_has_its_code() {
    let place = if cfg!(windows) { PathBuf::from(r"E:\兰台") } else { PathBuf::from("/mnt/兰台") };
    let broken = |change: fn(&mut BackupSettings, PathBuf)| {
        let mut settings = BackupSettings::default();
        change(&mut settings, place.clone());
        codes(&settings)
    };
    assert_eq!(broken(|settings, place| settings.places = vec![place]), []);
    assert_eq!(
        broken(|settings, place| settings.places = vec![place.clone(), place]),
        [Code::BackupPlaceRepeated]
    );
    assert_eq!(broken(|settings, _| settings.places = vec!["backups".into()]), [Code::BackupPlaceRelative]);
    assert_eq!(
        broken(|settings, _| settings.schedule.every_hours = Some(169)),
        [Code::BackupHoursOutOfRange]
    );
    assert_eq!(broken(|settings, _| settings.unreachable_days = 0), [Code::SettingsDaysOutOfRange]);
    assert_eq!(broken(|settings, _| settings.rule.verified = 2), [Code::BackupRuleTooFew]);
    assert_eq!(broken(|settings, _| settings.rule.apart = 0), [Code::BackupRuleTooFew]);
    assert_eq!(broken(|settings, _| settings.rule.days = 10_001), [Code::BackupRuleOutOfRange]);
}

#[test]
fn every_setting_is_said_and_set_by_its_name() {
    for name in NAMES {
        let mut settings = BackupSettings::default();
        let said = settings.named(name).unwrap_or_else(|| panic!("{name} says nothing"));
        let other = match said.as_str() {
            "true" => "false".to_owned(),
            "false" => "true".to_owned(),
            number => format!("{}", number.parse::<u16>().expect("a number") + 1),
        };
        settings.set_named(name, &other).expect("a setting");
        assert_eq!(settings.named(name), Some(other), "{name}");
        let refused = settings.set_named(name, "blue").map_err(|problem| problem.code);
        assert_eq!(refused, Err(Code::SettingsBadValue), "{name}");
    }
    let refused = BackupSettings::default().set_named("colour", "blue").map_err(|problem| problem.code);
    assert_eq!(refused, Err(Code::SettingsUnknown));
    let mut settings = BackupSettings::default();
    settings.set_named("every_hours", "0").expect("never");
    assert_eq!(settings.schedule.every_hours, None);
}

#[test]
fn what_an_older_program_wrote_is_completed() {
    let settings: BackupSettings = serde_json::from_str(r#"{"encrypt":true}"#).expect("settings");
    assert_eq!(settings, BackupSettings { encrypt: true, ..BackupSettings::default() });
}

#[test]
fn a_backup_is_due_after_its_hours_where_something_changed() {
    let schedule = Schedule::default();
    let asked = |standing: Standing| due(&schedule, &standing, now()).backup;
    let changed = Standing { changed: true, ..Standing::default() };
    assert!(asked(changed), "there is none yet");
    assert!(asked(Standing { made_at: ago(4), ..changed }));
    assert!(!asked(Standing { made_at: ago(3), ..changed }));
    assert!(!asked(Standing { changed: false, made_at: ago(400), ..changed }));
    assert!(!asked(Standing { made_at: ago(9), failed_at: ago(0), ..changed }), "it failed just now");
    assert!(asked(Standing { made_at: ago(9), failed_at: ago(1), ..changed }));
    let never = Schedule { every_hours: None, ..schedule };
    assert_eq!(
        due(&never, &Standing { made_at: ago(400), ..changed }, now()),
        Due { backup: false, check: true }
    );
}

#[test]
fn a_clock_set_back_delays_nothing() {
    let ahead = Standing { changed: true, made_at: ago(-9), failed_at: ago(-9), checked_at: ago(-9) };
    assert_eq!(due(&Schedule::default(), &ahead, now()), Due { backup: true, check: true });
}

#[test]
fn backups_are_read_through_each_week_where_there_are_any() {
    let schedule = Schedule::default();
    let asked = |standing: Standing| due(&schedule, &standing, now()).check;
    let some = Standing { made_at: ago(1), ..Standing::default() };
    assert!(asked(some));
    assert!(asked(Standing { checked_at: ago(7 * 24), ..some }));
    assert!(!asked(Standing { checked_at: ago(7 * 24 - 1), ..some }));
    assert!(!asked(Standing::default()));
    assert!(!due(&Schedule { weekly_check: false, ..schedule }, &some, now()).check);
}

#[test]
fn at_the_end_a_change_alone_counts() {
    let changed = Standing { changed: true, made_at: ago(0), ..Standing::default() };
    assert!(due_on_exit(&Schedule::default(), &changed));
    assert!(!due_on_exit(&Schedule::default(), &Standing { changed: false, ..changed }));
    assert!(!due_on_exit(&Schedule { on_exit: false, ..Schedule::default() }, &changed));
}

#[test]
fn a_place_is_overdue_once_it_failed_for_days() {
    let failed = PlaceMemory { failure: Some(Code::BackupPlaceUnreachable), ..PlaceMemory::default() };
    let since = |reached_at, first_tried_at| PlaceMemory { reached_at, first_tried_at, ..failed.clone() };
    assert!(since(ago(72), ago(1000)).is_overdue(3, now()));
    assert!(!since(ago(71), ago(1000)).is_overdue(3, now()));
    assert!(since(None, ago(72)).is_overdue(3, now()), "it was never there");
    assert!(!since(ago(-72), None).is_overdue(3, now()), "the clock was set back");
    assert!(!PlaceMemory { failure: None, ..since(ago(1000), None) }.is_overdue(3, now()));
}
