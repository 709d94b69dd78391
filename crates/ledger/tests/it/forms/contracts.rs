//! 合同: families, what they inherit, and what is warned of.

use domain::contract::{Contract, ContractKind, ContractSource};
use domain::{Code, Problem};

use super::desk::{Desk, at, contract, date, money, payment, procurement, refused, settlement, supplement};

fn said(warnings: &[Problem]) -> Vec<(Code, Option<String>)> {
    warnings.iter().map(|problem| (problem.code, problem.field.clone())).collect()
}

#[test]
fn a_supplement_takes_what_it_leaves_unsaid_from_its_main_contract() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = Contract {
        project_id: Some(desk.project("0101")),
        category: Some(domain::procurement::Category::Works),
        party_a: Some("业主".to_owned()),
        ..contract("HT-1", supplier, "1000")
    };
    let main_id = desk.contract(&main);
    let child = desk.contract(&supplement("HT-1-1", main_id, supplier, "50"));
    let stored = desk.ledger.contract_detail(child).expect("there").contract.record;
    assert_eq!((stored.project_id, stored.category), (main.project_id, main.category));
    assert_eq!(stored.party_a, main.party_a);
}

#[test]
fn a_family_is_one_level_deep_and_has_no_circle() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    let child = desk.contract(&supplement("HT-1-1", main, supplier, "50"));
    let other = desk.contract(&contract("HT-2", supplier, "10"));
    let create = |contract: &Contract| refused(desk.ledger.create_contract(&desk.session, contract));
    let update =
        |id, contract: &Contract| refused(desk.ledger.update_contract(&desk.session, id, 1, contract));
    let under_child = supplement("HT-3", child, supplier, "1");
    assert_eq!(create(&under_child), [at(Code::ContractParentNotMain, "parent_id")]);
    let under_itself = supplement("HT-2", other, supplier, "1");
    assert_eq!(update(other, &under_itself), [at(Code::ContractParentIsSelf, "parent_id")]);
    // The main contract under its own supplement would be a circle.
    let circle = supplement("HT-1", child, supplier, "1");
    let both = [at(Code::ContractParentNotMain, "parent_id"), at(Code::ContractHasChildren, "kind")];
    assert_eq!(update(main, &circle), both);
    assert_eq!(create(&supplement("HT-3", 999, supplier, "1")), [at(Code::RecordReferenceGone, "parent_id")]);
    desk.ledger.create_settlement(&desk.session, &settlement(other, "10")).expect("settled");
    let settled = supplement("HT-2", main, supplier, "1");
    assert_eq!(update(other, &settled), [at(Code::ContractHasSettlement, "kind")]);
}

#[test]
fn another_project_or_supplier_than_what_a_contract_comes_of_is_warned_of() {
    let desk = Desk::new();
    let (first, second) = (desk.project("0101"), desk.project("0102"));
    let (one, other) = (desk.supplier("甲公司"), desk.supplier("乙公司"));
    let mut asked = procurement("ZC-1");
    (asked.project_id, asked.winning_supplier_id) = (Some(first), Some(one));
    let procured = Contract {
        source: ContractSource::Procured,
        procurement_id: Some(desk.procurement(&asked)),
        project_id: Some(first),
        ..contract("HT-1", one, "1000")
    };
    let check = |own, contract: &Contract| desk.ledger.check_contract(own, contract).expect("checked");
    assert_eq!(said(&check(None, &procured)), []);
    let main = desk.contract(&procured);
    let moved = Contract { project_id: Some(second), supplier_id: other, ..procured.clone() };
    let expected =
        [at(Code::ContractProjectDiffers, "project_id"), at(Code::ContractSupplierDiffers, "supplier_id")];
    assert_eq!(said(&check(Some(main), &moved)), expected);
    let child = Contract { project_id: Some(second), ..supplement("HT-1-1", main, one, "1") };
    let warnings = check(None, &child);
    assert_eq!(said(&warnings), [at(Code::ContractProjectDiffers, "project_id")]);
    assert_eq!(warnings[0].params["value"], "HT-1");
    // Moved away from its supplements, the main contract is told of them.
    desk.contract(&Contract { project_id: Some(first), ..child });
    let moved = Contract { project_id: Some(second), ..procured };
    assert_eq!(said(&check(Some(main), &moved)), [at(Code::ContractProjectDiffers, "project_id")]);
}

