//! Columns in memory, while others write: after each operation they answer as the file does.

use domain::Noun;
use domain::list::{Comparison, Filter, ListQuery, Sort};
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;

use super::page;
use crate::perform::NewEntry;
use crate::search::tests::ledger::Draw;
use crate::tests::{contract_of, payment_of, project_of};
use crate::{
    Result, Stamp, Store, Writer, contract, evaluation, list, payment, payment_plan, project, settlement,
    supplier,
};

const STEPS: usize = 60;

fn stamp() -> Stamp {
    Stamp { at: "2026-11-21T09:00:00Z".to_owned(), actor: "张三".to_owned() }
}

fn perform(store: &Store, work: impl FnOnce(&Writer<'_>) -> Result<()>) -> Result<Option<i64>> {
    let entry =
        NewEntry { stamp: stamp(), operation: "test".to_owned(), subject: String::new(), undoes: None };
    Ok(store.perform(entry, work)?.seq)
}

fn store() -> Result<(tempfile::TempDir, Store)> {
    let folder = tempfile::tempdir()?;
    let store = Store::create(&folder.path().join("ledger.sqlite3"), "test", &stamp().at)?;
    perform(&store, |writer| {
        let project_id = Some(project::insert(writer, &project_of("P-1"))?);
        project::insert(writer, &project_of("P-0"))?;
        for name in ["厦门建工", "华北锅炉", "ABC 阀门"] {
            let owner = supplier::insert(writer, &domain::supplier::Supplier::named(name))?;
            for number in 0..5 {
                let mut of = contract_of(owner, &format!("HT-{owner}-{number}"), None);
                of.project_id = project_id.filter(|_| number % 2 == 0);
                let id = contract::insert(writer, &of)?;
                let day = "2024-03-05".parse().expect("a day");
                payment::insert(writer, &payment_of(id, &format!("FK-{id}"), 100 * id, day))?;
                evaluation::insert(writer, &domain::evaluation::Evaluation::of_contract(id))?;
            }
        }
        Ok(())
    })?;
    store.keep_columns();
    store.wait_for_columns();
    Ok((folder, store))
}

/// A number from 1 to `last`.
fn draw_id(draw: &mut Draw, last: usize) -> i64 {
    i64::try_from(draw.place(last) + 1).expect("a small number")
}

/// A further row of a contract's plan, which one of its payments serves.
fn plan(writer: &Writer<'_>, draw: &mut Draw, contract_id: i64, number: usize) -> Result<()> {
    let row = PaymentPlan {
        contract_id,
        term: format!("第{number}次"),
        due_on: draw.chance(70).then(|| draw.pick(&["2024-02-29", "2024-03-20"]).parse().expect("a day")),
        amount: None,
        percent: "0.3".parse().ok(),
        remarks: None,
    };
    let row = payment_plan::insert(writer, &row)?;
    let of_contract = crate::keys::ids(writer, "SELECT id FROM payment WHERE contract_id = ?1", contract_id)?;
    let Some(id) = of_contract.first() else { return Ok(()) };
    let stored = payment::get(writer, *id)?.expect("a payment");
    let served = Payment { payment_plan_id: Some(row), ..stored.record };
    payment::update(writer, stored.id, stored.revision, &served)
}

/// Some change of some record.
fn step(writer: &Writer<'_>, draw: &mut Draw, number: usize) -> Result<()> {
    let ids = list::ids(writer, Noun::Contract, &ListQuery::default())?;
    let contract_id = ids[draw.place(ids.len())];
    match draw.below(11) {
        0 => {
            let day = draw.pick(&["2023-01-31", "2024-02-29"]).parse().expect("a day");
            payment::insert(writer, &payment_of(contract_id, &format!("新{number}"), draw_id(draw, 9), day))?;
        }
        1 => {
            let stored = contract::get(writer, contract_id)?.expect("a contract");
            let mut record = stored.record;
            record.amount = Some(domain::Money::from_fen(draw_id(draw, 500)));
            record.officer = Some(draw.pick(&["李四", "王五", "赵六"]).to_owned());
            record.project_id = draw.chance(50).then_some(2);
            record.supplier_id = draw_id(draw, 3);
            contract::update(writer, contract_id, stored.revision, &record)?;
        }
        2 => {
            let stored = supplier::get(writer, draw_id(draw, 3))?.expect("a supplier");
            let record = domain::supplier::Supplier::named(&format!("第{number}公司"));
            supplier::update(writer, stored.id, stored.revision, &record)?;
        }
        3 | 4 => {
            let ids = list::ids(writer, Noun::Payment, &ListQuery::default())?;
            let Some(id) = ids.get(draw.place(ids.len().max(1))) else { return Ok(()) };
            let stored = payment::get(writer, *id)?.expect("a payment");
            payment::delete(writer, stored.id, stored.revision)?;
        }
        5 => {
            if settlement::id_by_contract(writer, contract_id)?.is_none() {
                let final_amount = domain::Money::from_fen(draw_id(draw, 400));
                settlement::insert(writer, &settled(contract_id, final_amount))?;
            }
        }
        6 => {
            let Some(id) = evaluation::id_by_contract(writer, contract_id)? else { return Ok(()) };
            let stored = evaluation::get(writer, id)?.expect("an evaluation");
            let mut record = stored.record;
            record.comprehensive_score = draw.chance(70).then(|| "85.5".parse().expect("a score"));
            record.evaluator = Some(format!("评价人{number}"));
            evaluation::update(writer, id, stored.revision, &record)?;
        }
        7 => plan(writer, draw, contract_id, number)?,
        8 => {
            let ids = list::ids(writer, Noun::PaymentPlan, &ListQuery::default())?;
            let Some(id) = ids.get(draw.place(ids.len().max(1))) else { return Ok(()) };
            let stored = payment_plan::get(writer, *id)?.expect("a row");
            // One that payments serve stays.
            let _ = payment_plan::delete(writer, stored.id, stored.revision);
        }
        9 => {
            let mut of = contract_of(2, &format!("补{number}"), None);
            (of.kind, of.parent_id) = (domain::contract::ContractKind::Supplement, Some(1));
            of.amount = Some(domain::Money::from_fen(77));
            contract::insert(writer, &of)?;
        }
        _ => {
            let stored = project::get(writer, draw_id(draw, 2))?.expect("a project");
            let record =
                domain::project::Project { code: format!("P-{number}-{}", stored.id), ..stored.record };
            project::update(writer, stored.id, stored.revision, &record)?;
        }
    }
    Ok(())
}

fn settled(contract_id: i64, final_amount: domain::Money) -> domain::settlement::Settlement {
    domain::settlement::Settlement {
        contract_id,
        final_amount,
        completed_on: None,
        archived_on: None,
        remarks: None,
    }
}

/// Compares a few lists of every noun, as the columns and as the file answer them.
fn compare(store: &Store, draw: &mut Draw) -> Result<()> {
    for noun in Noun::ALL {
        let fields = list::list_of(*noun).fields;
        for _ in 0..6 {
            let field = |draw: &mut Draw| fields[draw.place(fields.len())].name.to_owned();
            let empty = if draw.chance(50) { Comparison::Empty } else { Comparison::NotEmpty };
            let filter = Filter { field: field(draw), comparison: empty, values: Vec::new() };
            let sort = Sort { field: field(draw), descending: draw.chance(50) };
            let query = ListQuery {
                filters: if draw.chance(50) { vec![filter] } else { Vec::new() },
                sort: vec![sort],
                offset: u32::try_from(draw.below(5)).unwrap_or_default(),
                limit: 8,
                ..ListQuery::default()
            };
            let today = "2024-03-05".parse().expect("a day");
            let kept = store.read(|reader| {
                assert!(reader.kept()?.is_some_and(|kept| kept.table(*noun).is_some()), "{noun} is not kept");
                page(&reader.on(today), *noun, &query)
            })?;
            let read = store.read_afresh(|reader| page(&reader.on(today), *noun, &query))?;
            assert_eq!(kept, read, "{noun} {query:#?}");
        }
    }
    Ok(())
}

#[test]
fn after_every_operation_and_its_undo_the_columns_answer_as_the_file_does() -> Result<()> {
    let (_folder, store) = store()?;
    let mut draw = Draw::new(29);
    compare(&store, &mut draw)?;
    let mut done = Vec::new();
    for number in 0..STEPS {
        done.extend(perform(&store, |writer| step(writer, &mut draw, number))?);
        compare(&store, &mut draw)?;
    }
    while let Some(seq) = done.pop() {
        store.undo(seq, stamp())?;
        if done.len() % 5 == 0 {
            compare(&store, &mut draw)?;
        }
    }
    Ok(())
}

#[test]
fn a_reader_of_an_earlier_moment_asks_the_file() -> Result<()> {
    let (_folder, store) = store()?;
    store.read(|reader| {
        assert!(reader.kept()?.is_some());
        perform(&store, |writer| {
            project::insert(writer, &project_of("P-2"))?;
            Ok(())
        })?;
        // Sees the file as it was, also after somebody brought the columns up to date.
        let now = store
            .read(|later| page(later, Noun::Project, &ListQuery { limit: 9, ..ListQuery::default() }))?;
        let then = page(reader, Noun::Project, &ListQuery { limit: 9, ..ListQuery::default() })?;
        assert_eq!((then.count, now.count), (2, 3));
        assert!(reader.kept()?.is_none());
        Ok(())
    })
}

#[test]
fn what_is_not_committed_is_not_asked_of_the_columns() -> Result<()> {
    let (_folder, store) = store()?;
    let before = store.read(|reader| page(reader, Noun::Project, &ListQuery::default()))?.count;
    perform(&store, |writer| {
        project::insert(writer, &project_of("P-2"))?;
        assert_eq!(page(writer, Noun::Project, &ListQuery::default())?.count, before + 1);
        Ok(())
    })?;
    Ok(())
}

#[test]
fn many_records_at_once_are_read_beside_the_questions() -> Result<()> {
    let (_folder, store) = store()?;
    perform(&store, |writer| {
        let day = "2024-03-05".parse().expect("a day");
        for number in 0..2_500 {
            payment::insert(writer, &payment_of(1, &format!("批{number}"), 5, day))?;
        }
        Ok(())
    })?;
    let count = |store: &Store| {
        let query = ListQuery { limit: 3, ..ListQuery::default() };
        Ok::<_, crate::Error>(store.read(|reader| page(reader, Noun::Payment, &query))?.count)
    };
    assert_eq!(count(&store)?, 2_515);
    store.wait_for_columns();
    store.read(|reader| {
        assert!(reader.kept()?.is_some_and(|kept| kept.table(Noun::Payment).is_some()));
        Ok::<_, crate::Error>(())
    })?;
    assert_eq!(count(&store)?, 2_515);
    compare(&store, &mut Draw::new(3))
}
