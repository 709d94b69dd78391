//! Each thing that health is made of, well and not.

use jiff::Timestamp;

use super::facts::{ArchiveFacts, DiskFacts, HealthFacts, TrustFacts};
use super::*;
use crate::access::{TamperFinding, TamperKind, Tampering};
use crate::archive::{ArchiveReport, gaps_between};
use crate::backed_up::{BackupNotice, BackupStanding};
use crate::backup::PlaceStanding;
use crate::home::Urgency;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

/// A ledger that is well, looked at thoroughly.
fn well() -> HealthFacts {
    let checks = [Check::Integrity, Check::References, Check::Journal, Check::Derived];
    let checks = checks.map(|check| CheckResult { check, faults: 0, first: Vec::new() }).to_vec();
    let beside = place("D:\\兰台\\backups", true);
    let further = PlaceStanding { built_in: false, ..place("E:\\", true) };
    HealthFacts {
        now: at("2026-11-22T09:00:00Z"),
        checks: Some(HealthReport { checks }),
        trust: TrustFacts { tampering: None, acknowledged: Some(0) },
        backups: BackupStanding {
            folder: "D:\\兰台\\backups".to_owned(),
            last_backup: Some("2026-11-22T08:00:00Z".to_owned()),
            unsaved: 2,
            last_drill: Some("2026-11-01T08:00:00Z".to_owned()),
            notices: Vec::new(),
        },
        places: vec![beside, further],
        newest_operation: 40,
        archives: vec![archive(Some(40))],
        disks: vec![DiskFacts { of: "D:\\兰台".to_owned(), room: Some((1000, 200)) }],
        size: SizeFacts { now: 3 << 20, week_ago: Some(2 << 20), month_ago: None },
        logs: Some(LogFacts::default()),
        versions: Versions {
            program: "0.3.0".to_owned(),
            schema: 7,
            known_schema: 7,
            sqlite: "3.50.0".to_owned(),
            web_view: Some("2.50".to_owned()),
        },
        newest_at: Some(at("2026-11-22T08:30:00Z")),
    }
}

fn place(folder: &str, reachable: bool) -> PlaceStanding {
    PlaceStanding {
        folder: folder.into(),
        built_in: true,
        reachable,
        reached_at: Some("2026-11-22T08:00:00Z".to_owned()),
        newest: None,
        failure: None,
        overdue: false,
        free: None,
    }
}

fn archive(reached: Option<i64>) -> ArchiveFacts {
    ArchiveFacts { place: "E:\\".to_owned(), reached, ..ArchiveFacts::default() }
}

/// Returns how everything of one name stands.
fn told(facts: &HealthFacts, name: Aspect) -> Vec<(HealthState, Code)> {
    let named = facts.items().into_iter().filter(|item| item.name == name);
    named.map(|item| (item.state, item.code)).collect()
}

fn with_notice(code: Code) -> HealthFacts {
    let mut facts = well();
    let params = [("days".to_owned(), "9".to_owned())].into();
    facts.backups.notices = vec![BackupNotice { code, params, urgency: Urgency::Harm }];
    facts
}

#[test]
fn a_ledger_that_is_well_has_nothing_to_see_to() {
    let items = well().items();
    assert!(items.iter().all(|item| item.state == HealthState::Ok && item.remedy.is_none()), "{items:?}");
    let size = items.iter().find(|item| item.name == Aspect::Size).expect("it is told");
    assert_eq!(size.code.message_zh(&size.params), "台账 3.0 MB，7 天来 +1.0 MB。");
}

#[test]
fn what_nobody_looked_at_is_unknown_and_leads_to_the_check() {
    let trust = TrustFacts::default();
    let quick = HealthFacts { checks: None, trust, archives: vec![archive(None)], ..well() };
    for name in [Aspect::Integrity, Aspect::References, Aspect::Journal, Aspect::Derived, Aspect::Trust] {
        assert_eq!(told(&quick, name), [(HealthState::Unknown, Code::HealthNotChecked)]);
    }
    assert_eq!(told(&quick, Aspect::Archive), [(HealthState::Unknown, Code::HealthArchiveUnread)]);
    assert!(quick.items().iter().all(|item| item.state != HealthState::Unknown || item.remedy.is_some()));
}

