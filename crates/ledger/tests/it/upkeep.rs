//! 运维记录: written down, changed, taken back, and made from what the program knows.

use ledger::backup::Candidate;
use ledger::domain::journal::ChangeAction;
use ledger::domain::minute::Minute;
use ledger::domain::upkeep::{
    ChangeOutcome, DrillKind, DrillRecord, DrillResult, Incident, IncidentLevel, IncidentStage, SourceKind,
    SystemChange, UpkeepKind, UpkeepQuery,
};
use ledger::domain::{Code, Topic};
use ledger::{Ledger, Unwatched};

use crate::kit::Desk;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The clock of the tests stands at noon of this day, in the east of it.
const TODAY: &str = "2026-11-22";

fn at(text: &str) -> Minute {
    text.parse().expect(text)
}

fn incident(title: &str, found_at: &str) -> Incident {
    Incident {
        level: IncidentLevel::P1,
        title: title.to_owned(),
        description: None,
        found_at: at(found_at),
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

fn change(title: &str, applied_at: &str) -> SystemChange {
    SystemChange {
        title: title.to_owned(),
        description: Some("第一行\n第二行".to_owned()),
        risk: Some("低".to_owned()),
        applied_at: at(applied_at),
        applied_by: "张三".to_owned(),
        assessed_at: Some(at(applied_at)),
        assessed_by: Some("李四".to_owned()),
        approved_at: Some(at(applied_at)),
        approved_by: Some("王五".to_owned()),
        done_at: Some(at(applied_at)),
        done_by: Some("张三".to_owned()),
        outcome: Some(ChangeOutcome::Verified),
        concluded_at: Some(at(applied_at)),
        concluded_by: Some("王五".to_owned()),
        note: None,
        links: None,
    }
}

fn drill(held_at: &str) -> DrillRecord {
    DrillRecord {
        kind: DrillKind::Restore,
        held_at: at(held_at),
        held_by: "张三".to_owned(),
        scope: "恢复最新一份备份".to_owned(),
        result: DrillResult::Passed,
        seconds: Some(42),
        findings: None,
        links: None,
    }
}

fn count<T: storage::upkeep::Kept>(ledger: &Ledger, year: Option<i16>, open: Option<bool>) -> Result<i64> {
    Ok(ledger.list_upkeep::<T>(&UpkeepQuery { year, open, ..UpkeepQuery::ALL })?.count)
}

#[test]
fn a_record_is_written_changed_deleted_and_each_is_taken_back() -> Result {
    let Desk { ledger, session, .. } = &Desk::on(TODAY)?;
    let made = ledger.create_upkeep(session, &incident(" 打不开 ", "2026-11-20 08:00"))?;
    let read = ledger.upkeep_record::<Incident>(made.value)?;
    assert_eq!((read.record.title.as_str(), read.revision), ("打不开", 1));

    let confirmed = Incident { confirmed_at: Some(at("2026-11-20 08:05")), ..read.record.clone() };
    let updated = ledger.update_upkeep(session, made.value, 1, &confirmed)?.seq.ok_or("an entry")?;
    let changes = ledger.journal_changes(updated)?;
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].topic, Topic::Upkeep(UpkeepKind::Incident));
    assert_eq!((changes[0].key.as_str(), changes[0].action), ("打不开", ChangeAction::Updated));
    assert_eq!(changes[0].fields.len(), 1);
    assert_eq!(changes[0].fields[0].new.as_deref(), Some("2026-11-20 08:05"));

    let stale = ledger.update_upkeep(session, made.value, 1, &confirmed).expect_err("it is stale");
    assert_eq!(stale.code(), Code::RecordStale);

    assert_eq!(ledger.undo(session, updated)?.value.reversed, 1);
    assert_eq!(ledger.upkeep_record::<Incident>(made.value)?.record, read.record);
    ledger.update_upkeep(session, made.value, 1, &confirmed)?;

    let deleted = ledger.delete_upkeep::<Incident>(session, made.value, 2)?.seq.ok_or("an entry")?;
    assert_eq!(ledger.journal_entry(deleted)?.operation, "delete_incident");
    assert_eq!(count::<Incident>(ledger, None, None)?, 0);
    ledger.undo(session, deleted)?;
    assert_eq!(ledger.upkeep_record::<Incident>(made.value)?.record, confirmed);
    assert!(ledger.verify_journal()?.problem.is_none());
    Ok(())
}

