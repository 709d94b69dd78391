//! Interviews: their rules, the way of their status, and what counts as overdue.

use ledger::domain::interview::{Interview, InterviewKind, InterviewStatus};
use ledger::domain::list::{Comparison, Filter, ListQuery};
use ledger::domain::selection::Selection;
use ledger::domain::{Code, Noun};

use crate::plant::{Plant, Result, TODAY, day, refused};

fn interview(supplier_id: i64) -> Interview {
    Interview {
        held_on: day("2025-11-01"),
        interviewer: "王强".to_owned(),
        reason: "工期滞后".to_owned(),
        content: "第一行\n第二行".to_owned(),
        ..Interview::of_supplier(supplier_id)
    }
}

fn only(field: &str, value: &str) -> ListQuery {
    let filter =
        Filter { field: field.to_owned(), comparison: Comparison::Is, values: vec![value.to_owned()] };
    ListQuery { filters: vec![filter], limit: 50, ..ListQuery::default() }
}

#[test]
fn every_rule_refuses_with_its_code_at_its_field() -> Result {
    let plant = Plant::new()?;
    let (own, other) = (plant.supplier("甲公司")?, plant.supplier("乙公司")?);
    let contract = plant.contract("HT-1", other)?;
    let refusal = |change: &dyn Fn(&mut Interview)| {
        let mut record = interview(own);
        change(&mut record);
        let error = plant.ledger.create_interview(&plant.session, &record).expect_err("it is refused");
        let field = error.problems().first().and_then(|problem| problem.field.clone());
        (error.code(), field.unwrap_or_default())
    };
    let out_of_range = (Code::InterviewDateOutOfRange, "held_on".to_owned());
    assert_eq!(refusal(&|record| record.held_on = day("2025-11-22")), out_of_range);
    assert_eq!(refusal(&|record| record.held_on = day("1999-12-31")), out_of_range);
    assert_eq!(
        refusal(&|record| {
            record.kind = InterviewKind::Breach;
            record.status = InterviewStatus::InProgress;
            record.rectification = Some(" \n".to_owned());
        }),
        (Code::InterviewRectificationMissing, "rectification".to_owned())
    );
    assert_eq!(
        refusal(&|record| record.contract_id = Some(contract)),
        (Code::InterviewContractOfOther, "contract_id".to_owned())
    );
    let missing = |field: &str| (Code::RecordFieldMissing, field.to_owned());
    assert_eq!(refusal(&|record| record.interviewer = "　".to_owned()), missing("interviewer"));
    assert_eq!(refusal(&|record| record.reason.clear()), missing("reason"));
    assert_eq!(refusal(&|record| record.content.clear()), missing("content"));
    assert_eq!(refusal(&|record| record.supplier_id = 999).0, Code::RecordReferenceGone);

    let mut today = interview(own);
    (today.held_on, today.kind) = (day(TODAY), InterviewKind::Breach);
    plant.ledger.create_interview(&plant.session, &today)?;
    Ok(())
}

