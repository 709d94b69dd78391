//! 运维记录: steps in order, who took them, and what they refer to.

use domain::Code;
use domain::Stored;
use domain::minute::Minute;
use domain::text::Texts;
use domain::upkeep::{
    ChangeOutcome, ChangeStage, DrillKind, DrillRecord, DrillResult, Incident, IncidentLevel, IncidentStage,
    SystemChange, UpkeepQuery, UpkeepRecord,
};

use super::{codes, wrong};

fn at(text: &str) -> Minute {
    text.parse().expect(text)
}

fn now() -> Minute {
    at("2026-11-22 18:00")
}

fn found() -> Incident {
    Incident {
        level: IncidentLevel::P1,
        title: "台账打不开".to_owned(),
        description: None,
        found_at: at("2026-11-20 08:00"),
        found_by: "张三".to_owned(),
        confirmed_at: None,
        located_at: None,
        handled_at: None,
        handled_by: None,
        analysed_at: None,
        cause: None,
        measures: None,
        links: None,
    }
}

fn applied() -> SystemChange {
    SystemChange {
        title: "升级程序".to_owned(),
        description: None,
        risk: None,
        applied_at: at("2026-11-20 08:00"),
        applied_by: "张三".to_owned(),
        assessed_at: None,
        assessed_by: None,
        approved_at: None,
        approved_by: None,
        done_at: None,
        done_by: None,
        outcome: None,
        concluded_at: None,
        concluded_by: None,
        note: None,
        links: None,
    }
}

fn drill() -> DrillRecord {
    DrillRecord {
        kind: DrillKind::Restore,
        held_at: at("2026-11-20 08:00"),
        held_by: "张三".to_owned(),
        scope: "恢复最新一份备份".to_owned(),
        result: DrillResult::Passed,
        seconds: Some(42),
        findings: None,
        links: Some("db_backup_20261120_070000.sqlite3".to_owned()),
    }
}

#[test]
fn a_time_is_written_to_the_minute_and_read_back_alone() {
    for text in ["2026-11-20 08:00", "1900-01-01 00:00", "2199-12-31 23:59", "2024-02-29 12:30"] {
        assert_eq!(at(text).to_string(), text);
        assert_eq!(serde_json::to_value(at(text)).ok(), Some(text.into()));
    }
    let bad = [
        "",
        "2026-11-20",
        "2026-11-20 8:00",
        "2026-11-20T08:00",
        "2026-11-20 24:00",
        "2026-11-20 08:60",
        "2026-02-30 08:00",
        "1899-12-31 23:59",
        "2026-11-20 08:00:00",
        "2026-11-20 +8:00",
    ];
    for text in bad {
        assert!(text.parse::<Minute>().is_err(), "{text}");
    }
    assert_eq!(at("2026-11-20 23:50").minutes_until(at("2026-11-21 00:20")), 30);
    assert_eq!(at("2026-11-21 00:20").minutes_until(at("2026-11-20 23:50")), -30);
}

#[test]
fn an_incident_goes_from_step_to_step() {
    let mut incident = found();
    assert_eq!((incident.stage(), incident.is_open()), (IncidentStage::Found, true));
    incident.confirmed_at = Some(at("2026-11-20 08:00"));
    assert_eq!(incident.stage(), IncidentStage::Confirmed);
    incident.located_at = Some(at("2026-11-20 08:30"));
    assert_eq!(incident.stage(), IncidentStage::Located);
    incident.handled_at = Some(at("2026-11-20 09:15"));
    incident.handled_by = Some("李四".to_owned());
    assert_eq!((incident.stage(), incident.minutes_to_handle()), (IncidentStage::Handled, Some(75)));
    assert!(incident.is_open());
    incident.analysed_at = Some(at("2026-11-21 10:00"));
    incident.cause = Some("磁盘写满".to_owned());
    incident.measures = Some("换盘".to_owned());
    assert_eq!((incident.stage(), incident.is_open()), (IncidentStage::Analysed, false));
    assert_eq!(codes(incident.check(now())), []);
}

#[test]
fn a_step_that_is_skipped_out_of_order_or_still_to_come_is_named() {
    let skipped = Incident { handled_at: Some(now()), handled_by: Some("李四".to_owned()), ..found() };
    assert_eq!(codes(skipped.check(now())), [wrong(Code::UpkeepStepSkipped, "handled_at")]);
    let early = Incident { confirmed_at: Some(at("2026-11-20 07:59")), ..found() };
    let problems: Vec<_> = early.check(now()).into_iter().collect();
    assert_eq!(problems[0].code, Code::UpkeepStepsOutOfOrder);
    assert_eq!(problems[0].params["other_field"], "found_at");
    assert_eq!(problems[0].params["date"], "2026-11-20 08:00");
    let ahead = Incident { found_at: at("2026-11-22 18:01"), ..found() };
    assert_eq!(codes(ahead.check(now())), [wrong(Code::UpkeepTimeAhead, "found_at")]);
}