#[test]
fn rules_and_operations_that_are_not_there_are_refused_and_nothing_is_written() -> Result {
    let Desk { ledger, session, .. } = &Desk::on(TODAY)?;
    let ahead = incident("打不开", "2026-11-24 08:00");
    let refused = ledger.create_upkeep(session, &ahead).expect_err("it is still to come");
    assert_eq!(refused.code(), Code::UpkeepTimeAhead);
    let linked = Incident { links: Some("#1".to_owned()), ..incident("打不开", "2026-11-20 08:00") };
    let refused = ledger.create_upkeep(session, &linked).expect_err("there is no operation yet");
    assert_eq!((refused.code(), refused.params()["value"].as_str()), (Code::UpkeepLinkUnknown, "1"));
    assert_eq!(count::<Incident>(ledger, None, None)?, 0);
    assert_eq!(ledger.list_journal(0, 10)?.count, 0);

    ledger.create_upkeep(session, &drill("2026-11-20 08:00"))?;
    ledger.create_upkeep(session, &linked)?;
    let gone = ledger.upkeep_record::<SystemChange>(7).expect_err("there is none");
    assert_eq!(gone.code(), Code::RecordNotFound);
    Ok(())
}

#[test]
fn records_stand_newest_first_and_are_found_by_year_and_by_whether_they_are_open() -> Result {
    let Desk { ledger, session, .. } = &Desk::on(TODAY)?;
    for (title, found_at) in
        [("甲", "2025-06-01 08:00"), ("乙", "2026-11-20 08:00"), ("丙", "2026-02-01 08:00")]
    {
        ledger.create_upkeep(session, &incident(title, found_at))?;
    }
    ledger.create_upkeep(session, &change("升级", "2026-11-20 08:00"))?;
    let page = ledger.list_upkeep::<Incident>(&UpkeepQuery { offset: 1, limit: 1, ..UpkeepQuery::ALL })?;
    assert_eq!((page.count, page.rows.len()), (3, 1));
    assert_eq!((page.rows[0].incident.title.as_str(), page.rows[0].stage), ("丙", IncidentStage::Found));
    assert_eq!(count::<Incident>(ledger, Some(2026), None)?, 2);
    assert_eq!(count::<Incident>(ledger, Some(2025), Some(true))?, 1);
    assert_eq!(count::<Incident>(ledger, None, Some(false))?, 0);
    assert_eq!(count::<SystemChange>(ledger, None, Some(false))?, 1);
    Ok(())
}

#[test]
fn a_drill_is_offered_until_a_record_tells_of_it() -> Result {
    let Desk { ledger, session, .. } = &Desk::on(TODAY)?;
    let backups = ledger.backup_folder();
    assert_eq!(ledger.upkeep_sources(&backups)?, []);
    let backup = ledger.create_backup(&backups, None, &Unwatched)?.path;
    ledger.drill_backups(session, &backups, &Unwatched)?;
    let sources = ledger.upkeep_sources(&backups)?;
    assert_eq!(sources.len(), 1);
    let source = &sources[0];
    assert_eq!((source.kind, source.by.as_str(), source.seconds), (SourceKind::Drill, "张三", Some(0)));
    assert_eq!(Some(source.links.as_str()), backup.file_name().and_then(|name| name.to_str()));
    let record =
        DrillRecord { held_at: source.at, links: Some(source.links.clone()), ..drill("2026-11-22 00:00") };
    ledger.create_upkeep(session, &record)?;
    assert_eq!(ledger.upkeep_sources(&backups)?, []);
    Ok(())
}

#[test]
fn a_restore_is_offered_until_a_record_names_its_operation() -> Result {
    let desk = Desk::on(TODAY)?;
    let (ledger, session) = (&desk.ledger, &desk.session);
    let backups = ledger.backup_folder();
    ledger.create_upkeep(session, &drill("2026-11-20 08:00"))?;
    let backup = ledger.create_backup(&backups, None, &Unwatched)?;
    ledger.restore(session, &Candidate::from(&backup), &Unwatched)?;
    let name = backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let sources = ledger.upkeep_sources(&backups)?;
    assert_eq!(sources.len(), 1, "{sources:?}");
    assert_eq!((sources[0].kind, sources[0].links.as_str()), (SourceKind::Restore, "#2"));
    assert!(sources[0].subject.contains(&name), "{}", sources[0].subject);
    let told = Incident { links: Some("#2".to_owned()), ..incident("恢复", "2026-11-20 08:00") };
    ledger.create_upkeep(session, &told)?;
    assert_eq!(ledger.upkeep_sources(&backups)?, []);
    Ok(())
}
