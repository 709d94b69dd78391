//! Family amount, payment progress, status.

use domain::contract::{ContractKind, ContractStatus};
use domain::position::{Member, Position, growth};
use domain::{Money, Ratio};
use proptest::prelude::*;

fn yuan(text: &str) -> Money {
    text.parse().expect("an amount")
}

/// A member with its amount, or "" for none, and what was paid on it.
fn member(kind: ContractKind, amount: &str, paid: &str) -> Member {
    Member { kind, amount: amount.parse().ok(), paid: yuan(paid) }
}

/// Family amount, paid, base, progress, remaining as people read them; "—" for none.
fn said(position: &Position) -> [String; 5] {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    [
        or_dash(position.family_amount.map(|amount| amount.to_string())),
        position.paid.to_string(),
        or_dash(position.base.map(|amount| amount.to_string())),
        or_dash(position.progress.map(|ratio| ratio.to_string())),
        or_dash(position.remaining.map(|amount| amount.to_string())),
    ]
}

#[test]
fn a_family_counts_supplements_in_base_and_payments_alike() {
    let members = [
        member(ContractKind::Main, "1000000", "500000"),
        member(ContractKind::Supplement, "200000", "150000"),
        member(ContractKind::Supplement, "-50000", "0"),
    ];
    let position = Position::of_family(&members, None);
    assert_eq!(said(&position), ["1150000.00", "650000.00", "1150000.00", "0.5652", "500000.00"]);
    assert_eq!(position.status, ContractStatus::InExecution);
    assert_eq!(growth(&members).map(|ratio| ratio.to_string()).as_deref(), Some("0.1500"));
}

#[test]
fn a_settlement_is_the_base_and_settles_the_family() {
    let members = [member(ContractKind::Main, "1000", "900"), member(ContractKind::Termination, "-100", "0")];
    let position = Position::of_family(&members, Some(yuan("950")));
    assert_eq!(said(&position), ["900.00", "900.00", "950.00", "0.9474", "50.00"]);
    assert_eq!(position.status, ContractStatus::Settled);
    assert_eq!(Position::of_family(&members, None).status, ContractStatus::Terminated);
}

#[test]
fn without_a_base_progress_is_a_dash_and_not_zero() {
    let empty = Position::of_family(&[member(ContractKind::Main, "", "100")], None);
    assert_eq!(said(&empty), ["—", "100.00", "—", "—", "—"]);
    let zero = Position::of_family(&[member(ContractKind::Main, "0", "100")], None);
    assert_eq!(said(&zero), ["0.00", "100.00", "0.00", "—", "-100.00"]);
    let settled_at_zero = Position::of_family(&[member(ContractKind::Main, "500", "0")], Some(Money::ZERO));
    assert_eq!(said(&settled_at_zero), ["500.00", "0.00", "0.00", "—", "0.00"]);
    let unpaid = Position::of_family(&[member(ContractKind::Main, "500", "0")], None);
    assert_eq!(said(&unpaid), ["500.00", "0.00", "500.00", "0.0000", "500.00"]);
}

#[test]
fn an_amount_missing_on_one_document_leaves_the_others_counted() {
    let members = [member(ContractKind::Main, "", "0"), member(ContractKind::Supplement, "300", "150")];
    let position = Position::of_family(&members, None);
    assert_eq!(said(&position), ["300.00", "150.00", "300.00", "0.5000", "150.00"]);
    assert_eq!(growth(&members), None);
}

#[test]
fn more_than_all_is_shown_as_such() {
    let position = Position::of_family(&[member(ContractKind::Main, "100", "130.5")], None);
    assert_eq!(said(&position), ["100.00", "130.50", "100.00", "1.3050", "-30.50"]);
}

#[test]
fn a_child_is_measured_by_its_own_payments_and_amount() {
    let child = member(ContractKind::Supplement, "200", "50");
    let position = Position::of_child(&child, ContractStatus::Settled);
    assert_eq!(said(&position), ["200.00", "50.00", "200.00", "0.2500", "150.00"]);
    assert_eq!(position.status, ContractStatus::Settled);
    let without =
        Position::of_child(&member(ContractKind::Supplement, "", "50"), ContractStatus::InExecution);
    assert_eq!(said(&without), ["—", "50.00", "—", "—", "—"]);
}

#[test]
fn a_framework_contract_leads_a_family_like_a_main_contract() {
    let members =
        [member(ContractKind::Framework, "1000", "0"), member(ContractKind::Supplement, "100", "0")];
    assert_eq!(growth(&members), Some(Ratio::from_ten_thousandths(1000)));
    assert_eq!(growth(&members[..1]), Some(Ratio::from_ten_thousandths(0)));
    // A termination takes back; it is no growth.
    let ended = [member(ContractKind::Main, "1000", "0"), member(ContractKind::Termination, "-400", "0")];
    assert_eq!(growth(&ended), Some(Ratio::from_ten_thousandths(0)));
}

const LIMIT: i64 = 1_000_000_000_000;

fn members() -> impl Strategy<Value = Vec<Member>> {
    let kind = prop::sample::select(ContractKind::ALL);
    let one = (kind, prop::option::of(-LIMIT..=LIMIT), -LIMIT..=LIMIT).prop_map(|(kind, amount, paid)| {
        Member { kind, amount: amount.map(Money::from_fen), paid: Money::from_fen(paid) }
    });
    prop::collection::vec(one, 1..20)
}

proptest! {
    #[test]
    fn a_position_is_the_exact_sums_of_its_members(members in members(), settled in prop::option::of(0..=LIMIT)) {
        let position = Position::of_family(&members, settled.map(Money::from_fen));
        let amounts: Vec<i64> = members.iter().filter_map(|member| member.amount).map(Money::fen).collect();
        let family = (!amounts.is_empty()).then(|| amounts.iter().sum::<i64>());
        let paid: i64 = members.iter().map(|member| member.paid.fen()).sum();
        let base = settled.or(family);
        prop_assert_eq!(position.family_amount.map(Money::fen), family);
        prop_assert_eq!(position.paid.fen(), paid);
        prop_assert_eq!(position.base.map(Money::fen), base);
        prop_assert_eq!(position.remaining.map(Money::fen), base.map(|base| base - paid));
        prop_assert_eq!(position.progress.is_some(), base.is_some_and(|base| base != 0));
        prop_assert_eq!(position.status == ContractStatus::Settled, settled.is_some());
    }

    #[test]
    fn the_order_of_the_members_never_matters(members in members()) {
        let mut turned = members.clone();
        turned.reverse();
        prop_assert_eq!(Position::of_family(&members, None), Position::of_family(&turned, None));
        prop_assert_eq!(growth(&members), growth(&turned));
    }
}
