//! 付款计划: entered as a whole, followed by payments, taken back as one operation.

use domain::contract::Contract;
use domain::list::ListQuery;
use domain::payment::Payment;
use domain::payment_plan::{PaymentPlan, PaymentPlanRow, PlanEntry, PlanState, PlanVersion};
use domain::selection::{RecordVersion, Selection};
use domain::{Code, Noun};
use ledger::{Outcome, Result};

use super::desk::{Desk, at, contract, date, money, payment, refused, supplement};

/// A row with a percentage, as it is typed.
fn row(term: &str, percent: &str, due_on: Option<&str>) -> PlanEntry {
    let plan = PaymentPlan {
        contract_id: 0,
        term: term.to_owned(),
        due_on: due_on.map(date),
        amount: None,
        percent: percent.parse().ok(),
        remarks: None,
    };
    PlanEntry { known: None, plan }
}

fn known(row: &PaymentPlanRow) -> PlanEntry {
    PlanEntry { known: Some(version(row)), plan: row.stated() }
}

fn version(row: &PaymentPlanRow) -> PlanVersion {
    PlanVersion { id: row.id, revision: row.revision }
}

impl Desk {
    fn plan(&self, contract: i64, rows: &[PlanEntry]) -> Result<Outcome<i64>> {
        self.ledger.save_payment_plan(&self.session, contract, rows, &[])
    }

    fn rows(&self, contract: i64) -> Vec<PaymentPlanRow> {
        self.ledger.contract_detail(contract).expect("there").plan.rows
    }

    fn states(&self, contract: i64) -> Vec<(String, &'static str)> {
        let state = |row: PaymentPlanRow| (row.term, row.state.map_or("", PlanState::label));
        self.rows(contract).into_iter().map(state).collect()
    }
}

/// A contract of 1,000 yuan with three rows; today is 15 June 2024.
fn planned() -> (Desk, i64) {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    let rows = [
        row("预付款", "0.3", Some("2024-06-01")),
        row("到货款", "0.6", Some("2024-07-15")),
        row("质保金", "0.1", None),
    ];
    desk.plan(main, &rows).expect("saved");
    (desk, main)
}

#[test]
fn a_plan_follows_the_payments_that_serve_it() {
    let (desk, main) = planned();
    let [first, second, last] = &desk.rows(main)[..] else { panic!("three rows") };
    assert_eq!(first.payable, Some(money("300")));
    let told = |word: &'static str, of: &PaymentPlanRow| (of.term.clone(), word);
    assert_eq!(desk.states(main), [told("逾期", first), told("将到期", second), told("未到期", last)]);

    let preview = desk.ledger.preview_payment(None, main, None, false).expect("a preview");
    assert_eq!((preview.plan.len(), preview.proposed_plan_id), (3, Some(first.id)));
    let serving = |amount, id| Payment { payment_plan_id: Some(id), ..payment(main, amount) };
    desk.pay(&serving("299", first.id));
    assert_eq!(desk.states(main)[0].1, "逾期", "partly paid is still overdue");
    let rest = desk.pay(&serving("1", first.id));
    desk.pay(&serving("10", last.id));
    assert_eq!(desk.states(main), [told("已付清", first), told("将到期", second), told("部分支付", last)]);
    let detail = desk.ledger.payment_plan_detail(first.id).expect("there");
    assert_eq!((detail.payments.len(), detail.row.open), (2, Some(money("0"))));
    assert_eq!(desk.ledger.payment_detail(rest).expect("there").row.term.as_deref(), Some("预付款"));
    let preview = desk.ledger.preview_payment(None, main, None, false).expect("a preview");
    assert_eq!(preview.proposed_plan_id, Some(second.id));

    let plan = desk.ledger.contract_detail(main).expect("there").plan;
    assert_eq!((plan.sum.payable, plan.sum.difference), (Some(money("1000")), None));
    assert_eq!((plan.sum.paid, plan.sum.open), (money("310"), money("690")));
}