#[test]
fn the_status_moves_on_freely_and_back_only_with_a_reason() -> Result {
    let plant = Plant::new()?;
    let mut record = interview(plant.supplier("甲公司")?);
    record.status = InterviewStatus::Open;
    let id = plant.ledger.create_interview(&plant.session, &record)?.value;
    let step = |status, reason| {
        let stored = plant.ledger.interview_detail(id)?.interview;
        let next = Interview { status, ..stored.record };
        plant.ledger.update_interview(&plant.session, id, stored.revision, &next, reason)
    };
    step(InterviewStatus::InProgress, None)?;
    step(InterviewStatus::Done, None)?;
    assert_eq!(refused(step(InterviewStatus::Open, None)), Code::InterviewMovesBack);
    assert_eq!(refused(step(InterviewStatus::RecordOnly, Some("  "))), Code::InterviewMovesBack);
    let back = step(InterviewStatus::InProgress, Some("复查未通过"))?;
    let entry = plant.ledger.journal_entry(back.seq.ok_or("nothing was written")?)?;
    assert_eq!(entry.detail.as_deref(), Some(r#"{"moved_back_reason":"复查未通过"}"#));
    let on = step(InterviewStatus::Done, Some("没有用到"))?;
    let entry = plant.ledger.journal_entry(on.seq.ok_or("nothing was written")?)?;
    assert_eq!(entry.detail, None, "a step on needs no reason");
    assert_eq!(plant.ledger.interview_detail(id)?.row.interview.content, "第一行\n第二行");
    Ok(())
}

#[test]
fn a_rectification_is_overdue_the_day_after_its_deadline_and_never_once_done() -> Result {
    let plant = Plant::new()?;
    let supplier = plant.supplier("甲公司")?;
    let with = |status, due: &str| {
        let mut record = interview(supplier);
        (record.status, record.due_on) = (status, Some(day(due)));
        plant.ledger.create_interview(&plant.session, &record).map(|outcome| outcome.value)
    };
    let late = with(InterviewStatus::InProgress, "2025-11-20")?;
    let now = with(InterviewStatus::Open, TODAY)?;
    with(InterviewStatus::Done, "2025-01-01")?;
    with(InterviewStatus::RecordOnly, "2025-01-01")?;
    let days = |id| plant.ledger.interview_detail(id).map(|detail| detail.row.days_left);
    assert_eq!((days(late)?, days(now)?), (Some(-1), Some(0)));

    let overdue = plant.ledger.list_interviews(&only("overdue", "true"))?;
    assert_eq!(
        overdue.rows.iter().map(|row| (row.id, row.days_left)).collect::<Vec<_>>(),
        [(late, Some(-1))]
    );
    let cards = plant.ledger.interview_cards(&ListQuery::default())?;
    let counted = (cards.open, cards.in_progress, cards.done, cards.record_only, cards.overdue);
    assert_eq!(counted, (1, 1, 1, 1, 1));
    // A card shows what choosing it gives, whatever else is chosen now.
    assert_eq!(plant.ledger.interview_cards(&only("overdue", "true"))?, cards);
    // What was chosen by a card is what is counted, exported and deleted.
    let chosen = Selection::Fitting { query: only("overdue", "true"), except: Vec::new() };
    assert_eq!(plant.ledger.selection_summary(Noun::Interview, &chosen)?.count, 1);
    assert_eq!(plant.ledger.rehearse_deletion(&plant.session, Noun::Interview, &chosen)?.deleted, 1);
    let none = plant.ledger.interview_cards(&only("supplier", "乙公司"))?;
    assert_eq!((none.open, none.overdue), (0, 0));
    assert_eq!(refused(plant.ledger.list_interviews(&only("overdue", "maybe"))), Code::ListBadValue);
    Ok(())
}

#[test]
fn a_notice_is_numbered_by_the_day_of_its_talk() -> Result {
    let plant = Plant::new()?;
    let record = interview(plant.supplier("甲公司")?);
    let code = |record: &Interview| -> Result<String> {
        let id = plant.ledger.create_interview(&plant.session, record)?.value;
        Ok(plant.ledger.interview_detail(id)?.notice_code)
    };
    assert_eq!(code(&record)?, "ZG-20251101-01");
    assert_eq!(code(&Interview { held_on: day("2025-11-02"), ..record.clone() })?, "ZG-20251102-01");
    assert_eq!(code(&record)?, "ZG-20251101-02");
    Ok(())
}

#[test]
fn undo_takes_an_interview_back() -> Result {
    let plant = Plant::new()?;
    let supplier = plant.supplier("甲公司")?;
    let mut breach = interview(supplier);
    breach.kind = InterviewKind::Breach;
    let created = plant.ledger.create_interview(&plant.session, &breach)?;
    assert_eq!(plant.ledger.supplier_detail(supplier)?.row.breaches, 1);
    plant.ledger.undo(&plant.session, created.seq.ok_or("nothing was written")?)?;
    assert_eq!(refused(plant.ledger.interview_detail(created.value)), Code::RecordNotFound);
    assert_eq!(plant.ledger.supplier_detail(supplier)?.row.breaches, 0);
    Ok(())
}
