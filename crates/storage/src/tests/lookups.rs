//! Keys to records, singly and in bulk: both must answer alike.

use domain::Noun;
use domain::contract::ContractKind;
use domain::supplier::Supplier;

use super::{
    TestResult, any_contract, any_payment, contract_of, empty_ledger, payment_of, project_of, writer,
};
use crate::contract::{ContractKeys, ContractMatch};
use crate::payment::{EqualPayments, PaymentCodes};
use crate::supplier::{SupplierMatch, SupplierNames};
use crate::{Writer, contract, evaluation, payment, procurement, project, settlement, supplier};

#[test]
fn a_code_keeps_its_leading_zeros_and_its_case() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let id = project::insert(&writer, &project_of("007a"))?;
    assert_eq!(project::id_by_code(&writer, "007a")?, Some(id));
    assert_eq!(project::id_by_code(&writer, "7a")?, None);
    assert_eq!(project::id_by_code(&writer, "007A")?, None);
    assert_eq!(project::ids_by_code(&writer)?, [("007a".to_owned(), id)].into());
    assert_eq!(procurement::ids_by_code(&writer)?.len(), 0);
    Ok(())
}

fn with_former(writer: &Writer<'_>, name: &str, former: &[&str]) -> crate::Result<i64> {
    let former_names = former.iter().map(|name| (*name).to_owned()).collect();
    supplier::insert(writer, &Supplier { former_names, ..Supplier::named(name) })
}

#[test]
fn a_supplier_is_found_by_its_whole_name_and_by_former_names() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let first = with_former(&writer, "厦门建工（集团）有限公司", &["厦门一建", "建工"])?;
    let second = with_former(&writer, "A公司", &["建工", "厦门三建"])?;
    let third = with_former(&writer, "厦门三建", &["厦门一建 "])?;
    let names = SupplierNames::load(&writer)?;
    let cases = [
        ("厦门建工(集团)有限公司", SupplierMatch::Known(first)),
        (" 厦门建工（集团） 有限公司", SupplierMatch::Known(first)),
        ("Ａ公司", SupplierMatch::Known(second)),
        ("a公司", SupplierMatch::Known(second)),
        ("A公司分公司", SupplierMatch::Unknown),
        ("公司", SupplierMatch::Unknown),
        ("", SupplierMatch::Unknown),
        ("建工", SupplierMatch::Ambiguous(vec![first, second])),
        ("厦门一建", SupplierMatch::Ambiguous(vec![first, third])),
        // A present name goes before another's former one.
        ("厦门三建", SupplierMatch::Known(third)),
    ];
    for (name, expected) in cases {
        assert_eq!(names.find(name), expected, "{name}");
        assert_eq!(supplier::by_name(&writer, name)?, expected, "{name}");
    }
    assert_eq!(names.name(first), Some("厦门建工（集团）有限公司"));
    Ok(())
}

#[test]
fn one_supplier_with_a_former_name_written_twice_is_not_ambiguous() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let id = with_former(&writer, "厦门建工", &["厦门一建", "厦门 一建"])?;
    assert_eq!(supplier::by_name(&writer, "厦门一建")?, SupplierMatch::FormerName(id));
    assert_eq!(SupplierNames::load(&writer)?.find("厦门一建"), SupplierMatch::FormerName(id));
    Ok(())
}

#[test]
fn an_import_teaches_the_names_what_it_created_and_renamed() {
    let mut names = SupplierNames::default();
    names.insert(1, "厦门市政工程公司", &[]);
    assert_eq!(names.nearest("厦门市政工程有限公司", 3), ["厦门市政工程公司"]);
    names.insert(2, "厦门市政园林公司", &["园林队".to_owned()]);
    names.insert(1, "福建路桥公司", &["厦门市政工程公司".to_owned()]);
    assert_eq!(names.find("厦门市政工程公司"), SupplierMatch::FormerName(1));
    assert_eq!(names.find("园林队"), SupplierMatch::FormerName(2));
    assert_eq!(names.nearest("厦门市政工程有限公司", 3), ["厦门市政园林公司"]);
    names.insert(2, "厦门市政园林公司", &[]);
    assert_eq!(names.find("园林队"), SupplierMatch::Unknown);
}

