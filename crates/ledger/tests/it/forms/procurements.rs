//! 采购.

use domain::procurement::Procurement;
use domain::{Code, Problem};

use super::desk::{Desk, at, contract, date, money, procurement, refused};

#[test]
fn a_procurement_leads_to_its_contracts_and_back() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let mut asked = procurement("ZC-1");
    asked.project_id = Some(desk.project("0101"));
    asked.winning_supplier_id = Some(supplier);
    asked.award_amount = Some(money("1000"));
    let id = desk.procurement(&asked);
    let mut signed = contract("HT-1", supplier, "1000");
    signed.source = domain::contract::ContractSource::Procured;
    signed.procurement_id = Some(id);
    desk.contract(&signed);
    let detail = desk.ledger.procurement_detail(id).expect("there");
    assert_eq!(detail.procurement.record, asked);
    assert_eq!(detail.row.winning_supplier.as_deref(), Some("甲公司"));
    assert_eq!(detail.project_name.as_deref(), Some("项目0101"));
    assert_eq!(detail.contracts.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["HT-1"]);
}

#[test]
fn every_rule_of_a_procurement_names_its_field() {
    let desk = Desk::new();
    desk.procurement(&procurement("ZC-1"));
    let save =
        |procurement: &Procurement| refused(desk.ledger.create_procurement(&desk.session, procurement));
    assert_eq!(save(&procurement("ZC-1")), [at(Code::RecordCodeTaken, "code")]);
    let negative = Some(-money("0.01"));
    let broken = Procurement {
        name: " ".to_owned(),
        budget_amount: negative,
        control_price: negative,
        award_amount: negative,
        ..Procurement::default()
    };
    let expected = [
        at(Code::RecordFieldMissing, "code"),
        at(Code::RecordFieldMissing, "name"),
        at(Code::AmountNegative, "budget_amount"),
        at(Code::AmountNegative, "control_price"),
        at(Code::AmountNegative, "award_amount"),
    ];
    assert_eq!(save(&broken), expected);
}

#[test]
fn a_stale_procurement_is_refused() {
    let desk = Desk::new();
    let id = desk.procurement(&procurement("ZC-1"));
    let update = || desk.ledger.update_procurement(&desk.session, id, 1, &procurement("ZC-2"));
    update().expect("changed");
    assert_eq!(refused(update()), [(Code::RecordStale, None)]);
}

#[test]
fn steps_out_of_order_and_awards_above_the_limits_are_warned_of_and_saved() {
    let desk = Desk::new();
    let odd = Procurement {
        announced_on: Some(date("2024-03-05")),
        bids_opened_on: Some(date("2024-03-01")),
        result_published_on: Some(date("2024-03-20")),
        award_notice_on: Some(date("2024-03-20")),
        budget_amount: Some(money("100")),
        control_price: Some(money("120")),
        award_amount: Some(money("110")),
        ..procurement("ZC-1")
    };
    let warnings = desk.ledger.check_procurement(&odd);
    let said =
        |problem: &Problem| (problem.code, problem.field.clone(), problem.params["other_field"].clone());
    let expected = [
        (Code::ProcurementDatesOutOfOrder, "bids_opened_on", "announced_on"),
        (Code::ProcurementAwardExceeds, "award_amount", "budget_amount"),
    ];
    let expected = expected.map(|(code, field, other)| (code, Some(field.to_owned()), other.to_owned()));
    assert_eq!(warnings.iter().map(said).collect::<Vec<_>>(), expected);
    desk.procurement(&odd);
}
