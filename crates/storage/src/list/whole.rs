//! Lists as a whole, by noun: how many records there are, and which ones fit.

use domain::Noun;
use domain::list::{Filter, ListQuery};

use super::field::Field;
use super::filter::{Condition, Words};
use super::source::List;
use super::statement::{InPlace, Statement};
use super::tables::{ID, Tables};
use crate::{Reader, Result, columns};

/// Returns how many records of a noun the ledger has.
pub fn count(reader: &Reader<'_>, noun: Noun) -> Result<i64> {
    let sql = format!("SELECT count(*) FROM {noun}");
    Ok(reader.connection().prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// Counts the records that fit every filter, and sums one of their fields, in one statement.
pub fn count_and_sum(
    reader: &Reader<'_>,
    noun: Noun,
    filters: &[Filter],
    summed: Option<&str>,
) -> Result<(i64, i64)> {
    if let Some(answer) = columns::count_and_sum(reader, noun, filters, summed)? {
        return Ok(answer);
    }
    let list = list_of(noun);
    let words = Words::of(reader)?;
    let of_filter = |filter| Condition::of_filter(list, filter, &words);
    let conditions = filters.iter().map(of_filter).collect::<Result<Vec<_>>>()?;
    let summed = summed.map(|name| list.field(name)).transpose()?;
    let of_sum = summed.map(Field::alias);
    let aliases: Vec<&str> = conditions.iter().filter_map(Condition::alias).chain(of_sum).collect();
    let tables = Tables::of(list, &aliases, None);
    let sum = summed.map_or_else(|| "0".to_owned(), |field| format!("ifnull(sum({}), 0)", field.sql));
    let mut statement = Statement::new(format!("SELECT count(*), {sum} FROM {}", tables.sql), tables.found);
    for condition in &conditions {
        statement.restrict(condition, InPlace { of: ID, is: tables.id }, false);
    }
    let numbers = statement.numbers(reader)?;
    let number = |place: usize| numbers.get(place).copied().unwrap_or_default();
    Ok((number(0), number(1)))
}

/// Returns the ids of all records that fit, in order, for an export that reads them bit by bit.
pub fn ids(reader: &Reader<'_>, noun: Noun, query: &ListQuery) -> Result<Vec<i64>> {
    if let Some(all) = columns::ids(reader, list_of(noun), query)? {
        return Ok(all);
    }
    let mut all = Vec::new();
    let mut keep = |id| {
        all.push(id);
        Ok(())
    };
    super::for_each(reader, list_of(noun), query, |ids| Ok(ids.to_vec()), &mut keep)?;
    Ok(all)
}

/// Returns the list of a noun.
pub(crate) fn list_of(noun: Noun) -> &'static List {
    match noun {
        Noun::Project => &crate::project::list::LIST,
        Noun::Procurement => &crate::procurement::list::LIST,
        Noun::Supplier => &crate::supplier::list::LIST,
        Noun::Contract => &crate::contract::list::LIST,
        Noun::Payment => &crate::payment::list::LIST,
        Noun::Settlement => &crate::settlement::list::LIST,
        Noun::Evaluation => &crate::evaluation::list::LIST,
        Noun::Interview => &crate::interview::list::LIST,
    }
}
