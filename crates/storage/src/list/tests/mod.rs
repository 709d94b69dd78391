//! Lists, against plain filtering and sorting of all rows.

mod kept;
mod limits;
mod naive;
mod positions;

use domain::list::{Comparison, Filter, ListQuery, Page, Sort};
use domain::{Code, Noun};
use serde::Serialize;
use serde_json::Value as Json;

use super::field::{Field, Kind};
use super::whole::list_of;
use crate::columns::Columns;
use crate::search::tests::ledger::Draw;
use crate::search::tests::shared;
use crate::{
    Error, Reader, Result, columns, contract, evaluation, interview, payment, payment_plan, procurement,
    project, settlement, supplier,
};
use naive::Naive;

/// Cases for each noun.
const CASES: usize = 150;

/// A page of any noun, its rows as JSON.
fn page(reader: &Reader<'_>, noun: Noun, query: &ListQuery) -> Result<Page<Json>> {
    fn any<T: Serialize>(page: Page<T>) -> Page<Json> {
        let rows = page.rows.iter().map(|row| serde_json::to_value(row).expect("JSON")).collect();
        Page { rows, count: page.count, totals: page.totals }
    }
    Ok(match noun {
        Noun::Project => any(project::list(reader, query)?),
        Noun::Procurement => any(procurement::list(reader, query)?),
        Noun::Supplier => any(supplier::list(reader, query)?),
        Noun::Contract => any(contract::list(reader, query)?),
        Noun::PaymentPlan => any(payment_plan::list(reader, query)?),
        Noun::Payment => any(payment::list(reader, query)?),
        Noun::Settlement => any(settlement::list(reader, query)?),
        Noun::Evaluation => any(evaluation::list(reader, query)?),
        Noun::Interview => any(interview::list(reader, query)?),
    })
}

/// A filter that some rows may meet.
fn filter(draw: &mut Draw, naive: &Naive) -> Filter {
    let field = &naive.list.fields[draw.place(naive.list.fields.len())];
    let value = naive.value_of(draw, field);
    let of = |comparison, values: Vec<String>| Filter { field: field.name.to_owned(), comparison, values };
    let other = naive.value_of(draw, field).unwrap_or_else(|| fallback(field).to_owned());
    let value = value.unwrap_or_else(|| fallback(field).to_owned());
    let ranged = matches!(field.kind, Kind::Amount | Kind::Score | Kind::Ratio | Kind::Date | Kind::Count);
    match draw.below(6) {
        0 => of(Comparison::Empty, Vec::new()),
        1 => of(Comparison::NotEmpty, Vec::new()),
        2 if ranged => of(Comparison::AtLeast, vec![value]),
        3 if ranged => of(Comparison::AtMost, vec![value]),
        4 if matches!(field.kind, Kind::Text | Kind::Choice(_)) => {
            let characters: Vec<char> = value.chars().collect();
            let from = draw.place(characters.len().max(1));
            let part: String = characters.iter().skip(from).take(draw.place(4) + 1).collect();
            of(Comparison::Contains, vec![part.to_ascii_uppercase()])
        }
        _ => of(Comparison::Is, vec![value, other]),
    }
}

/// A value for a field that no row has.
fn fallback(field: &Field) -> &'static str {
    match field.kind {
        Kind::Text => "无",
        Kind::Choice(words) => words[0],
        Kind::Amount | Kind::Score => "12.50",
        Kind::Ratio => "0.5000",
        Kind::Date => "2024-02-29",
        Kind::Count => "3",
        Kind::Flag => "true",
        Kind::Grade => "良好",
        Kind::Deadline(_) => "已到期",
    }
}

fn query(draw: &mut Draw, naive: &Naive) -> ListQuery {
    let searches = [
        "",
        "",
        "",
        "银行",
        "锅炉 环保，北海",
        "bhhy-nh-10",
        "glzz",
        "zhongqing",
        "PAY-001",
        "bhhy",
        "公",
        "没有的词",
    ];
    let sort = (0..draw.below(3)).map(|_| {
        let field = &naive.list.fields[draw.place(naive.list.fields.len())];
        Sort { field: field.name.to_owned(), descending: draw.chance(50) }
    });
    let sort = sort.collect();
    ListQuery {
        search: draw.pick(&searches).to_owned(),
        filters: (0..draw.below(3)).map(|_| filter(draw, naive)).collect(),
        sort,
        offset: u32::try_from(draw.pick(&[0, 0, 3, 20, 700, 2_500])).expect("an offset"),
        limit: u32::try_from(draw.pick(&[0, 1, 7, 50, 5_000])).expect("a limit"),
    }
}

/// Each field empty, not empty, and as the order.
fn every_field(naive: &Naive) -> impl Iterator<Item = ListQuery> {
    naive.list.fields.iter().flat_map(|field| {
        let named = |comparison| Filter { field: field.name.to_owned(), comparison, values: Vec::new() };
        let only =
            |comparison| ListQuery { filters: vec![named(comparison)], limit: 9, ..ListQuery::default() };
        let sorted = |descending| {
            let sort = vec![Sort { field: field.name.to_owned(), descending }];
            ListQuery { sort, limit: 60, offset: 90, ..ListQuery::default() }
        };
        [only(Comparison::Empty), only(Comparison::NotEmpty), sorted(false), sorted(true)]
    })
}

/// Compares what the file answers, and what the columns in memory do.
fn compare(noun: Noun, seed: u64) -> Result<()> {
    let columns = Columns::new(shared().store.path());
    columns.keep();
    columns.wait();
    compare_through(noun, seed, None)?;
    compare_through(noun, seed, Some(&columns))
}

