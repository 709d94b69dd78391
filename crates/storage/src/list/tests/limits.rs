//! The longest that may be asked for is answered; what is longer is refused, and never by SQLite.

use domain::list::{Comparison, Filter, LONGEST_TEXT, ListQuery};
use domain::{Code, Noun};

use super::super::field::Kind;
use super::super::whole::list_of;
use super::page;
use crate::columns::Columns;
use crate::search::tests::shared;
use crate::{Reader, Result, search};

/// One noun of each way in which a search comes to the records of a list.
const NOUNS: [Noun; 5] = [Noun::Supplier, Noun::Contract, Noun::PaymentPlan, Noun::Payment, Noun::Interview];

/// Texts of the greatest length that are hard on a search or on a pattern.
fn longest() -> [String; 6] {
    let han = || (0x4e00..).filter_map(char::from_u32);
    let words = |between: char| {
        let words = han().flat_map(|character| [character, between]);
        words.take(LONGEST_TEXT).collect()
    };
    [
        han().take(LONGEST_TEXT).collect(),
        "a".repeat(LONGEST_TEXT),
        "_".repeat(LONGEST_TEXT),
        "𠀀".repeat(LONGEST_TEXT),
        words(' '),
        words('，'),
    ]
}

/// Every text that can be looked for in a list: by its search, and in each field with texts.
fn queries(noun: Noun, text: &str) -> impl Iterator<Item = ListQuery> {
    let fields = list_of(noun).fields.iter().filter(|field| matches!(field.kind, Kind::Text));
    let filters = fields.map(|field| {
        let values = vec![text.to_owned()];
        Filter { field: field.name.to_owned(), comparison: Comparison::Contains, values }
    });
    let filtered = filters.map(|filter| ListQuery { filters: vec![filter], ..ListQuery::default() });
    std::iter::once(ListQuery { search: text.to_owned(), ..ListQuery::default() }).chain(filtered)
}

fn code_of(reader: &Reader<'_>, noun: Noun, query: &ListQuery) -> Option<Code> {
    page(reader, noun, query).err().map(|error| error.code())
}

#[test]
fn the_longest_texts_are_looked_for_and_longer_ones_refused() -> Result<()> {
    let columns = Columns::new(shared().store.path());
    columns.keep();
    columns.wait();
    let too_long = "a".repeat(LONGEST_TEXT + 1);
    for kept in [None, Some(&columns)] {
        shared().store.read(|reader| {
            let reader = &reader.on("2023-11-20".parse().expect("a date")).beside(kept);
            for (noun, text) in NOUNS.into_iter().flat_map(|noun| longest().map(|text| (noun, text))) {
                for query in queries(noun, &text) {
                    assert_eq!(code_of(reader, noun, &query), None, "{noun} {query:?}");
                }
            }
            for (noun, query) in
                Noun::ALL.iter().flat_map(|noun| queries(*noun, &too_long).map(|q| (*noun, q)))
            {
                assert_eq!(code_of(reader, noun, &query), Some(Code::ListTextTooLong), "{noun}");
            }
            Ok::<_, crate::Error>(())
        })?;
    }
    Ok(())
}

#[test]
fn more_conditions_than_a_person_states_are_refused() -> Result<()> {
    let is = |count: usize| Filter {
        field: "officer".to_owned(),
        comparison: Comparison::Is,
        values: vec!["a".to_owned(); count],
    };
    let code = |filters: Vec<Filter>| {
        let query = ListQuery { filters, ..ListQuery::default() };
        shared().store.read(|reader| Ok::<_, crate::Error>(code_of(reader, Noun::Contract, &query)))
    };
    assert_eq!(code(vec![is(300)])?, None);
    assert_eq!(code(vec![is(1); 300])?, None);
    assert_eq!(code(vec![is(301)])?, Some(Code::ListTooManyConditions));
    assert_eq!(code(vec![is(1); 301])?, Some(Code::ListTooManyConditions));
    Ok(())
}

#[test]
fn a_text_too_long_for_a_list_is_too_long_for_the_search_over_everything() -> Result<()> {
    shared().store.read(|reader| {
        for text in longest() {
            search::find(reader, &text, None, 10)?;
            let refused = search::find(reader, &format!("{text}a"), None, 10).err();
            assert_eq!(refused.map(|error| error.code()), Some(Code::ListTextTooLong));
        }
        Ok(())
    })
}
