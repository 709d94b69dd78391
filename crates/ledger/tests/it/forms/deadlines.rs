//! Ends and retentions, in lists and panels, against the day of the ledger.

use domain::Ratio;
use domain::contract::Contract;
use domain::deadline::Deadline;
use domain::list::{Comparison, Filter, ListQuery};
use domain::settings::Settings;

use super::desk::{Desk, TODAY, contract, date, money, payment, settlement, supplement};

fn ending(code: &str, supplier: i64, ends_on: &str) -> Contract {
    Contract { ends_on: Some(date(ends_on)), ..contract(code, supplier, "100") }
}

fn standing(desk: &Desk, field: &str, words: &[&str]) -> Vec<String> {
    let values = words.iter().map(|word| (*word).to_owned()).collect();
    let filters = vec![Filter { field: field.to_owned(), comparison: Comparison::Is, values }];
    let query = ListQuery { filters, limit: 10, ..ListQuery::default() };
    desk.ledger.list_contracts(&query).expect("a page").rows.into_iter().map(|row| row.code).collect()
}

#[test]
fn contracts_are_told_apart_by_how_near_their_end_is() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    desk.contract(&ending("A", supplier, "2024-06-14"));
    desk.contract(&ending("B", supplier, TODAY));
    let near = desk.contract(&ending("C", supplier, "2024-07-15"));
    desk.contract(&ending("D", supplier, "2024-07-16"));
    let settled = desk.contract(&ending("E", supplier, "2024-01-01"));
    desk.ledger.create_settlement(&desk.session, &settlement(settled, "100")).expect("settled");
    desk.contract(&contract("F", supplier, "100"));

    assert_eq!(standing(&desk, "expiry", &["已到期"]), ["A"]);
    assert_eq!(standing(&desk, "expiry", &["马上到期"]), ["B"]);
    assert_eq!(standing(&desk, "expiry", &["即将到期", "已到期"]), ["A", "C"]);
    assert_eq!(standing(&desk, "expiry", &["未到期"]), ["D"]);
    let row = desk.ledger.contract_detail(near).expect("there").row;
    assert_eq!((row.expiry, row.days_left), (Some(Deadline::Near), Some(30)));

    // An extension by a supplement moves the end of the family.
    let mut extension = supplement("C-1", near, supplier, "1");
    extension.ends_on = Some(date("2024-12-31"));
    desk.contract(&extension);
    assert_eq!(standing(&desk, "expiry", &["即将到期"]), Vec::<String>::new());

    let stored = desk.ledger.settings().expect("settings");
    let settings = Settings { expiry_days: 300, ..stored.settings };
    desk.ledger.update_settings(&desk.session, stored.revision, &settings).expect("set");
    assert_eq!(standing(&desk, "expiry", &["即将到期"]), ["C", "D"]);
}

#[test]
fn a_retention_waits_for_its_release_until_it_is_paid() {
    let desk = Desk::new();
    let supplier = desk.supplier("甲公司");
    let held = Contract {
        retention_percent: Some(Ratio::from_ten_thousandths(500)),
        retention_due_on: Some(date("2024-06-01")),
        ..contract("A", supplier, "1000")
    };
    let id = desk.contract(&held);
    desk.pay(&payment(id, "950"));
    let row = desk.ledger.contract_detail(id).expect("there").row;
    assert_eq!(row.retention, Some(money("50")));
    assert_eq!((row.release, row.release_days), (Some(Deadline::Passed), Some(-14)));
    assert_eq!(standing(&desk, "release", &["已到期"]), ["A"]);
    desk.pay(&payment(id, "50"));
    assert_eq!(standing(&desk, "release", &["已到期"]), Vec::<String>::new());
    assert_eq!(desk.ledger.contract_detail(id).expect("there").row.release, None);
}