#[test]
fn growth_above_the_limit_is_warned_of_before_and_after_saving() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    desk.contract(&supplement("HT-1-1", main, supplier, "60"));
    let at_the_limit = supplement("HT-1-2", main, supplier, "40");
    assert_eq!(said(&desk.ledger.check_contract(None, &at_the_limit).expect("checked")), []);
    let above = supplement("HT-1-2", main, supplier, "40.1");
    let warnings = desk.ledger.check_contract(None, &above).expect("checked");
    assert_eq!(said(&warnings), [at(Code::ContractGrowthExceeds, "amount")]);
    assert_eq!(
        (warnings[0].params["growth"].as_str(), warnings[0].params["limit"].as_str()),
        ("10.01 %", "10.00 %")
    );
    desk.contract(&above);
    let detail = desk.ledger.contract_detail(main).expect("there");
    assert!(detail.growth_exceeds);
    let mut settings = desk.ledger.settings().expect("settings");
    settings.settings.growth_limit = "0.15".parse().expect("a ratio");
    desk.ledger.update_settings(&desk.session, settings.revision, &settings.settings).expect("set");
    assert!(!desk.ledger.contract_detail(main).expect("there").growth_exceeds);
}

#[test]
fn an_amount_that_makes_the_family_overpaid_is_warned_of_not_refused() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let signed = contract("HT-1", supplier, "1000");
    let main = desk.contract(&signed);
    let child = desk.contract(&supplement("HT-1-1", main, supplier, "100"));
    desk.pay(&payment(main, "900"));
    desk.pay(&payment(child, "100"));
    let lower = Contract { amount: Some(money("800")), ..signed };
    let warnings = desk.ledger.check_contract(Some(main), &lower).expect("checked");
    let expected = [at(Code::ContractGrowthExceeds, "amount"), at(Code::ContractOverpaid, "amount")];
    assert_eq!(said(&warnings), expected);
    assert_eq!(warnings[1].params["progress"], "111.11 %");
    desk.ledger.update_contract(&desk.session, main, 1, &lower).expect("saved");

    let low = settlement(main, "990");
    let warnings = desk.ledger.check_settlement(&low).expect("checked");
    assert_eq!(said(&warnings), [at(Code::SettlementOverpaid, "final_amount")]);
    assert_eq!(warnings[0].params["paid"], "1000.00");
    desk.ledger.create_settlement(&desk.session, &low).expect("saved");
    // A settled family is measured against its settlement, whatever the amounts say.
    let higher = Contract { amount: Some(money("5000")), ..lower };
    let warnings = desk.ledger.check_contract(Some(main), &higher).expect("checked");
    assert_eq!(said(&warnings), [at(Code::ContractOverpaid, "amount")]);
}

#[test]
fn dates_and_terminations_keep_their_rules() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let backdated = Contract {
        signed_on: Some(date("2024-03-05")),
        starts_on: Some(date("2024-03-01")),
        ends_on: Some(date("2024-02-01")),
        ..contract("HT-1", supplier, "1000")
    };
    let warnings = desk.ledger.check_contract(None, &backdated).expect("checked");
    assert_eq!(said(&warnings), [at(Code::ContractSignedAfterStart, "signed_on")]);
    let save = desk.ledger.create_contract(&desk.session, &backdated);
    assert_eq!(refused(save), [at(Code::ContractEndsBeforeStart, "ends_on")]);
    let main = desk.contract(&contract("HT-1", supplier, "1000"));
    let mut ending = supplement("HT-1-1", main, supplier, "1");
    (ending.kind, ending.amount) = (ContractKind::Termination, Some(-money("400")));
    desk.contract(&ending);
    let row = desk.ledger.contract_detail(main).expect("there").row;
    assert_eq!(row.family_amount, Some(money("600")));
    assert_eq!(row.status.label(), "已解除");
}
