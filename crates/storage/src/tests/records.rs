//! Every field of every noun comes back as it was written, and nobody overwrites a newer version.

use domain::supplier::Supplier;
use domain::{Code, Noun, Stored};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::session::Session;

use super::dice::Dice;
use super::{
    TestResult, any_contract, any_payment, contract_of, empty_ledger, payment_of, project_of, reader, writer,
    writer_at,
};
use crate::{Error, Reader, Result, Writer};
use crate::{
    contract, evaluation, interview, payment, payment_plan, procurement, project, settlement, supplier,
};

/// The four verbs of a noun.
struct Verbs<R> {
    get: fn(&Reader<'_>, i64) -> Result<Option<Stored<R>>>,
    insert: fn(&Writer<'_>, &R) -> Result<i64>,
    update: fn(&Writer<'_>, i64, i64, &R) -> Result<()>,
    delete: fn(&Writer<'_>, i64, i64) -> Result<()>,
}

macro_rules! verbs {
    ($noun:ident) => {
        Verbs { get: $noun::get, insert: $noun::insert, update: $noun::update, delete: $noun::delete }
    };
}

/// Takes a record through its life: written, read, written over, read, removed.
fn live<R: PartialEq + std::fmt::Debug>(
    connection: &Connection,
    verbs: &Verbs<R>,
    first: R,
    second: R,
) -> TestResult {
    let (created, updated) = (writer(connection), writer_at(connection, "2025-01-01T00:00:00Z", "李四"));
    let id = (verbs.insert)(&created, &first)?;
    let stored = (verbs.get)(&created, id)?.ok_or("the new record is missing")?;
    assert_eq!(
        stored,
        Stored {
            id,
            revision: 1,
            created_at: "2024-03-05T01:02:03Z".to_owned(),
            created_by: "张三".to_owned(),
            updated_at: "2024-03-05T01:02:03Z".to_owned(),
            updated_by: "张三".to_owned(),
            record: first,
        }
    );

    (verbs.update)(&updated, id, 1, &second)?;
    let changed = (verbs.get)(&updated, id)?.ok_or("the changed record is missing")?;
    assert_eq!((changed.revision, changed.created_by.as_str()), (2, "张三"));
    assert_eq!((changed.updated_at.as_str(), changed.updated_by.as_str()), ("2025-01-01T00:00:00Z", "李四"));
    assert_eq!(changed.record, second);

    // Revision 1 is past: neither a save over it nor its deletion may touch anything.
    for refusal in [(verbs.update)(&updated, id, 1, &second), (verbs.delete)(&updated, id, 1)] {
        assert!(matches!(refusal, Err(Error::Stale { expected: 1, .. })), "{refusal:?}");
    }
    assert_eq!((verbs.get)(&updated, id)?, Some(changed));

    (verbs.delete)(&updated, id, 2)?;
    assert_eq!((verbs.get)(&updated, id)?, None);
    for refusal in [(verbs.update)(&updated, id, 2, &second), (verbs.delete)(&updated, id, 2)] {
        assert!(matches!(refusal, Err(Error::NotFound { .. })), "{refusal:?}");
    }
    Ok(())
}

fn every_noun_lives(dice: &mut Dice) -> TestResult {
    let connection = empty_ledger()?;
    let keep = writer(&connection);
    let project_id = project::insert(&keep, &project_of("P"))?;
    let contract_id = any_contract(&keep, "C")?;
    let supplier_id = supplier::insert(&keep, &Supplier::named("甲乙丙公司"))?;
    let procurement_id = procurement::insert(&keep, &procurement_of("Z"))?;
    let references = [contract_id, procurement_id, project_id, supplier_id];

    live(&connection, &verbs!(project), dice.project(), dice.project())?;
    live(&connection, &verbs!(supplier), dice.supplier(), dice.supplier())?;
    let [first, second] = twice(dice, |dice| dice.procurement(project_id, supplier_id));
    live(&connection, &verbs!(procurement), first, second)?;
    let [first, second] = twice(dice, |dice| dice.contract(references));
    live(&connection, &verbs!(contract), first, second)?;
    let [first, second] = twice(dice, |dice| dice.payment_plan(contract_id));
    live(&connection, &verbs!(payment_plan), first, second)?;
    let plan = payment_plan::insert(&keep, &dice.payment_plan(contract_id))?;
    let [first, second] = twice(dice, |dice| dice.payment(contract_id, plan));
    live(&connection, &verbs!(payment), first, second)?;
    let [first, second] = twice(dice, |dice| dice.settlement(contract_id));
    live(&connection, &verbs!(settlement), first, second)?;
    let [first, second] = twice(dice, |dice| dice.evaluation(contract_id));
    live(&connection, &verbs!(evaluation), first, second)?;
    let [first, second] = twice(dice, |dice| dice.interview(supplier_id, contract_id));
    live(&connection, &verbs!(interview), first, second)
}

fn twice<R>(dice: &mut Dice, draw: impl Fn(&mut Dice) -> R) -> [R; 2] {
    [draw(dice), draw(dice)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_field_of_every_noun_comes_back(seed in any::<[u8; 32]>()) {
        every_noun_lives(&mut Dice::new(seed)).map_err(|error| TestCaseError::fail(error.to_string()))?;
    }
}

/// What an operation wrote, one line for each row: `UPDATE supplier_former_name`.
fn written(connection: &Connection, work: impl FnOnce() -> Result<()>) -> Result<Vec<String>> {
    let mut session = Session::new(connection)?;
    session.attach(None::<&str>)?;
    work()?;
    let changeset = session.changeset()?;
    let mut changes = changeset.iter()?;
    let mut written = Vec::new();
    while let Some(item) = changes.next()? {
        let operation = item.op()?;
        let verb = format!("{:?}", operation.code());
        written.push(format!("{} {}", verb.trim_start_matches("SQLITE_"), operation.table_name()));
    }
    written.sort();
    Ok(written)
}

fn former(names: [&str; 3]) -> Supplier {
    let former_names = names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Supplier { former_names, ..Supplier::named("厦门建工") }
}

#[test]
fn an_update_of_a_supplier_writes_only_the_former_names_that_differ() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let id = supplier::insert(&writer, &former(["一公司", "二公司", ""]))?;

    let same = written(&connection, || supplier::update(&writer, id, 1, &former(["一公司", "二公司", ""])))?;
    assert_eq!(same, ["UPDATE supplier"]);
    let one = written(&connection, || supplier::update(&writer, id, 2, &former(["一公司", "二厂", "三厂"])))?;
    assert_eq!(one, ["INSERT supplier_former_name", "UPDATE supplier", "UPDATE supplier_former_name"]);
    let less = written(&connection, || supplier::update(&writer, id, 3, &former(["一公司", "二厂", ""])))?;
    assert_eq!(less, ["DELETE supplier_former_name", "UPDATE supplier"]);
    Ok(())
}

#[test]
fn an_update_of_an_evaluation_writes_only_the_scores_that_differ() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let mut evaluation = domain::evaluation::Evaluation::of_contract(any_contract(&writer, "C")?);
    evaluation.yearly_scores = [(2023, "80".parse()?), (2024, "85.5".parse()?)].into();
    evaluation.irregular_scores = [(1, "0".parse()?)].into();
    let id = evaluation::insert(&writer, &evaluation)?;

    evaluation.yearly_scores.insert(2024, "86".parse()?);
    evaluation.irregular_scores.insert(2, "0".parse()?);
    let two = written(&connection, || evaluation::update(&writer, id, 1, &evaluation))?;
    assert_eq!(two, ["INSERT evaluation_score", "UPDATE evaluation", "UPDATE evaluation_score"]);
    evaluation.yearly_scores.remove(&2023);
    let one = written(&connection, || evaluation::update(&writer, id, 2, &evaluation))?;
    assert_eq!(one, ["DELETE evaluation_score", "UPDATE evaluation"]);
    Ok(())
}

#[test]
fn a_stale_save_leaves_the_former_names_alone() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let id = supplier::insert(&writer, &former(["一公司", "", ""]))?;
    let refused = written(&connection, || {
        let stale = supplier::update(&writer, id, 7, &former(["二公司", "", ""]));
        assert!(matches!(stale, Err(Error::Stale { expected: 7, .. })), "{stale:?}");
        let stale = supplier::delete(&writer, id, 7);
        assert!(matches!(stale, Err(Error::Stale { expected: 7, .. })), "{stale:?}");
        Ok(())
    })?;
    assert_eq!(refused, [""; 0]);
    Ok(())
}

fn broken_rule<T: std::fmt::Debug>(result: Result<T>) -> (Code, Option<String>, Option<String>) {
    match result {
        Err(Error::Rule(problem)) => (problem.code, problem.field, problem.params.get("value").cloned()),
        other => panic!("no rule was broken: {other:?}"),
    }
}

fn rule(code: Code, field: &str, value: Option<&str>) -> (Code, Option<String>, Option<String>) {
    (code, Some(field.to_owned()), value.map(str::to_owned))
}

#[test]
fn a_key_used_twice_is_the_rule_that_people_know_it_by() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    project::insert(&writer, &project_of("001"))?;
    let supplier_id = supplier::insert(&writer, &Supplier::named("厦门建工(集团)有限公司"))?;
    let contract_id = contract::insert(&writer, &contract_of(supplier_id, "HT-1", Some("BHHY-NH-001")))?;
    settlement::insert(&writer, &settlement_of(contract_id))?;
    evaluation::insert(&writer, &domain::evaluation::Evaluation::of_contract(contract_id))?;

    let project = project::insert(&writer, &project_of("001"));
    assert_eq!(broken_rule(project), rule(Code::RecordCodeTaken, "code", Some("001")));
    let supplier = supplier::insert(&writer, &Supplier::named("厦门建工（集团） 有限公司"));
    assert_eq!(
        broken_rule(supplier),
        rule(Code::SupplierNameTaken, "name", Some("厦门建工（集团） 有限公司"))
    );
    let contract = contract::insert(&writer, &contract_of(supplier_id, "HT-2", Some("BHHY-NH-001")));
    assert_eq!(broken_rule(contract), rule(Code::RecordCodeTaken, "sequence", Some("BHHY-NH-001")));
    let settlement = settlement::insert(&writer, &settlement_of(contract_id));
    assert_eq!(broken_rule(settlement), rule(Code::SettlementExists, "contract_id", None));
    let evaluation = evaluation::insert(&writer, &domain::evaluation::Evaluation::of_contract(contract_id));
    assert_eq!(broken_rule(evaluation), rule(Code::EvaluationExists, "contract_id", None));
    payment_plan::insert(&writer, &plan_of(contract_id, "预付款"))?;
    let plan = payment_plan::insert(&writer, &plan_of(contract_id, "预付款"));
    assert_eq!(broken_rule(plan), rule(Code::PaymentPlanTermTaken, "term", Some("预付款")));
    Ok(())
}

/// The reference of a payment names a row together with its contract.
#[test]
fn a_payment_cannot_serve_a_row_of_another_contract() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let (own, other) = (any_contract(&writer, "C")?, any_contract(&writer, "D")?);
    let row = payment_plan::insert(&writer, &plan_of(other, "预付款"))?;
    let mut payment = payment_of(own, "C-FK-001", 100, "2024-03-05".parse()?);
    payment.payment_plan_id = Some(row);
    assert!(payment::insert(&writer, &payment).is_err());
    payment.payment_plan_id = Some(row + 1);
    let gone = payment::insert(&writer, &payment);
    assert_eq!(broken_rule(gone), rule(Code::RecordReferenceGone, "payment_plan_id", None));
    (payment.contract_id, payment.payment_plan_id) = (other, Some(row));
    payment::insert(&writer, &payment)?;
    Ok(())
}