#[test]
fn what_a_row_comes_to_follows_the_amount_of_its_contract() {
    let (desk, main) = planned();
    let stored = desk.ledger.contract_detail(main).expect("there").contract;
    let dearer = Contract { amount: Some(money("2000")), ..stored.record };
    desk.ledger.update_contract(&desk.session, main, stored.revision, &dearer).expect("changed");
    assert_eq!(desk.rows(main)[0].payable, Some(money("600")));
    let unpriced = Contract { amount: None, ..dearer };
    desk.ledger.update_contract(&desk.session, main, stored.revision + 1, &unpriced).expect("changed");
    assert_eq!((desk.rows(main)[0].payable, desk.rows(main)[0].open), (None, None));
    let supplier = unpriced.supplier_id;
    let child = desk.contract(&supplement("HT-1-1", main, supplier, "100"));
    desk.plan(child, &[row("一次付清", "1", None)]).expect("saved");
    assert_eq!(desk.rows(child)[0].payable, Some(money("100")), "of its own amount, not the family's");
}

/// A family that is paid to the last fen, or terminated, owes nothing by any plan.
#[test]
fn nothing_falls_due_on_a_family_that_is_closed() {
    let (desk, main) = planned();
    desk.pay(&payment(main, "1000"));
    assert_eq!(desk.states(main)[0].1, "未到期", "paid without a word of the plan");
    let (desk, main) = planned();
    let supplier = desk.supplier("乙公司");
    let ended = Contract {
        kind: domain::contract::ContractKind::Termination,
        ..supplement("HT-1-9", main, supplier, "-400")
    };
    desk.contract(&ended);
    assert_eq!(desk.states(main)[0].1, "未到期");
}

#[test]
fn a_broken_rule_is_told_by_its_row() {
    let (desk, main) = planned();
    let rows = [row("甲", "0.1", None), row(" ", "0", None)];
    let missing = at(Code::RecordFieldMissing, "1.term");
    assert_eq!(
        refused(desk.plan(main, &rows)),
        [missing, at(Code::PaymentPlanPercentOutOfRange, "1.percent")]
    );
    let twice = [row("甲", "0.1", None), row(" 甲", "0.2", None)];
    assert_eq!(refused(desk.plan(main, &twice)), [at(Code::PaymentPlanTermTaken, "1.term")]);
    assert_eq!(
        refused(desk.plan(main, &[row("预付款", "0.1", None)])),
        [at(Code::PaymentPlanTermTaken, "0.term")]
    );
    assert_eq!(
        refused(desk.plan(999, &[row("甲", "0.1", None)])),
        [at(Code::RecordReferenceGone, "contract_id")]
    );
    assert_eq!(desk.rows(main).len(), 3, "nothing was saved");
}

#[test]
fn rows_change_go_and_take_each_others_names_in_one_operation() {
    let (desk, main) = planned();
    let [first, second, last] = &desk.rows(main)[..] else { panic!("three rows") };
    let mut renamed = known(first);
    renamed.plan.term = "到货款".to_owned();
    let mut next = known(second);
    next.plan.term = "验收款".to_owned();
    let rows = [renamed, next, row("预付款", "0.05", None)];
    let save =
        |rows: &[PlanEntry]| desk.ledger.save_payment_plan(&desk.session, main, rows, &[version(last)]);
    let seq = save(&rows).expect("saved").seq.expect("an entry");
    let terms = |desk: &Desk| desk.rows(main).into_iter().map(|row| row.term).collect::<Vec<_>>();
    assert_eq!(terms(&desk), ["到货款", "验收款", "预付款"]);
    assert_eq!(refused(save(&rows)), [(Code::RecordNotFound, None)], "a row is gone by now");
    let stale = desk.plan(main, &[rows[0].clone()]);
    assert_eq!(refused(stale), [(Code::RecordStale, None)]);

    let history = desk.ledger.record_history(Noun::PaymentPlan, first.id).expect("a history");
    assert_eq!(history.len(), 2);
    desk.ledger.undo(&desk.session, seq).expect("undone");
    assert_eq!(terms(&desk), ["预付款", "到货款", "质保金"]);

    let as_it_is: Vec<PlanEntry> = desk.rows(main).iter().map(known).collect();
    assert_eq!(desk.plan(main, &as_it_is).expect("saved").seq, None, "nothing changed");
}

