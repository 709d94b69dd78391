//! Projects, procurements, payments, settlements, interviews.

use domain::date::Date;
use domain::interview::{Interview, InterviewKind, InterviewStatus};
use domain::payment::{Payment, code_of};
use domain::procurement::{AwardMethod, BidEvaluation, Procurement};
use domain::project::{Project, ProjectStatus};
use domain::settlement::Settlement;
use domain::{Code, Money};

use crate::{codes, wrong};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn payment(fen: i64) -> Payment {
    Payment::plain(1, "", Money::from_fen(fen), day("2024-03-05"))
}

#[test]
fn a_payment_is_positive_and_a_refund_subtracts() {
    assert_eq!(codes(payment(1).check()), []);
    for fen in [0, -1] {
        assert_eq!(codes(payment(fen).check()), [wrong(Code::PaymentAmountNotPositive, "amount")]);
    }
    let mut refund = payment(100);
    assert_eq!(refund.signed_amount(), Money::from_fen(100));
    refund.refund = true;
    assert_eq!(refund.signed_amount(), Money::from_fen(-100));
    assert_eq!(codes(refund.check()), []);
    refund.code = " ".to_owned();
    assert_eq!(codes(refund.check()), [wrong(Code::RecordFieldMissing, "code")]);
}

#[test]
fn payment_codes_count_from_001_and_past_999() {
    assert_eq!(code_of("BHHY-NH-001", 1), "BHHY-NH-001-FK-001");
    assert_eq!(code_of("BHHY-NH-001", 999), "BHHY-NH-001-FK-999");
    assert_eq!(code_of("BHHY-NH-001", 1000), "BHHY-NH-001-FK-1000");
}

#[test]
fn a_project_needs_code_and_name() {
    let project = Project {
        code: String::new(),
        name: " ".to_owned(),
        description: None,
        manager: None,
        status: ProjectStatus::Running,
        remarks: None,
    };
    let both = [wrong(Code::RecordFieldMissing, "code"), wrong(Code::RecordFieldMissing, "name")];
    assert_eq!(codes(project.check()), both);
}

#[test]
fn a_procurement_has_no_negative_amounts() {
    let mut procurement =
        Procurement { code: "ZC-1".to_owned(), name: "桩基".to_owned(), ..Procurement::default() };
    assert_eq!(codes(procurement.check()), []);
    procurement.budget_amount = Some(Money::ZERO);
    procurement.control_price = Some(Money::from_fen(-1));
    procurement.award_amount = Some(Money::from_fen(-1));
    let both = [wrong(Code::AmountNegative, "control_price"), wrong(Code::AmountNegative, "award_amount")];
    assert_eq!(codes(procurement.check()), both);
}

#[test]
fn other_spellings_of_a_choice_mean_the_same_word() {
    for text in ["综合评分法", "综合评估法", "综合评审法"] {
        assert_eq!(BidEvaluation::from_label(text).map(BidEvaluation::label), Some("综合评分法"));
    }
    for text in ["价格竞争法", "最低价法", "经评审的合理低价法"] {
        assert_eq!(BidEvaluation::from_label(text).map(BidEvaluation::label), Some("价格竞争法"));
    }
    let approval = AwardMethod::from_label("上报审批(其他方式采购)");
    assert_eq!(approval.map(AwardMethod::label), Some("上报审批（其他方式采购）"));
    assert_eq!(BidEvaluation::from_label("抽签"), None);
    for value in BidEvaluation::ALL {
        assert_eq!(BidEvaluation::from_label(value.label()), Some(*value));
    }
}

#[test]
fn a_settlement_may_be_zero_but_not_negative() {
    let settlement = |fen| Settlement {
        contract_id: 1,
        final_amount: Money::from_fen(fen),
        completed_on: None,
        archived_on: None,
        remarks: None,
    };
    assert_eq!(codes(settlement(0).check()), []);
    assert_eq!(codes(settlement(-1).check()), [wrong(Code::AmountNegative, "final_amount")]);
}

fn interview() -> Interview {
    Interview {
        held_on: day("2024-03-05"),
        interviewer: "张三".to_owned(),
        reason: "进度".to_owned(),
        content: "第一行\n第二行".to_owned(),
        ..Interview::of_supplier(1)
    }
}

#[test]
fn an_interview_is_not_in_the_future_and_not_before_2000() {
    let today = day("2024-03-05");
    assert_eq!(codes(interview().check(today)), []);
    for (held_on, fits) in
        [("2000-01-01", true), ("1999-12-31", false), ("2024-03-05", true), ("2024-03-06", false)]
    {
        let record = Interview { held_on: day(held_on), ..interview() };
        let expected = if fits { vec![] } else { vec![wrong(Code::InterviewDateOutOfRange, "held_on")] };
        assert_eq!(codes(record.check(today)), expected, "{held_on}");
    }
}

#[test]
fn a_breach_that_is_open_says_what_is_to_be_put_right() {
    let today = day("2024-03-05");
    for kind in InterviewKind::ALL {
        for status in InterviewStatus::ALL {
            let record = Interview { kind: *kind, status: *status, ..interview() };
            let open = matches!(status, InterviewStatus::Open | InterviewStatus::InProgress);
            let missing = *kind == InterviewKind::Breach && open;
            let problem = vec![wrong(Code::InterviewRectificationMissing, "rectification")];
            let expected = if missing { problem } else { vec![] };
            assert_eq!(codes(record.check(today)), expected, "{kind} {status}");
            let blank = Interview { rectification: Some(" \n".to_owned()), ..record.clone() };
            assert_eq!(codes(blank.check(today)), expected, "{kind} {status} with blanks");
            let said = Interview { rectification: Some("返工".to_owned()), ..record };
            assert_eq!(codes(said.check(today)), [], "{kind} {status} with a demand");
        }
    }
}
