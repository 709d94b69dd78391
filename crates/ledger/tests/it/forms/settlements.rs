//! 结算 and 付款: what they do to the position of a family, at once and everywhere.

use domain::payment::Payment;
use domain::settlement::Settlement;
use domain::{Code, Problem};

use super::desk::{Desk, at, contract, date, money, payment, refused, settlement, supplement};

fn said(warnings: &[Problem]) -> Vec<(Code, Option<String>)> {
    warnings.iter().map(|problem| (problem.code, problem.field.clone())).collect()
}

#[test]
fn a_main_contract_has_one_settlement_and_its_progress_switches_base() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    let child = desk.contract(&supplement("HT-1-1", main, supplier, "200"));
    desk.pay(&payment(main, "600"));
    let save = |settlement: &Settlement| desk.ledger.create_settlement(&desk.session, settlement);
    assert_eq!(refused(save(&settlement(child, "1"))), [at(Code::SettlementNotMain, "contract_id")]);
    assert_eq!(refused(save(&settlement(main, "-1"))), [at(Code::AmountNegative, "final_amount")]);
    assert_eq!(refused(save(&settlement(999, "1"))), [at(Code::RecordReferenceGone, "contract_id")]);

    let preview = desk.ledger.preview_settlement(main, Some(money("800"))).expect("a preview");
    assert_eq!((preview.base, preview.remaining), (Some(money("800")), Some(money("200"))));
    assert_eq!(preview.difference, Some(money("-400")));

    let id = save(&settlement(main, "800")).expect("settled").value;
    let row = desk.ledger.contract_detail(main).expect("there").row;
    assert_eq!((row.base, row.progress), (preview.base, preview.progress));
    assert_eq!(row.status.label(), "已结算");
    assert_eq!(refused(save(&settlement(main, "900"))), [at(Code::SettlementExists, "contract_id")]);

    let changed = settlement(main, "750");
    desk.ledger.update_settlement(&desk.session, id, 1, &changed).expect("changed");
    let stale = desk.ledger.update_settlement(&desk.session, id, 1, &changed);
    assert_eq!(refused(stale), [(Code::RecordStale, None)]);
    let detail = desk.ledger.settlement_detail(id).expect("there");
    assert_eq!((detail.row.family_amount, detail.row.difference), (Some(money("1200")), Some(money("-450"))));
    assert_eq!(detail.contract.progress.map(domain::Ratio::percent).as_deref(), Some("80.00 %"));
    assert_eq!(desk.ledger.supplier_detail(supplier).expect("there").row.progress, detail.contract.progress);
}

#[test]
fn a_settlement_moved_to_another_contract_keeps_the_rule_of_one() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let (first, second) = (contract("HT-1", supplier, "1"), contract("HT-2", supplier, "1"));
    let (first, second) = (desk.contract(&first), desk.contract(&second));
    let id = desk.ledger.create_settlement(&desk.session, &settlement(first, "1")).expect("settled").value;
    desk.ledger.create_settlement(&desk.session, &settlement(second, "1")).expect("settled");
    let moved = desk.ledger.update_settlement(&desk.session, id, 1, &settlement(second, "1"));
    assert_eq!(refused(moved), [at(Code::SettlementExists, "contract_id")]);
}

#[test]
fn a_payment_shows_where_the_family_will_stand_and_which_code_it_gets() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let mut signed = contract("HT-1", supplier, "1000");
    signed.sequence = Some("BHHY-NH-001".to_owned());
    let main = desk.contract(&signed);
    let child = desk.contract(&supplement("HT-1-1", main, supplier, "200"));
    let first = desk.pay(&payment(main, "300"));
    let preview = desk.ledger.preview_payment(None, child, Some(money("600")), false).expect("a preview");
    assert_eq!((preview.paid_before, preview.paid), (money("300"), money("900")));
    assert_eq!((preview.base, preview.remaining), (Some(money("1200")), Some(money("300"))));
    let preview = desk.ledger.preview_payment(Some(first), main, Some(money("50")), true).expect("a preview");
    assert_eq!(preview.paid, money("-50"));
    assert_eq!(preview.next_code.as_deref(), Some("BHHY-NH-001-FK-002"));
    let second = desk.pay(&payment(main, "1"));
    let code = desk.ledger.payment_detail(second).expect("there").row.code;
    assert_eq!(preview.next_code, Some(code));
}

#[test]
fn an_overpayment_needs_a_reason_which_the_journal_keeps() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    let id = desk.pay(&payment(main, "900"));
    let too_much = payment(main, "200");
    let pay = |reason| desk.ledger.create_payment(&desk.session, &too_much, reason);
    assert_eq!(refused(pay(None)), [at(Code::PaymentOverpays, "amount")]);
    assert_eq!(refused(pay(Some("  "))), [at(Code::PaymentOverpays, "amount")]);
    let seq = pay(Some("变更签证")).expect("paid").seq.expect("an entry");
    let entry = desk.ledger.journal_entry(seq).expect("there");
    assert!(entry.detail.expect("facts").contains("变更签证"));
    // Raising a payment that is there overpays as well.
    let raised = Payment { code: "HT-1-FK-001".to_owned(), ..payment(main, "901") };
    let update = desk.ledger.update_payment(&desk.session, id, 1, &raised, None);
    assert_eq!(refused(update), [at(Code::PaymentOverpays, "amount")]);
}

#[test]
fn an_equal_payment_and_one_in_the_future_are_warned_of() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    let id = desk.pay(&payment(main, "100"));
    let check = |own, payment: &Payment| said(&desk.ledger.check_payment(own, payment).expect("checked"));
    assert_eq!(check(None, &payment(main, "100")), [at(Code::PaymentLooksRepeated, "amount")]);
    assert_eq!(check(Some(id), &payment(main, "100")), []);
    let later = Payment { paid_on: date("2024-06-16"), ..payment(main, "100") };
    assert_eq!(check(None, &later), [at(Code::PaymentInFuture, "paid_on")]);
    desk.pay(&payment(main, "100"));
}
