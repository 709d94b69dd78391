//! The home page: each line appears with what is wrong, leads to exactly these records, and goes
//! away when it is put right.

use ledger::domain::contract::{Contract, ContractKind};
use ledger::domain::home::{Overview, Todo};
use ledger::domain::list::ListQuery;
use ledger::domain::payment::Payment;
use ledger::domain::payment_plan::{PaymentPlan, PlanEntry};
use ledger::domain::supplier::Supplier;
use ledger::domain::{Code, Noun};
use ledger::{Result, domain};

use crate::kit::Desk;

const TODAY: &str = "2026-11-22";
/// A code whose check digit fits.
const USCC: &str = "91350211M000100Y46";

fn a_desk() -> Result<(Desk, i64)> {
    let desk = Desk::on(TODAY)?;
    let supplier = Supplier { uscc: Some(USCC.to_owned()), ..Supplier::named("甲公司") };
    let id = desk.ledger.create_supplier(&desk.session, &supplier)?.value;
    Ok((desk, id))
}

/// A contract that nothing is wrong with.
fn sound(code: &str, supplier_id: i64) -> Contract {
    Contract {
        amount: "1000".parse().ok(),
        signed_on: "2026-01-01".parse().ok(),
        ends_on: "2027-12-31".parse().ok(),
        ..Contract::plain(code, &format!("{code} 号合同"), supplier_id)
    }
}

/// The to-dos but for the evaluation that every contract in execution is due.
fn todos(desk: &Desk) -> Result<Vec<Todo>> {
    let Overview { mut todos, .. } = desk.ledger.overview()?;
    todos.retain(|todo| todo.code != Code::TodoEvaluationDue);
    Ok(todos)
}

/// Checks that one line is there, counts one record and leads to it, and returns it.
fn only(desk: &Desk, code: Code) -> Result<Todo> {
    let mut todos = todos(desk)?;
    let codes: Vec<Code> = todos.iter().map(|todo| todo.code).collect();
    assert_eq!(codes, [code]);
    let todo = todos.remove(0);
    assert_eq!(todo.count, 1, "{code}");
    assert_eq!(listed(desk, &todo)?, 1, "{code} leads to its record");
    Ok(todo)
}

fn listed(desk: &Desk, todo: &Todo) -> Result<i64> {
    let query = ListQuery { filters: todo.filters.clone(), limit: 10, ..ListQuery::default() };
    if todo.noun == Noun::Supplier {
        return Ok(desk.ledger.list_suppliers(&query)?.count);
    }
    if todo.noun == Noun::PaymentPlan {
        return Ok(desk.ledger.list_payment_plans(&query)?.count);
    }
    assert_eq!(todo.noun, Noun::Contract, "the other lines have tests of their own");
    Ok(desk.ledger.list_contracts(&query)?.count)
}

fn pay(desk: &Desk, contract_id: i64, yuan: &str, day: &str) -> Result<i64> {
    let payment =
        Payment::plain(contract_id, "", yuan.parse().expect("an amount"), day.parse().expect("a date"));
    Ok(desk.ledger.create_payment(&desk.session, &payment, Some("已核对"))?.value)
}

/// Writes a contract with one thing wrong, checks its line, and puts it right.
fn appears_and_goes(code: Code, wrong: impl FnOnce(&mut Contract), right: impl FnOnce(&mut Contract)) {
    let check = || -> Result<()> {
        let (desk, supplier) = a_desk()?;
        let mut contract = sound("HT-1", supplier);
        wrong(&mut contract);
        let id = desk.ledger.create_contract(&desk.session, &contract)?.value;
        desk.ledger.create_contract(&desk.session, &sound("HT-2", supplier))?;
        only(&desk, code)?;
        right(&mut contract);
        desk.ledger.update_contract(&desk.session, id, 1, &contract)?;
        assert_eq!(todos(&desk)?, [], "{code} goes away");
        Ok(())
    };
    check().unwrap_or_else(|error| panic!("{code}: {error}"));
}

fn ends(day: &str) -> impl FnOnce(&mut Contract) + use<'_> {
    move |contract| contract.ends_on = day.parse().ok()
}

#[test]
fn nothing_waits_where_nothing_is_wrong() -> Result<()> {
    let (desk, supplier) = a_desk()?;
    desk.ledger.create_contract(&desk.session, &sound("HT-1", supplier))?;
    assert_eq!(todos(&desk)?, []);
    Ok(())
}