#[test]
fn an_incident_says_who_handled_it_and_an_analysis_what_it_found() {
    let nobody = Incident {
        title: "  ".to_owned(),
        confirmed_at: Some(now()),
        located_at: Some(now()),
        handled_at: Some(now()),
        analysed_at: Some(now()),
        ..found()
    };
    let missing = ["title", "handled_by", "cause", "measures"];
    assert_eq!(codes(nobody.check(now())), missing.map(|field| wrong(Code::RecordFieldMissing, field)));
    let timeless = Incident { handled_by: Some("李四".to_owned()), ..found() };
    assert_eq!(codes(timeless.check(now())), [wrong(Code::UpkeepTimeMissing, "handled_at")]);
    let unreadable = Incident { links: Some("昨天的备份".to_owned()), ..found() };
    assert_eq!(codes(unreadable.check(now())), [wrong(Code::UpkeepLinkUnreadable, "links")]);
}

#[test]
fn a_change_is_applied_for_assessed_approved_done_and_ended() {
    let mut change = applied();
    assert_eq!(change.stage(), ChangeStage::Applied);
    change.assessed_at = Some(at("2026-11-20 09:00"));
    change.assessed_by = Some("李四".to_owned());
    assert_eq!(codes(change.check(now())), [wrong(Code::RecordFieldMissing, "risk")]);
    change.risk = Some("低".to_owned());
    assert_eq!(change.stage(), ChangeStage::Assessed);
    change.approved_at = Some(at("2026-11-20 10:00"));
    change.approved_by = Some("王五".to_owned());
    assert_eq!(change.stage(), ChangeStage::Approved);
    change.done_at = Some(at("2026-11-20 20:00"));
    assert_eq!(codes(change.check(now())), [wrong(Code::RecordFieldMissing, "done_by")]);
    change.done_by = Some("张三".to_owned());
    assert_eq!((change.stage(), change.is_open()), (ChangeStage::Done, true));
    change.concluded_at = Some(at("2026-11-21 09:00"));
    change.concluded_by = Some("王五".to_owned());
    assert_eq!(codes(change.check(now())), [wrong(Code::RecordFieldMissing, "outcome")]);
    change.outcome = Some(ChangeOutcome::Verified);
    assert_eq!((change.stage(), change.is_open()), (ChangeStage::Verified, false));
    assert_eq!(codes(change.check(now())), []);
    change.outcome = Some(ChangeOutcome::RolledBack);
    assert_eq!(change.stage(), ChangeStage::RolledBack);
    assert_eq!(codes(change.check(now())), [wrong(Code::RecordFieldMissing, "note")]);
}

#[test]
fn an_outcome_needs_every_step_before_it_and_its_time() {
    let hasty = SystemChange { outcome: Some(ChangeOutcome::Verified), ..applied() };
    assert_eq!(codes(hasty.check(now())), [wrong(Code::UpkeepTimeMissing, "concluded_at")]);
    let hasty = SystemChange { concluded_at: Some(now()), concluded_by: Some("王五".to_owned()), ..hasty };
    assert_eq!(codes(hasty.check(now())), [wrong(Code::UpkeepStepSkipped, "concluded_at")]);
}

#[test]
fn a_drill_that_failed_says_what_was_found() {
    assert_eq!(codes(drill().check(now())), []);
    let failed = DrillRecord { result: DrillResult::Failed, ..drill() };
    assert_eq!(codes(failed.check(now())), [wrong(Code::RecordFieldMissing, "findings")]);
    let nameless = DrillRecord { held_by: String::new(), scope: String::new(), ..drill() };
    let missing = ["held_by", "scope"].map(|field| wrong(Code::RecordFieldMissing, field));
    assert_eq!(codes(nameless.check(now())), missing);
}

#[test]
fn texts_are_kept_tidy_and_an_empty_one_is_missing() {
    let typed = Incident { title: " 打不开\r\n".to_owned(), cause: Some(" \t".to_owned()), ..found() };
    let kept = typed.tidied();
    assert_eq!((kept.title.as_str(), kept.cause), ("打不开", None));
}

#[test]
fn records_are_asked_for_by_year_and_by_whether_they_are_open() {
    let asked =
        |year, open, record: &Incident| UpkeepQuery { year, open, ..UpkeepQuery::default() }.wants(record);
    assert!(asked(None, None, &found()));
    assert!(asked(Some(2026), Some(true), &found()));
    assert!(!asked(Some(2025), None, &found()));
    assert!(!asked(None, Some(false), &found()));
    assert!(UpkeepQuery { open: Some(false), ..UpkeepQuery::default() }.wants(&drill()));
}

#[test]
fn a_row_says_what_follows_from_the_record() {
    let stored = Stored {
        id: 7,
        revision: 2,
        created_at: String::new(),
        created_by: String::new(),
        updated_at: String::new(),
        updated_by: String::new(),
        record: found(),
    };
    let row = Incident::row(stored);
    assert_eq!((row.id, row.revision, row.stage, row.minutes_to_handle), (7, 2, IncidentStage::Found, None));
    let json = serde_json::to_value(&row).expect("JSON");
    assert_eq!(json["stage"], "已发现");
    assert_eq!(json["found_at"], "2026-11-20 08:00");
}