#[test]
fn rows_change_names_in_a_circle_and_it_is_undone() {
    let (desk, main) = planned();
    let before = desk.rows(main);
    let terms = |desk: &Desk| desk.rows(main).into_iter().map(|row| row.term).collect::<Vec<_>>();
    let mut rows: Vec<PlanEntry> = before.iter().map(known).collect();
    let mut names: Vec<String> = terms(&desk);
    names.rotate_left(1);
    for (row, name) in rows.iter_mut().zip(&names) {
        row.plan.term.clone_from(name);
    }
    // A payment that serves a row goes on to serve it.
    let paid = desk.pay(&Payment { payment_plan_id: Some(before[0].id), ..payment(main, "10") });
    let seq = desk.plan(main, &rows).expect("saved").seq.expect("an entry");
    assert_eq!(terms(&desk), names);
    let of_payment = || desk.ledger.payment_detail(paid).expect("there").row.term;
    assert_eq!(of_payment().as_ref(), Some(&names[0]));
    let revisions: Vec<i64> = desk.rows(main).iter().map(|row| row.revision).collect();
    assert_eq!(revisions, [2, 2, 2], "each changed once");
    desk.ledger.undo(&desk.session, seq).expect("undone");
    assert_eq!(terms(&desk), ["预付款", "到货款", "质保金"]);
    assert_eq!(of_payment().as_deref(), Some("预付款"));
}

#[test]
fn the_plan_of_another_contract_is_copied_with_its_percentages_amounts_and_days() {
    let (desk, main) = planned();
    let stored = desk.ledger.contract_detail(main).expect("there").contract;
    let signed = Contract { signed_on: Some(date("2024-05-01")), ..stored.record };
    desk.ledger.update_contract(&desk.session, main, stored.revision, &signed).expect("changed");
    let later =
        Contract { signed_on: Some(date("2025-05-11")), ..contract("HT-2", signed.supplier_id, "3000") };
    let other = desk.contract(&later);
    let copied = desk.ledger.copied_payment_plan(main, other).expect("copied");
    let entry = |plan: &PaymentPlan| PlanEntry { known: None, plan: plan.clone() };
    desk.plan(other, &copied.iter().map(entry).collect::<Vec<_>>()).expect("saved");
    let told: Vec<_> = desk.rows(other).into_iter().map(|row| (row.term, row.payable, row.due_on)).collect();
    let row = |term: &str, amount, day: Option<&str>| (term.to_owned(), Some(money(amount)), day.map(date));
    assert_eq!(
        told,
        [
            row("预付款", "900", Some("2025-06-11")),
            row("到货款", "1800", Some("2025-07-25")),
            row("质保金", "300", None),
        ]
    );
    let gone = desk.ledger.copied_payment_plan(999, other);
    assert_eq!(refused(gone), [(Code::RecordNotFound, None)]);
}

#[test]
fn a_row_of_another_contract_is_neither_changed_nor_served() {
    let (desk, main) = planned();
    let supplier = desk.supplier("乙公司");
    let other = desk.contract(&contract("HT-2", supplier, "500"));
    let own = desk.rows(main)[0].clone();
    assert_eq!(refused(desk.plan(other, &[known(&own)])), [(Code::RecordNotFound, None)]);
    let gone = desk.ledger.save_payment_plan(&desk.session, other, &[], &[version(&own)]);
    assert_eq!(refused(gone), [(Code::RecordNotFound, None)]);
    let wrong = Payment { payment_plan_id: Some(own.id), ..payment(other, "1") };
    let pay = |payment: &Payment| desk.ledger.create_payment(&desk.session, payment, None);
    assert_eq!(refused(pay(&wrong)), [at(Code::PaymentPlanOfOther, "payment_plan_id")]);
    let unknown = Payment { payment_plan_id: Some(999), ..wrong };
    assert_eq!(refused(pay(&unknown)), [at(Code::RecordReferenceGone, "payment_plan_id")]);
}