fn compare_through(noun: Noun, seed: u64, columns: Option<&Columns>) -> Result<()> {
    shared().store.read(|reader| {
        // In the middle of the ends of the contracts.
        let reader = &reader.on("2023-11-20".parse().expect("a date")).beside(columns);
        assert_eq!(reader.kept()?.is_some(), columns.is_some());
        let naive = Naive::of(reader, noun)?;
        let mut draw = Draw::new(seed);
        let drawn = (0..CASES).map(|_| query(&mut draw, &naive));
        let (mut cases, mut answered) = (0, 0);
        for (case, query) in every_field(&naive).chain(drawn).enumerate() {
            cases += 1;
            let expected = naive.page(&query);
            let found = page(reader, noun, &query)?;
            answered += usize::from(columns::page(reader, list_of(noun), &query, 1_000)?.is_some());
            assert_eq!(found.count, expected.count, "{noun} {case} {query:#?}");
            assert_eq!(found.totals, expected.totals, "{noun} {case} {query:#?}");
            assert_eq!(found.rows, expected.rows, "{noun} {case} {query:#?}");
            if case % 5 == 0 {
                let all = naive.ids(&query);
                assert_eq!(super::ids(reader, noun, &query)?, all, "{noun} {case} {query:#?}");
            }
        }
        // Only a few fields are looked up elsewhere.
        let most = if columns.is_some() { cases / 2..=cases } else { 0..=0 };
        assert!(most.contains(&answered), "{noun}: {answered} of {cases} from memory");
        Ok(())
    })
}

#[test]
fn lists_of_projects_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Project, 11)
}

#[test]
fn lists_of_procurements_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Procurement, 12)
}

#[test]
fn lists_of_suppliers_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Supplier, 13)
}

#[test]
fn lists_of_contracts_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Contract, 14)
}

#[test]
fn lists_of_payment_plans_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::PaymentPlan, 19)
}

#[test]
fn lists_of_payments_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Payment, 15)
}

#[test]
fn lists_of_settlements_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Settlement, 16)
}

#[test]
fn lists_of_evaluations_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Evaluation, 17)
}

#[test]
fn lists_of_interviews_are_those_of_plain_filtering() -> Result<()> {
    compare(Noun::Interview, 18)
}

#[test]
fn every_field_of_a_row_can_be_filtered_and_sorted() -> Result<()> {
    shared().store.read(|reader| {
        for noun in Noun::ALL {
            let query = ListQuery { limit: 1, ..ListQuery::default() };
            let rows = page(reader, *noun, &query)?.rows;
            let row = rows.first().and_then(Json::as_object).expect("a row");
            // What has no order, and what depends on the day.
            let other = [
                "revision",
                "yearly_scores",
                "irregular_scores",
                "weights",
                "days_left",
                "release_days",
                "state",
            ];
            let keys = row.keys().filter(|key| !other.contains(&key.as_str()));
            for key in keys {
                list_of(*noun).field(key)?;
            }
        }
        Ok(())
    })
}

fn code_of(query: &ListQuery) -> Option<Code> {
    let error: Result<_> = shared().store.read(|reader| contract::list(reader, query));
    error.err().map(|error: Error| error.code())
}

#[test]
fn unknown_fields_and_bad_values_are_refused() {
    let with = |field: &str, comparison, values: &[&str]| {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        let filters = vec![Filter { field: field.to_owned(), comparison, values }];
        code_of(&ListQuery { filters, limit: 1, ..ListQuery::default() })
    };
    assert_eq!(with("code; DROP TABLE contract", Comparison::Empty, &[]), Some(Code::ListUnknownField));
    assert_eq!(with("amount", Comparison::AtLeast, &["12,5"]), Some(Code::ListBadValue));
    assert_eq!(with("signed_on", Comparison::AtMost, &["2024-02-30"]), Some(Code::ListBadValue));
    assert_eq!(with("kind", Comparison::Is, &["主合同", "合同"]), Some(Code::ListBadValue));
    assert_eq!(with("amount", Comparison::Contains, &["1"]), Some(Code::ListBadValue));
    assert_eq!(with("name", Comparison::AtLeast, &["a"]), Some(Code::ListBadValue));
    assert_eq!(with("name", Comparison::Is, &[]), Some(Code::ListBadValue));
    assert_eq!(with("name", Comparison::Is, &["' OR 1 = 1 --"]), None);
    let sort = vec![Sort { field: "colour".to_owned(), descending: false }];
    assert_eq!(code_of(&ListQuery { sort, ..ListQuery::default() }), Some(Code::ListUnknownField));
}

#[test]
fn pages_put_together_are_the_whole_list_each_record_once() -> Result<()> {
    shared().store.read(|reader| {
        for field in ["status", "progress", "supplier", "amount", "project_code"] {
            let sort = vec![Sort { field: field.to_owned(), descending: false }];
            let all = ListQuery { sort, ..ListQuery::default() };
            let whole = super::ids(reader, Noun::Contract, &all)?;
            let mut paged = Vec::new();
            while paged.len() < whole.len() {
                let offset = u32::try_from(paged.len()).expect("an offset");
                let query = ListQuery { offset, limit: 83, ..all.clone() };
                paged.extend(contract::list(reader, &query)?.rows.iter().map(|row| row.id));
            }
            assert_eq!(paged, whole, "{field}");
        }
        Ok(())
    })
}
