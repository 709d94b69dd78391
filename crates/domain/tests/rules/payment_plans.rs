//! Payment plans: what an instalment comes to, and where it stands.

use domain::contract::Contract;
use domain::date::Date;
use domain::payment_plan::{
    self, ContractPlan, PaymentPlan, PaymentPlanRow, PlanBasis, PlanPosition, PlanPreview, PlanState,
    PlanSum, Standing,
};
use domain::{Code, Money, Ratio};

fn money(text: &str) -> Money {
    text.parse().expect("an amount")
}

fn ratio(text: &str) -> Ratio {
    text.parse().expect("a ratio")
}

fn date(text: &str) -> Date {
    text.parse().expect("a day")
}

fn plan(amount: Option<&str>, percent: Option<&str>) -> PaymentPlan {
    PaymentPlan {
        contract_id: 1,
        term: "预付款".to_owned(),
        due_on: Some(date("2024-03-05")),
        amount: amount.map(money),
        percent: percent.map(ratio),
        remarks: None,
    }
}

fn codes(plan: &PaymentPlan) -> Vec<Code> {
    plan.check().into_iter().map(|problem| problem.code).collect()
}

#[test]
fn one_of_amount_and_percentage_is_stated_and_it_is_above_zero() {
    assert_eq!(codes(&plan(Some("1"), None)), []);
    assert_eq!(codes(&plan(None, Some("1"))), []);
    assert_eq!(codes(&plan(None, None)), [Code::PaymentPlanAmountMissing]);
    assert_eq!(codes(&plan(Some("1"), Some("0.3"))), [Code::PaymentPlanBothStated]);
    assert_eq!(codes(&plan(Some("0"), None)), [Code::PaymentPlanAmountNotPositive]);
    assert_eq!(codes(&plan(Some("-1"), None)), [Code::PaymentPlanAmountNotPositive]);
    assert_eq!(codes(&plan(None, Some("0"))), [Code::PaymentPlanPercentOutOfRange]);
    assert_eq!(codes(&plan(None, Some("1.0001"))), [Code::PaymentPlanPercentOutOfRange]);
    let nameless = PaymentPlan { term: " ".to_owned(), ..plan(Some("1"), None) };
    assert_eq!(codes(&nameless), [Code::RecordFieldMissing]);
    for term in ["款".repeat(101), "预付\n款".to_owned()] {
        assert_eq!(codes(&PaymentPlan { term, ..plan(Some("1"), None) }), [Code::PaymentPlanTermTooLong]);
    }
}

/// A contract with an amount and a signing date.
fn contract(amount: Option<&str>, signed_on: Option<&str>) -> Contract {
    Contract {
        amount: amount.map(money),
        signed_on: signed_on.map(date),
        ..Contract::plain("HT-1", "土建", 1)
    }
}

#[test]
fn a_plan_for_another_contract_keeps_percentages_and_recomputes_amounts_and_days() {
    let rows = [plan(Some("333.33"), None), plan(None, Some("0.3"))];
    let from = contract(Some("1000"), Some("2024-03-01"));
    let copy = |to: &Contract| payment_plan::copied(&rows, &from, to);
    let told = |rows: &[PaymentPlan]| {
        let row = |row: &PaymentPlan| (row.amount, row.percent, row.due_on);
        rows.iter().map(row).collect::<Vec<_>>()
    };
    let (third, percent) = (Some(money("166.67")), Some(ratio("0.3")));
    // 2024 has a 29 February: counted are days.
    let day = Some(date("2023-03-06"));
    let to = contract(Some("500"), Some("2023-03-02"));
    assert_eq!(told(&copy(&to)), [(third, None, day), (None, percent, day)]);

    let as_it_is = Some(money("333.33"));
    let unsigned = contract(Some("1000"), None);
    assert_eq!(told(&copy(&unsigned)), [(as_it_is, None, None), (None, percent, None)]);
    let unpriced = contract(None, Some("2024-03-01"));
    let day = Some(date("2024-03-05"));
    assert_eq!(told(&copy(&unpriced)), [(as_it_is, None, day), (None, percent, day)]);
    let tiny = contract(Some("0.01"), Some("2024-03-01"));
    assert_eq!(copy(&tiny)[0].amount, as_it_is, "an amount is never nothing");
}

#[test]
fn what_is_not_stated_follows_from_the_amount_of_the_contract() {
    let percent = plan(None, Some("0.3333"));
    assert_eq!(percent.payable(Some(money("100.01"))), Some(money("33.33")), "33.333333, half up to the fen");
    assert_eq!(percent.share(None), Some(ratio("0.3333")));
    assert_eq!(percent.payable(None), None);
    let amount = plan(Some("50"), None);
    assert_eq!(amount.payable(None), Some(money("50")));
    assert_eq!(amount.share(Some(money("150"))), Some(ratio("0.3333")));
    assert_eq!(amount.share(Some(Money::ZERO)), None);
    assert_eq!(amount.share(None), None);
}

/// A file may state both; which of them stays is said once.
#[test]
fn of_an_amount_and_a_percentage_that_agree_the_exact_one_stays() {
    let settled = |amount, percent, contract: Option<&str>| {
        let mut both = plan(Some(amount), Some(percent));
        let settled = both.settle(contract.map(money));
        settled.map(|()| (both.amount, both.percent)).map_err(|problem| problem.code)
    };
    let percent = |percent| Ok((None, Some(ratio(percent))));
    let amount = |amount| Ok((Some(money(amount)), None));
    assert_eq!(settled("300000", "0.3", Some("1000000")), percent("0.3"));
    assert_eq!(settled("33.33", "0.3333", Some("100.01")), percent("0.3333"));
    assert_eq!(settled("333333.33", "0.3333", Some("1000000")), amount("333333.33"));
    assert_eq!(settled("333333.33", "0.33", Some("1000000")), amount("333333.33"));
    assert_eq!(settled("300000", "0.4", Some("1000000")), Err(Code::PaymentPlanContradicts));
    assert_eq!(settled("300000", "0.4", None), amount("300000"), "nobody can tell");
    assert_eq!(settled("300000", "0.4", Some("0")), amount("300000"), "nobody can tell");
    let mut one = plan(Some("1"), None);
    assert_eq!(one.settle(Some(money("10"))), Ok(()));
    assert_eq!(one, plan(Some("1"), None));
}

