//! The settings: kept, refused, recorded in the journal and taken back.

use ledger::Result;
use ledger::domain::grade::Band;
use ledger::domain::journal::{ChangeAction, UndoFate};
use ledger::domain::settings::Settings;
use ledger::domain::{Code, Topic};

use crate::kit::Desk;

fn change(desk: &Desk, change: impl FnOnce(&mut Settings)) -> Result<i64> {
    let stored = desk.ledger.settings()?;
    let mut settings = stored.settings;
    change(&mut settings);
    let outcome = desk.ledger.update_settings(&desk.session, stored.revision, &settings)?;
    Ok(outcome.seq.expect("a changed setting is an operation"))
}

fn band(name: &str, from: &str) -> Band {
    Band { name: name.to_owned(), from: from.parse().expect("a score") }
}

#[test]
fn a_new_ledger_has_the_settings_of_the_field() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let stored = desk.ledger.settings()?;
    assert_eq!(stored.settings, Settings::default());
    assert_eq!((stored.revision, stored.updated_by), (1, None));
    Ok(())
}

#[test]
fn a_change_is_kept_with_who_and_when_and_is_told_field_by_field() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let seq = change(&desk, |settings| {
        settings.expiry_days = 45;
        settings.weights.last_percent = 70;
        settings.weights.process_percent = 30;
        settings.bands[0].from = "95".parse().expect("a score");
        settings.evaluation_rule.settled = false;
    })?;
    let stored = desk.ledger.settings()?;
    assert_eq!(stored.settings.expiry_days, 45);
    assert_eq!(stored.updated_by.as_deref(), Some("张三"));
    assert_eq!(stored.updated_at.as_deref(), Some("2026-11-22T04:00:00Z"));

    let changes = desk.ledger.journal_changes(seq)?;
    assert_eq!(changes.len(), 1, "the settings are one record");
    assert_eq!((changes[0].topic, changes[0].action), (Topic::Settings, ChangeAction::Updated));
    let told = |name: &str| {
        let field = changes[0].fields.iter().find(|field| field.field == name);
        field.map(|field| (field.old.clone().unwrap_or_default(), field.new.clone().unwrap_or_default()))
    };
    let pair = |old: &str, new: &str| Some((old.to_owned(), new.to_owned()));
    assert_eq!(told("expiry_days"), pair("30", "45"));
    assert_eq!(told("last_percent"), pair("60", "70"));
    assert_eq!(told("grade:优秀"), pair("90.00", "95.00"));
    assert_eq!(told("evaluate_settled"), pair("是", "否"));
    assert_eq!(told("growth_limit"), None);
    Ok(())
}

#[test]
fn what_nobody_changed_is_no_operation() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let stored = desk.ledger.settings()?;
    let outcome = desk.ledger.update_settings(&desk.session, stored.revision, &stored.settings)?;
    assert_eq!(outcome.seq, None);
    assert_eq!(desk.ledger.settings()?, stored);
    Ok(())
}

#[test]
fn settings_that_break_rules_are_refused_with_every_field() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let stored = desk.ledger.settings()?;
    let broken = Settings { retention_days: 0, bands: vec![band("好", "60")], ..stored.settings.clone() };
    let refused = desk.ledger.update_settings(&desk.session, 1, &broken).expect_err("broken rules");
    let codes: Vec<Code> = refused.problems().into_iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::SettingsDaysOutOfRange, Code::GradeBandsInvalid]);
    assert_eq!(desk.ledger.settings()?, stored);
    Ok(())
}

#[test]
fn a_save_over_somebody_elses_newer_settings_is_refused() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let mine = desk.ledger.settings()?;
    change(&desk, |settings| settings.expiry_days = 60)?;
    let mut settings = mine.settings;
    settings.retention_days = 90;
    let refused = desk.ledger.update_settings(&desk.session, mine.revision, &settings).expect_err("stale");
    assert_eq!(refused.code(), Code::RecordStale);
    assert_eq!(desk.ledger.settings()?.settings.retention_days, 30);
    Ok(())
}

#[test]
fn settings_are_taken_back_and_brought_back_whole() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let before = desk.ledger.settings()?.settings;
    let seq = change(&desk, |settings| {
        settings.weights.process_alone = true;
        settings.bands = vec![band("良好", "90"), band("优秀", "80"), band("差", "0")];
        settings.growth_limit = "0.15".parse().expect("a ratio");
    })?;
    let after = desk.ledger.settings()?.settings;
    let undone = desk.ledger.undo(&desk.session, seq)?;
    assert_eq!(undone.value.reversed, 1);
    assert_eq!(desk.ledger.settings()?.settings, before);
    desk.ledger.undo(&desk.session, undone.seq.expect("an operation"))?;
    assert_eq!(desk.ledger.settings()?.settings, after);
    Ok(())
}

#[test]
fn an_older_change_of_settings_is_kept_whole_where_they_changed_since() -> Result<()> {
    let desk = Desk::on("2026-11-22")?;
    let older = change(&desk, |settings| {
        settings.bands = vec![band("良好", "90"), band("优秀", "80"), band("差", "0")];
        settings.expiry_days = 60;
    })?;
    change(&desk, |settings| settings.retention_days = 10)?;
    let before = desk.ledger.settings()?;
    let report = desk.ledger.rehearse_undo(&desk.session, older)?;
    assert_eq!((report.reversed, report.kept_changed), (0, 1));
    assert_eq!((report.records[0].topic, report.records[0].fate), (Topic::Settings, UndoFate::KeptChanged));
    let refused = desk.ledger.undo(&desk.session, older).expect_err("nothing to reverse");
    assert_eq!(refused.code(), Code::NothingReversed);
    assert_eq!(desk.ledger.settings()?, before);
    Ok(())
}