fn plan_of(contract_id: i64, term: &str) -> domain::payment_plan::PaymentPlan {
    domain::payment_plan::PaymentPlan {
        contract_id,
        term: term.to_owned(),
        due_on: None,
        amount: Some(domain::Money::from_fen(100)),
        percent: None,
        remarks: None,
    }
}

#[test]
fn what_others_refer_to_is_not_deleted_and_they_are_named() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let contract_id = any_contract(&writer, "C")?;
    any_payment(&writer, contract_id, "C-FK-001")?;
    any_payment(&writer, contract_id, "C-FK-002")?;
    let row = payment_plan::insert(&writer, &plan_of(contract_id, "预付款"))?;
    let served = payment::id_by_code(&writer, "C-FK-002")?.ok_or("the payment is missing")?;
    let payment = payment::get(&writer, served)?.ok_or("the payment is missing")?.record;
    let payment = domain::payment::Payment { payment_plan_id: Some(row), ..payment };
    payment::update(&writer, served, 1, &payment)?;
    settlement::insert(&writer, &settlement_of(contract_id))?;

    let Err(Error::Rule(problem)) = contract::delete(&writer, contract_id, 1) else {
        return Err("a contract with payments was deleted".into());
    };
    assert_eq!(problem.code, Code::RecordReferred);
    let named = |noun: Noun| problem.params.get(noun.name()).map(String::as_str);
    assert_eq!(named(Noun::Payment), Some("C-FK-001、C-FK-002"));
    assert_eq!(named(Noun::PaymentPlan), Some("C 预付款"));
    assert_eq!(named(Noun::Settlement), Some("C"));
    assert_eq!(named(Noun::Evaluation), None);
    assert!(contract::get(&writer, contract_id)?.is_some());

    let Err(Error::Rule(problem)) = payment_plan::delete(&writer, row, 1) else {
        return Err("a row that a payment serves was deleted".into());
    };
    assert_eq!(problem.params.get("payment").map(String::as_str), Some("C-FK-002"));
    Ok(())
}