#[test]
fn an_instalment_is_paid_once_all_of_it_is_and_then_falls_due_no_more() {
    let basis = PlanBasis { contract_amount: Some(money("1000")), family_closed: false };
    let stands = |paid: &str, basis| {
        let position = PlanPosition::of(&plan(None, Some("0.3")), money(paid), basis);
        (position.standing, position.open, position.falls_due_on.is_some())
    };
    assert_eq!(stands("0", basis), (Standing::Unpaid, Some(money("300")), true));
    assert_eq!(stands("299.99", basis), (Standing::Partly, Some(money("0.01")), true));
    assert_eq!(stands("300", basis), (Standing::Paid, Some(money("0")), false));
    assert_eq!(stands("301", basis), (Standing::Paid, Some(money("0")), false), "never below 0");
    assert_eq!(stands("-5", basis), (Standing::Unpaid, Some(money("305")), true), "a refund alone");
    let closed = PlanBasis { family_closed: true, ..basis };
    assert_eq!(stands("0", closed), (Standing::Unpaid, Some(money("300")), false));
    let nameless = PlanBasis { contract_amount: None, ..basis };
    assert_eq!(stands("5", nameless), (Standing::Partly, None, true));
    assert_eq!(stands("0", nameless), (Standing::Unpaid, None, true));
}

#[test]
fn the_more_pressing_word_says_where_an_instalment_stands() {
    let today = date("2024-03-05");
    let state = |standing, day: Option<&str>| PlanState::of(standing, day.map(date), today).label();
    assert_eq!(state(Standing::Paid, Some("2024-03-04")), "已付清");
    assert_eq!(state(Standing::Partly, Some("2024-03-04")), "逾期");
    assert_eq!(state(Standing::Unpaid, Some("2024-03-04")), "逾期");
    assert_eq!(state(Standing::Unpaid, Some("2024-03-05")), "将到期", "the day itself has not passed");
    assert_eq!(state(Standing::Partly, Some("2024-04-04")), "将到期");
    assert_eq!(state(Standing::Partly, Some("2024-04-05")), "部分支付");
    assert_eq!(state(Standing::Unpaid, Some("2024-04-05")), "未到期");
    assert_eq!(state(Standing::Unpaid, None), "未到期");
    assert_eq!(state(Standing::Partly, None), "部分支付");
}

#[test]
fn the_sum_is_told_where_it_is_not_the_amount_of_the_contract() {
    let thirds = [plan(None, Some("0.3333")), plan(None, Some("0.3333")), plan(None, Some("0.3334"))];
    let sum = PlanSum::of(&thirds, Some(money("100.01")));
    assert_eq!((sum.payable, sum.difference), (Some(money("100.01")), None), "rounded once");
    assert_eq!(sum.share, Some(ratio("1")));
    assert_eq!(sum.warning(), None);

    let short = [plan(Some("500"), None), plan(None, Some("0.3"))];
    let preview = PlanPreview::of(&short, Some(money("1000")));
    assert_eq!(preview.sum.difference, Some(money("-200")));
    assert_eq!(preview.rows[0].share, Some(ratio("0.5")));
    assert_eq!(preview.rows[1].payable, Some(money("300")));
    let warning = &preview.warnings[0];
    assert_eq!(warning.code, Code::PaymentPlanSumDiffers);
    assert_eq!(warning.params["difference"], "-200.00");

    assert_eq!(PlanSum::of(&short, None).payable, None, "a percentage of nothing known");
    assert_eq!(PlanSum::of(&short[..1], None).payable, Some(money("500")));
    assert_eq!(PlanSum::of(&[], Some(money("1000"))).warning(), None, "no plan is no wrong plan");
}

fn row(id: i64, due_on: Option<&str>, standing: Standing) -> PaymentPlanRow {
    PaymentPlanRow {
        id,
        revision: 1,
        contract_id: 1,
        contract_code: "HT-1".to_owned(),
        contract_name: "桩基工程".to_owned(),
        supplier: "甲公司".to_owned(),
        term: format!("第{id}次"),
        due_on: due_on.map(date),
        amount: Some(money("10")),
        percent: None,
        remarks: None,
        payable: Some(money("10")),
        share: None,
        paid: money("4"),
        open: Some(money("6")),
        progress: None,
        standing,
        falls_due_on: None,
        due: None,
        days_left: None,
        state: None,
    }
}

#[test]
fn a_payment_is_proposed_for_the_open_row_that_falls_due_first() {
    let rows = vec![
        row(1, None, Standing::Unpaid),
        row(2, Some("2024-05-01"), Standing::Partly),
        row(3, Some("2024-03-01"), Standing::Paid),
    ];
    let plan = ContractPlan::of(rows, Some(money("30")));
    assert_eq!(plan.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(plan.proposed(), Some(2));
    assert_eq!((plan.sum.paid, plan.sum.open), (money("12"), money("18")));
    assert_eq!(plan.sum.payable, Some(money("30")));
    assert_eq!(ContractPlan::of(vec![row(3, None, Standing::Paid)], None).proposed(), None);
}