#[test]
fn a_supplier_is_found_by_its_codes() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let mut record = Supplier::named("厦门建工");
    record.code = Some("G001".to_owned());
    record.uscc = Some("91350211M000100Y43".to_owned());
    let id = supplier::insert(&writer, &record)?;
    supplier::insert(&writer, &Supplier::named("无码公司"))?;
    assert_eq!(supplier::id_by_code(&writer, "G001")?, Some(id));
    assert_eq!(supplier::id_by_uscc(&writer, "91350211M000100Y43")?, Some(id));
    assert_eq!(supplier::ids_by_code(&writer)?, [("G001".to_owned(), id)].into());
    assert_eq!(supplier::ids_by_uscc(&writer)?, [("91350211M000100Y43".to_owned(), id)].into());
    Ok(())
}

#[test]
fn a_text_that_is_one_contracts_code_and_anothers_sequence_means_two() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let supplier_id = supplier::insert(&writer, &Supplier::named("甲公司"))?;
    let first = contract::insert(&writer, &contract_of(supplier_id, "HT-1", Some("NH-001")))?;
    let second = contract::insert(&writer, &contract_of(supplier_id, "NH-001", Some("NH-002")))?;
    let same = contract::insert(&writer, &contract_of(supplier_id, "NH-003", Some("NH-003")))?;
    let keys = ContractKeys::load(&writer)?;
    let cases = [
        ("HT-1", ContractMatch::One(first)),
        (" HT-1\u{200b}", ContractMatch::One(first)),
        ("NH-002", ContractMatch::One(second)),
        ("NH-003", ContractMatch::One(same)),
        ("NH-001", ContractMatch::Two { by_code: second, by_sequence: first }),
        ("NH-00", ContractMatch::None),
        ("", ContractMatch::None),
    ];
    for (text, expected) in cases {
        assert_eq!(keys.find(text), expected, "{text}");
        assert_eq!(contract::find(&writer, text)?, expected, "{text}");
    }
    Ok(())
}

#[test]
fn the_keys_of_contracts_know_families_and_follow_an_import() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let supplier_id = supplier::insert(&writer, &Supplier::named("甲公司"))?;
    let main = contract::insert(&writer, &contract_of(supplier_id, "HT-1", Some("NH-001")))?;
    let mut supplement = contract_of(supplier_id, "HT-1-补1", None);
    supplement.kind = ContractKind::Supplement;
    supplement.parent_id = Some(main);
    let child = contract::insert(&writer, &supplement)?;
    assert_eq!(contract::children(&writer, main)?, [child]);

    let mut keys = ContractKeys::load(&writer)?;
    let key = keys.get(child).ok_or("the supplement is missing")?.clone();
    assert_eq!((key.kind, key.main_id(), key.payment_prefix()), (ContractKind::Supplement, main, "HT-1-补1"));
    let mut key = keys.get(main).ok_or("the main contract is missing")?.clone();
    assert_eq!((key.main_id(), key.payment_prefix()), (main, "NH-001"));

    assert_eq!(keys.nearest("NH-01", 1), ["NH-001"]);
    key.sequence = Some("XM-9".to_owned());
    keys.insert(key);
    assert_eq!(keys.find("NH-001"), ContractMatch::None);
    assert_eq!(keys.find("XM-9"), ContractMatch::One(main));
    assert_eq!(keys.nearest("XM-09", 1), ["XM-9"]);
    Ok(())
}