/// As with everything that others refer to: the payments are named, and stay as they are.
#[test]
fn a_row_that_payments_serve_stays_and_so_does_a_contract_with_a_plan() {
    let (desk, main) = planned();
    let [first, second, _] = &desk.rows(main)[..] else { panic!("three rows") };
    let paid = desk.pay(&Payment { payment_plan_id: Some(first.id), ..payment(main, "300") });
    let gone = desk.ledger.save_payment_plan(&desk.session, main, &[], &[version(first)]);
    assert_eq!(refused(gone), [(Code::RecordReferred, None)]);
    let delete = |noun, id| {
        let selection = Selection::Records(vec![RecordVersion { id, revision: None }]);
        desk.ledger.delete_records(&desk.session, noun, &selection).expect("a report")
    };
    let report = delete(Noun::PaymentPlan, first.id);
    assert_eq!((report.deleted, report.refused), (0, 1));
    assert_eq!(delete(Noun::Contract, main).refused, 1);
    let report = delete(Noun::PaymentPlan, second.id);
    assert_eq!(report.deleted, 1);
    desk.ledger.undo(&desk.session, report.seq.expect("an entry")).expect("undone");
    assert_eq!(desk.rows(main).len(), 3);
    // A payment that goes leaves the row open again; its undo brings both back.
    let report = delete(Noun::Payment, paid);
    assert_eq!(desk.rows(main)[0].paid, money("0"));
    desk.ledger.undo(&desk.session, report.seq.expect("an entry")).expect("undone");
    assert_eq!(desk.rows(main)[0].paid, money("300"));
}

/// The undo of a plan keeps the rows that payments serve by now.
#[test]
fn an_undo_keeps_a_row_that_a_payment_serves() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    let rows = [row("预付款", "0.3", None), row("到货款", "0.7", None)];
    let seq = desk.plan(main, &rows).expect("saved").seq.expect("an entry");
    let first = desk.rows(main)[0].clone();
    desk.pay(&Payment { payment_plan_id: Some(first.id), ..payment(main, "300") });
    let report = desk.ledger.undo(&desk.session, seq).expect("undone").value;
    assert_eq!((report.reversed, report.kept_referred), (1, 1));
    assert_eq!(desk.rows(main).iter().map(|row| row.id).collect::<Vec<_>>(), [first.id]);
}

#[test]
fn a_preview_says_what_the_rows_come_to_and_what_is_missing() {
    let (desk, main) = planned();
    let rows: Vec<PaymentPlan> = desk.rows(main).iter().take(2).map(PaymentPlanRow::stated).collect();
    let preview = desk.ledger.preview_payment_plan(main, &rows).expect("a preview");
    assert_eq!(preview.rows[1].payable, Some(money("600")));
    assert_eq!(preview.sum.difference, Some(money("-100")));
    assert_eq!(
        preview.warnings.iter().map(|one| one.code).collect::<Vec<_>>(),
        [Code::PaymentPlanSumDiffers]
    );
}

#[test]
fn the_list_shows_every_row_with_its_sums() {
    let (desk, _) = planned();
    let page =
        desk.ledger.list_payment_plans(&ListQuery { limit: 9, ..ListQuery::default() }).expect("a page");
    assert_eq!((page.count, page.totals["payable"].as_str()), (3, "1000.00"));
    assert_eq!(page.totals["open"], "1000.00");
    assert_eq!(page.rows[0].contract_code, "HT-1");
}

/// Payments that were entered before the plan was: linked many at once, those of others refused.
#[test]
fn many_payments_are_told_at_once_which_row_they_serve() {
    let (desk, main) = planned();
    let supplier = desk.supplier("乙公司");
    let other = desk.contract(&contract("HT-2", supplier, "500"));
    let paid =
        [desk.pay(&payment(main, "100")), desk.pay(&payment(main, "50")), desk.pay(&payment(other, "10"))];
    let first = desk.rows(main)[0].clone();
    let chosen = Selection::Records(paid.map(|id| RecordVersion { id, revision: None }).to_vec());
    let value = serde_json::json!(first.id);
    let edit = |value| {
        desk.ledger
            .batch_edit(&desk.session, Noun::Payment, &chosen, "payment_plan_id", value)
            .expect("a report")
    };
    let report = edit(&value);
    assert_eq!((report.edited, report.refused), (2, 1));
    assert_eq!(report.refusals[0].problems[0].code, Code::PaymentPlanOfOther);
    assert_eq!(desk.rows(main)[0].paid, money("150"));
    assert_eq!(edit(&serde_json::Value::Null).edited, 2, "and told that they serve none");
    assert_eq!(desk.rows(main)[0].paid, money("0"));
}