#[test]
fn a_bad_value_of_the_file_is_named_with_table_column_and_record() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let contract_id = any_contract(&writer, "C")?;
    any_payment(&writer, contract_id, "C-FK-001")?;
    connection.execute("UPDATE payment SET paid_on = '2024-02-30'", [])?;
    let id = payment::id_by_code(&writer, "C-FK-001")?.ok_or("the payment is missing")?;
    let Err(Error::Value(text)) = payment::get(&reader(&connection), id) else {
        return Err("30 February was read".into());
    };
    assert_eq!(text, format!("payment.paid_on of record {id} holds 2024-02-30"));
    Ok(())
}

#[test]
fn amounts_scores_and_dates_stand_in_the_file_as_the_schema_says() -> TestResult {
    let connection = empty_ledger()?;
    let writer = writer(&connection);
    let contract_id = any_contract(&writer, "C")?;
    let mut payment = payment_of(contract_id, "007", 123_456, "2024-03-05".parse()?);
    payment.refund = true;
    payment::insert(&writer, &payment)?;
    let sql = "SELECT code || ' ' || amount_fen || ' ' || paid_on || ' ' || refund FROM payment";
    let row: String = connection.query_row(sql, [], |row| row.get(0))?;
    assert_eq!(row, "007 123456 2024-03-05 1");
    Ok(())
}

fn procurement_of(code: &str) -> domain::procurement::Procurement {
    domain::procurement::Procurement { code: code.to_owned(), ..Default::default() }
}

fn settlement_of(contract_id: i64) -> domain::settlement::Settlement {
    domain::settlement::Settlement {
        contract_id,
        final_amount: domain::Money::from_fen(100),
        completed_on: None,
        archived_on: None,
        remarks: None,
    }
}