#[test]
fn each_damage_is_a_fault_and_says_where() {
    let damages = [
        (Check::Integrity, Aspect::Integrity, Code::HealthIntegrityFaulty),
        (Check::References, Aspect::References, Code::HealthReferencesFaulty),
        (Check::Journal, Aspect::Journal, Code::HealthJournalFaulty),
        (Check::Derived, Aspect::Derived, Code::HealthDerivedFaulty),
    ];
    for (check, name, code) in damages {
        let mut facts = well();
        let found = CheckResult { check, faults: 3, first: vec!["#7".to_owned()] };
        facts.checks = Some(HealthReport { checks: vec![found] });
        assert_eq!(told(&facts, name), [(HealthState::Fault, code)]);
        let summary = HealthSummary { at: String::new(), thorough: true, items: facts.items() };
        assert!(summary.is_faulty());
        let item = summary.items.iter().find(|item| item.name == name).expect("it is told");
        assert!(code.message_en(&item.params).contains("#7"), "{code}");
    }
}

#[test]
fn tampering_is_a_fault_until_it_is_acknowledged_and_told_of_for_ever() {
    let finding =
        TamperFinding { kind: TamperKind::EntryEdited, seq: Some(7), value: None, digest: "a".to_owned() };
    let found_at = "2026-11-22T08:40:00Z".to_owned();
    let tampering = Some(Tampering { found_at, findings: vec![finding] });
    let with = |tampering, acknowledged| {
        told(&HealthFacts { trust: TrustFacts { tampering, acknowledged }, ..well() }, Aspect::Trust)
    };
    let fault = [(HealthState::Fault, Code::HealthTampered)];
    assert_eq!(with(tampering.clone(), None), fault);
    assert_eq!(with(tampering, Some(2)), fault);
    assert_eq!(with(None, Some(2)), [(HealthState::Attention, Code::HealthTamperingAcknowledged)]);
    assert_eq!(with(None, Some(0)), [(HealthState::Ok, Code::HealthUntouched)]);
}

#[test]
fn backups_are_judged_as_the_home_page_does() {
    let judged = [
        (Code::TodoBackupOld, Aspect::Backup, HealthState::Attention),
        (Code::TodoBackupFailed, Aspect::Backup, HealthState::Attention),
        (Code::BackupSettingsUnreadable, Aspect::Backup, HealthState::Attention),
        (Code::TodoBackupDamaged, Aspect::Backup, HealthState::Fault),
        (Code::TodoDrillOld, Aspect::Drill, HealthState::Attention),
    ];
    for (code, name, state) in judged {
        assert_eq!(told(&with_notice(code), name), [(state, code)]);
    }
    let mut empty = well();
    empty.backups.last_backup = None;
    empty.backups.unsaved = 0;
    assert_eq!(told(&empty, Aspect::Backup), [(HealthState::Ok, Code::HealthBackupNotNeeded)]);
}

#[test]
fn a_place_that_is_away_and_backups_in_one_place_only_are_told_of() {
    let mut facts = well();
    facts.places[1].reachable = false;
    assert_eq!(told(&facts, Aspect::Places), [(HealthState::Attention, Code::HealthPlaceAway)]);
    facts.places[1].failure = Some(Code::BackupDiskSpace);
    assert_eq!(told(&facts, Aspect::Places), [(HealthState::Attention, Code::BackupDiskSpace)]);
    facts.places.truncate(1);
    assert_eq!(told(&facts, Aspect::Places), [(HealthState::Attention, Code::HealthPlaceNone)]);
}