#[test]
fn a_contract_expires_by_the_days_of_notice() {
    appears_and_goes(Code::TodoExpired, ends("2026-11-21"), ends("2027-01-01"));
    appears_and_goes(Code::TodoExpiresUrgently, ends("2026-11-22"), ends("2027-01-01"));
    appears_and_goes(Code::TodoExpiresUrgently, ends("2026-11-29"), ends("2026-12-23"));
    appears_and_goes(Code::TodoExpiresSoon, ends("2026-11-30"), ends("2026-12-23"));
    appears_and_goes(Code::TodoExpiresSoon, ends("2026-12-22"), ends("2026-12-23"));
}

#[test]
fn what_a_contract_lacks_is_told() {
    appears_and_goes(Code::TodoAmountMissing, |c| c.amount = None, |c| c.amount = "5".parse().ok());
    appears_and_goes(Code::TodoEndMissing, |c| c.ends_on = None, ends("2027-01-01"));
    appears_and_goes(
        Code::TodoSigningMissing,
        |c| c.signed_on = None,
        |c| c.signed_on = "2026-02-01".parse().ok(),
    );
}

#[test]
fn an_overpaid_family_stands_first_with_what_is_too_much() -> Result<()> {
    let (desk, supplier) = a_desk()?;
    let main = desk.ledger.create_contract(&desk.session, &sound("HT-1", supplier))?.value;
    let mut supplement = sound("HT-1-1", supplier);
    (supplement.kind, supplement.parent_id) = (ContractKind::Supplement, Some(main));
    supplement.amount = "100".parse().ok();
    let supplement = desk.ledger.create_contract(&desk.session, &supplement)?.value;
    // More than the supplement alone, but not more than the family.
    pay(&desk, supplement, "600", "2026-10-01")?;
    assert_eq!(todos(&desk)?, []);
    pay(&desk, main, "600", "2026-11-02")?;
    let todo = only(&desk, Code::TodoOverpaid)?;
    assert_eq!(todo.amount, "100".parse().ok());
    let page = desk.ledger.list_payments(&ListQuery { limit: 1, ..ListQuery::default() })?;
    let seq = desk.ledger.list_journal(0, 1)?.rows[0].seq;
    assert_eq!(page.count, 2);
    desk.ledger.undo(&desk.session, seq)?;
    assert_eq!(todos(&desk)?, []);
    Ok(())
}

#[test]
fn a_retention_waits_from_its_notice_until_it_is_paid() -> Result<()> {
    let (desk, supplier) = a_desk()?;
    let mut contract = sound("HT-1", supplier);
    contract.retention_percent = "0.05".parse().ok();
    contract.retention_due_on = "2026-12-23".parse().ok();
    let id = desk.ledger.create_contract(&desk.session, &contract)?.value;
    assert_eq!(todos(&desk)?, [], "31 days are too early");
    contract.retention_due_on = "2026-12-22".parse().ok();
    desk.ledger.update_contract(&desk.session, id, 1, &contract)?;
    assert_eq!(only(&desk, Code::TodoRetentionDue)?.amount, "50".parse().ok());
    pay(&desk, id, "980", "2026-11-02")?;
    assert_eq!(only(&desk, Code::TodoRetentionDue)?.amount, "20".parse().ok(), "what is left of it");
    pay(&desk, id, "20", "2026-11-03")?;
    assert_eq!(todos(&desk)?, []);
    Ok(())
}

#[test]
fn a_supplier_without_a_credit_code_is_incomplete() -> Result<()> {
    let (desk, _) = a_desk()?;
    let other = desk.ledger.create_supplier(&desk.session, &Supplier::named("乙公司"))?.value;
    only(&desk, Code::TodoUsccMissing)?;
    let whole = Supplier { uscc: Some("91440300708461136T".to_owned()), ..Supplier::named("乙公司") };
    desk.ledger.update_supplier(&desk.session, other, 1, &whole)?;
    assert_eq!(todos(&desk)?, []);
    Ok(())
}

