//! 项目.

use domain::{Code, Money};

use super::desk::{
    Desk, at, contract, money, payment, procurement, project, refused, settlement, supplement,
};

#[test]
fn a_project_is_entered_edited_and_its_code_is_its_own() {
    let desk = Desk::new();
    let id = desk.project("0101");
    desk.project("0102");
    let mut changed = project("0102");
    let taken = desk.ledger.update_project(&desk.session, id, 1, &changed);
    assert_eq!(refused(taken), [at(Code::RecordCodeTaken, "code")]);
    changed.code = "0101-改".to_owned();
    desk.ledger.update_project(&desk.session, id, 1, &changed).expect("changed");
    assert_eq!(desk.ledger.project_detail(id).expect("there").project.record, changed);
    let stale = desk.ledger.update_project(&desk.session, id, 1, &changed);
    assert_eq!(refused(stale), [(Code::RecordStale, None)]);
}

#[test]
fn the_panel_of_a_project_adds_up_families_and_measures_against_their_bases() {
    let desk = Desk::new();
    let project = desk.project("0101");
    let supplier = desk.supplier("甲公司");
    let mut asked = procurement("ZC-1");
    asked.project_id = Some(project);
    desk.procurement(&asked);
    let own = |mut contract: domain::contract::Contract| {
        contract.project_id = Some(project);
        contract
    };
    let main = desk.contract(&own(contract("HT-1", supplier, "1000")));
    let child = desk.contract(&own(supplement("HT-1-1", main, supplier, "500")));
    let mut without_amount = own(contract("HT-2", supplier, "1"));
    without_amount.amount = None;
    let unmeasured = desk.contract(&without_amount);
    desk.pay(&payment(main, "300"));
    desk.pay(&payment(child, "300"));
    desk.pay(&payment(unmeasured, "40"));
    let position = desk.ledger.project_detail(project).expect("there").position;
    assert_eq!((position.in_execution, position.settled), (2, 0));
    assert_eq!((position.paid, position.base), (money("640"), Some(money("1500"))));
    assert_eq!(position.progress.map(|ratio| ratio.to_string()).as_deref(), Some("0.4000"));
    assert_eq!(position.remaining, Some(money("900")));

    desk.ledger.create_settlement(&desk.session, &settlement(main, "1200")).expect("settled");
    let detail = desk.ledger.project_detail(project).expect("there");
    assert_eq!((detail.position.in_execution, detail.position.settled), (1, 1));
    assert_eq!(detail.position.base, Some(money("1200")));
    assert_eq!(detail.row.total_amount, money("1500"));
    assert_eq!(detail.procurements.len(), 1);
    assert_ne!(detail.position.paid, Money::ZERO);
}