#[test]
fn a_contract_names_who_refers_to_it() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let contract_id = any_contract(&writer, "C")?;
    assert_eq!(contract::referrers(&writer, contract_id)?, []);
    any_payment(&writer, contract_id, "C-FK-001")?;
    any_payment(&writer, contract_id, "C-FK-002")?;
    evaluation::insert(&writer, &domain::evaluation::Evaluation::of_contract(contract_id))?;
    assert_eq!(contract::referrers(&writer, contract_id)?, [(Noun::Payment, 2), (Noun::Evaluation, 1)]);
    let supplier_id = contract::get(&writer, contract_id)?.ok_or("no contract")?.record.supplier_id;
    assert_eq!(supplier::referrers(&writer, supplier_id)?, [(Noun::Contract, 1)]);
    assert_eq!(evaluation::ids_by_contract(&writer)?.len(), 1);
    assert_eq!(evaluation::id_by_contract(&writer, contract_id)?, Some(1));
    assert_eq!(settlement::id_by_contract(&writer, contract_id)?, None);
    assert_eq!(settlement::ids_by_contract(&writer)?.len(), 0);
    Ok(())
}

#[test]
fn a_payment_gets_the_number_after_the_highest_in_use() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let contract_id = any_contract(&writer, "NH-1")?;
    assert_eq!(payment::next_number(&writer, "NH-1")?, 1);
    let steps = [
        ("NH-1-FK-001", 2),
        ("NH-1-FK-3", 4),
        // Sorts before 999 as text.
        ("NH-1-FK-1000", 1001),
        ("NH-1-FK-999", 1001),
        // Schemes of their own, and other contracts.
        ("NH-1-FK-20240305", 1001),
        ("NH-1-FK-5000尾款", 1001),
        ("NH-1-FK-", 1001),
        ("NH-10-FK-7000", 1001),
        ("NH-1-FK-8000-FK-001", 1001),
        ("ZNH-1-FK-9000", 1001),
    ];
    for (code, next) in steps {
        any_payment(&writer, contract_id, code)?;
        assert_eq!(payment::next_number(&writer, "NH-1")?, next, "after {code}");
        let mut codes = PaymentCodes::load(&writer)?;
        assert_eq!(codes.next("NH-1"), domain::payment::code_of("NH-1", next), "after {code}");
    }
    Ok(())
}

#[test]
fn codes_given_out_in_bulk_never_repeat() {
    let mut codes = PaymentCodes::default();
    codes.reserve("A-FK-002");
    codes.insert("A-FK-999998", 7);
    let given: Vec<String> = (0..3).map(|_| codes.next("A")).collect();
    assert_eq!(given, ["A-FK-999999", "A-FK-1000000", "A-FK-1000001"]);
    assert_eq!(codes.next("B"), "B-FK-001");
    assert_eq!(codes.id("A-FK-999998"), Some(7));
    assert_eq!(codes.id("A-FK-002"), None);
}

#[test]
fn equal_payments_are_counted_in_the_order_of_their_entry() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let (first, second) = (any_contract(&writer, "A")?, any_contract(&writer, "B")?);
    let day = "2024-03-31".parse()?;
    let pay =
        |contract_id, code: &str, fen| payment::insert(&writer, &payment_of(contract_id, code, fen, day));
    let one = pay(first, "1", 500)?;
    pay(second, "2", 500)?;
    pay(first, "3", 501)?;
    let two = pay(first, "0", 500)?;
    let mut refund = payment_of(first, "5", 500, day);
    refund.refund = true;
    let refund_id = payment::insert(&writer, &refund)?;
    payment::insert(&writer, &payment_of(first, "6", 500, "2024-04-01".parse()?))?;

    let payments = EqualPayments::load(&writer)?;
    let amount = domain::Money::from_fen(500);
    for (refund, expected) in [(false, vec![one, two]), (true, vec![refund_id])] {
        assert_eq!(payments.find(first, day, amount, refund), expected);
        assert_eq!(payment::equal_payments(&writer, first, day, amount, refund)?, expected);
    }
    let unknown = "2024-05-01".parse()?;
    assert_eq!(payments.find(second, unknown, amount, false), [0; 0]);
    assert_eq!(EqualPayments::default().find(first, day, amount, false), [0; 0]);
    Ok(())
}