#[test]
fn an_archive_may_be_a_moment_behind_and_no_more() {
    let archived = |archive| HealthFacts { archives: vec![archive], ..well() };
    let is = |facts, state, code| assert_eq!(told(&facts, Aspect::Archive), [(state, code)]);
    is(archived(archive(Some(20))), HealthState::Ok, Code::HealthArchiveCurrent);
    is(archived(archive(Some(19))), HealthState::Attention, Code::HealthArchiveBehind);
    let failing = ArchiveFacts { failure: Some(Code::BackupPlaceUnreachable), ..archive(Some(39)) };
    is(archived(failing), HealthState::Attention, Code::HealthArchiveBehind);
    let mut found = ArchiveReport::failed("E:\\".into(), String::new(), Code::BackupPlaceUnreachable);
    found.gaps = gaps_between([1, 3]);
    let holed = ArchiveFacts { found: Some(found), ..archive(Some(40)) };
    is(archived(holed), HealthState::Fault, Code::HealthArchiveFaulty);
    is(HealthFacts { archives: Vec::new(), ..well() }, HealthState::Ok, Code::HealthArchiveOff);
}

#[test]
fn a_disk_is_told_of_from_85_percent_on() {
    let with = |room| {
        let facts = HealthFacts { disks: vec![DiskFacts { of: "D:".to_owned(), room }], ..well() };
        told(&facts, Aspect::Disk)
    };
    let large = DiskFacts { of: "D:".to_owned(), room: Some((200 << 30, 24_178 << 20)) };
    let items = HealthFacts { disks: vec![large], ..well() }.items();
    let told_of = items.iter().find(|item| item.name == Aspect::Disk).expect("it is told");
    assert_eq!(told_of.params["free"], "23.6 GB");
    assert_eq!(with(Some((1000, 160))), [(HealthState::Ok, Code::HealthDiskRoomy)]);
    assert_eq!(with(Some((1000, 159))), [(HealthState::Attention, Code::HealthDiskNearlyFull)]);
    assert_eq!(with(None), [(HealthState::Unknown, Code::HealthDiskUntold)]);
    assert_eq!(with(Some((0, 0))), [(HealthState::Unknown, Code::HealthDiskUntold)]);
}

#[test]
fn a_ledger_that_leaps_a_clock_that_went_back_and_an_old_structure_are_told_of() {
    let mut facts = well();
    facts.size = SizeFacts { now: 300 << 20, week_ago: Some(150 << 20), month_ago: None };
    facts.newest_at = Some(at("2026-11-22T09:00:01Z"));
    facts.versions.schema = 6;
    assert_eq!(told(&facts, Aspect::Size), [(HealthState::Attention, Code::HealthSizeLeaps)]);
    assert_eq!(told(&facts, Aspect::Clock), [(HealthState::Attention, Code::HealthClockBehind)]);
    assert_eq!(told(&facts, Aspect::Program), [(HealthState::Attention, Code::HealthProgramAhead)]);
}

#[test]
fn errors_are_told_of_at_once_and_slowness_when_it_repeats() {
    let with = |logs| HealthFacts { logs, ..well() };
    let slow = |slow| LogFacts { slow, slowest: Some(("overview".to_owned(), 812)), ..LogFacts::default() };
    let is = |facts: &HealthFacts, name, state, code| assert_eq!(told(facts, name), [(state, code)]);
    is(&with(Some(slow(9))), Aspect::Slow, HealthState::Ok, Code::HealthSlowSeldom);
    is(&with(Some(slow(10))), Aspect::Slow, HealthState::Attention, Code::HealthSlowOften);
    let failed = LogFacts { errors: 1, ..LogFacts::default() };
    is(&with(Some(failed)), Aspect::Errors, HealthState::Attention, Code::HealthErrorsSome);
    for name in [Aspect::Slow, Aspect::Errors] {
        is(&with(None), name, HealthState::Unknown, Code::HealthLogsUnreadable);
    }
}