#[test]
fn the_settings_decide_the_days_and_who_is_due() -> Result<()> {
    let (desk, supplier) = a_desk()?;
    let mut contract = sound("HT-1", supplier);
    contract.ends_on = "2027-01-21".parse().ok();
    desk.ledger.create_contract(&desk.session, &contract)?;
    let due = |desk: &Desk| -> Result<Vec<Code>> {
        Ok(desk.ledger.overview()?.todos.into_iter().map(|todo| todo.code).collect())
    };
    assert_eq!(due(&desk)?, [Code::TodoEvaluationDue]);
    let stored = desk.ledger.settings()?;
    let mut settings = stored.settings;
    settings.expiry_days = 60;
    settings.evaluation_rule.in_execution = false;
    desk.ledger.update_settings(&desk.session, stored.revision, &settings)?;
    assert_eq!(due(&desk)?, [Code::TodoExpiresSoon]);
    Ok(())
}

#[test]
fn the_charts_sum_what_their_lists_show() -> Result<()> {
    let (desk, supplier) = a_desk()?;
    let mut works = sound("HT-1", supplier);
    works.category = Some(domain::procurement::Category::Works);
    let id = desk.ledger.create_contract(&desk.session, &works)?.value;
    desk.ledger.create_contract(&desk.session, &sound("HT-2", supplier))?;
    pay(&desk, id, "10", "2024-12-01")?;
    pay(&desk, id, "20", "2024-11-30")?;
    pay(&desk, id, "30", "2026-11-30")?;
    let overview = desk.ledger.overview()?;
    assert_eq!(overview.payments.len(), 24);
    assert_eq!(
        (overview.payments[0].month.as_str(), overview.payments[23].month.as_str()),
        ("2024-12", "2026-11")
    );
    for month in &overview.payments {
        let query = ListQuery { filters: month.filters.clone(), ..ListQuery::default() };
        assert_eq!(desk.ledger.list_payments(&query)?.totals["amount"], month.paid.to_string());
    }
    assert_eq!(overview.payments[0].paid, "10".parse().expect("an amount"));
    for part in &overview.types {
        let query = ListQuery { filters: part.filters.clone(), ..ListQuery::default() };
        let page = desk.ledger.list_contracts(&query)?;
        assert_eq!((page.count, page.totals["amount"].clone()), (part.contracts, part.amount.to_string()));
    }
    assert_eq!(overview.types.len(), 2);
    for part in &overview.grades {
        let query = ListQuery { filters: part.filters.clone(), ..ListQuery::default() };
        assert_eq!(desk.ledger.list_suppliers(&query)?.count, part.suppliers, "{:?}", part.grade);
    }
    assert_eq!(overview.grades.last().map(|part| (part.grade.clone(), part.suppliers)), Some((None, 1)));
    Ok(())
}

/// An instalment waits from 30 days before it is due until a payment serves it in full.
#[test]
fn an_instalment_waits_until_it_is_paid() -> Result<()> {
    for (due_on, code) in [
        ("2026-11-21", Some(Code::TodoPaymentOverdue)),
        ("2026-11-22", Some(Code::TodoPaymentDue)),
        ("2026-12-22", Some(Code::TodoPaymentDue)),
        ("2026-12-23", None),
    ] {
        let (desk, supplier) = a_desk()?;
        let contract_id = desk.ledger.create_contract(&desk.session, &sound("HT-1", supplier))?.value;
        let plan = PaymentPlan {
            contract_id,
            term: "预付款".to_owned(),
            due_on: due_on.parse().ok(),
            amount: None,
            percent: "0.3".parse().ok(),
            remarks: None,
        };
        let rows = [PlanEntry { known: None, plan }];
        desk.ledger.save_payment_plan(&desk.session, contract_id, &rows, &[])?;
        let Some(code) = code else {
            assert_eq!(todos(&desk)?, [], "{due_on}");
            continue;
        };
        assert_eq!(only(&desk, code)?.amount, "300".parse().ok(), "{due_on}");
        let served = desk.ledger.contract_detail(contract_id)?.plan.rows[0].id;
        let paid = |yuan: &str| {
            let payment = Payment {
                payment_plan_id: Some(served),
                ..Payment::plain(contract_id, "", yuan.parse().expect("an amount"), date(TODAY))
            };
            desk.ledger.create_payment(&desk.session, &payment, None)
        };
        paid("100")?;
        assert_eq!(only(&desk, code)?.amount, "200".parse().ok(), "what is open of it");
        paid("200")?;
        assert_eq!(todos(&desk)?, [], "{due_on}: paid");
    }
    Ok(())
}

fn date(day: &str) -> domain::date::Date {
    day.parse().expect("a date")
}
