//! What a contract may be, and what it takes from its parent.

use domain::contract::{Contract, ContractKind, ContractSource};
use domain::procurement::Category;
use domain::{Code, Money, Ratio};

use crate::{codes, wrong};

fn contract(kind: ContractKind) -> Contract {
    Contract {
        kind, parent_id: kind.needs_parent().then_some(1), ..Contract::plain("HT-001", "桩基工程", 1)
    }
}

#[test]
fn a_contract_of_each_kind_may_be_plain() {
    for kind in ContractKind::ALL {
        assert_eq!(codes(contract(*kind).check()), [], "{kind}");
    }
}

#[test]
fn a_parent_is_required_for_some_kinds_and_forbidden_for_the_others() {
    for kind in ContractKind::ALL {
        let mut turned = contract(*kind);
        turned.parent_id = if kind.needs_parent() { None } else { Some(1) };
        let expected =
            if kind.needs_parent() { Code::ContractParentMissing } else { Code::ContractParentForbidden };
        assert_eq!(codes(turned.check()), [wrong(expected, "parent_id")], "{kind}");
    }
    assert!(ContractKind::Supplement.needs_parent() && ContractKind::Termination.needs_parent());
    assert!(!ContractKind::Main.needs_parent() && !ContractKind::Framework.needs_parent());
}

#[test]
fn a_parent_is_a_main_or_framework_contract() {
    let child = contract(ContractKind::Supplement);
    for kind in ContractKind::ALL {
        let verdict = child.check_parent(&contract(*kind)).map_err(|problem| problem.code);
        let expected = if kind.needs_parent() { Err(Code::ContractParentNotMain) } else { Ok(()) };
        assert_eq!(verdict, expected, "{kind}");
    }
}

#[test]
fn a_procurement_is_required_for_procured_and_forbidden_for_direct_contracts() {
    let mut record = contract(ContractKind::Main);
    record.source = ContractSource::Procured;
    assert_eq!(codes(record.check()), [wrong(Code::ContractProcurementMissing, "procurement_id")]);
    record.procurement_id = Some(1);
    assert_eq!(codes(record.check()), []);
    record.source = ContractSource::Direct;
    assert_eq!(codes(record.check()), [wrong(Code::ContractProcurementForbidden, "procurement_id")]);
}

#[test]
fn only_what_changes_a_contract_may_have_a_negative_amount() {
    for kind in ContractKind::ALL {
        let mut record = contract(*kind);
        record.amount = Some(Money::from_fen(-1));
        let expected = if kind.needs_parent() { vec![] } else { vec![wrong(Code::AmountNegative, "amount")] };
        assert_eq!(codes(record.check()), expected, "{kind}");
        record.amount = Some(Money::ZERO);
        assert_eq!(codes(record.check()), [], "{kind}");
    }
}

#[test]
fn texts_dates_and_ratios_of_a_contract_are_checked() {
    let mut record = contract(ContractKind::Main);
    record.code = "  ".to_owned();
    record.sequence = Some("一\t二".to_owned());
    record.name = "\n".to_owned();
    record.starts_on = "2024-03-05".parse().ok();
    record.ends_on = "2024-03-04".parse().ok();
    record.retention_percent = Some(Ratio::from_ten_thousandths(10_001));
    let all = [
        wrong(Code::RecordFieldMissing, "code"),
        wrong(Code::RecordFieldMissing, "name"),
        wrong(Code::RecordCodeInvalid, "sequence"),
        wrong(Code::ContractEndsBeforeStart, "ends_on"),
        wrong(Code::RatioOutOfRange, "retention_percent"),
    ];
    assert_eq!(codes(record.check()), all);

    let mut record = contract(ContractKind::Main);
    record.code = "合".repeat(domain::name::LONGEST_CODE);
    record.starts_on = "2024-03-05".parse().ok();
    record.ends_on = record.starts_on;
    for ratio in [0, 300, 10_000] {
        record.retention_percent = Some(Ratio::from_ten_thousandths(ratio));
        assert_eq!(codes(record.check()), [], "{ratio}");
    }
    record.code.push('同');
    assert_eq!(codes(record.check()), [wrong(Code::RecordCodeInvalid, "code")]);
}

#[test]
fn a_supplement_takes_from_its_parent_what_it_leaves_unsaid() {
    let mut parent = contract(ContractKind::Main);
    parent.source = ContractSource::Procured;
    parent.procurement_id = Some(7);
    parent.project_id = Some(8);
    parent.category = Some(Category::Works);
    parent.party_a = Some("业主".to_owned());
    parent.remarks = Some("备注".to_owned());

    let mut child = contract(ContractKind::Supplement);
    child.source = ContractSource::Procured;
    child.inherit_from_parent(&parent);
    assert_eq!((child.procurement_id, child.project_id), (Some(7), Some(8)));
    assert_eq!((child.category, child.party_a.as_deref()), (Some(Category::Works), Some("业主")));
    assert_eq!(child.remarks, None);

    let mut given = contract(ContractKind::Supplement);
    given.project_id = Some(9);
    given.category = Some(Category::Goods);
    given.party_a = Some("分公司".to_owned());
    let before = given.clone();
    given.inherit_from_parent(&parent);
    assert_eq!(given, before, "a supplement signed directly has no procurement of its parent's");
}
