//! Lists as a whole, by noun: how many records there are, and which ones fit.

use std::collections::BTreeMap;

use domain::Noun;
use domain::layout::FieldKind;
use domain::list::{Filter, ListQuery};

use super::field::{Field, Kind};
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

/// Returns the totals of everything that fits, as the list shows them.
pub fn totals(reader: &Reader<'_>, noun: Noun, query: &ListQuery) -> Result<BTreeMap<String, String>> {
    let nothing = ListQuery { offset: 0, limit: 0, ..query.clone() };
    Ok(super::page(reader, list_of(noun), &nothing, |_| Ok(Vec::<()>::new()))?.totals)
}

/// Tells what the values of a field of a list are; none where the list has no such field.
///
/// The scores of evaluations have a field for each year and each number: `yearly_scores:2024`.
pub fn kind_of(noun: Noun, field: &str) -> Option<FieldKind> {
    if let Some((scores, ordinal)) = field.split_once(':') {
        let is_score = matches!(scores, "yearly_scores" | "irregular_scores");
        let known = noun == Noun::Evaluation && is_score && ordinal.parse::<u16>().is_ok();
        return known.then_some(FieldKind::Score);
    }
    // Internal numbers are for programs to follow, not for people to read.
    let is_internal = field == "id" || field.ends_with("_id");
    Some(match list_of(noun).field(field).ok().filter(|_| !is_internal)?.kind {
        Kind::Text => FieldKind::Text,
        Kind::Choice(_) | Kind::Grade | Kind::Deadline(_) => FieldKind::Choice,
        Kind::Amount => FieldKind::Amount,
        Kind::Score => FieldKind::Score,
        Kind::Ratio => FieldKind::Ratio,
        Kind::Date => FieldKind::Date,
        Kind::Count => FieldKind::Count,
        Kind::Flag => FieldKind::Flag,
    })
}

/// Returns the list of a noun.
pub(crate) fn list_of(noun: Noun) -> &'static List {
    match noun {
        Noun::Project => &crate::project::list::LIST,
        Noun::Procurement => &crate::procurement::list::LIST,
        Noun::Supplier => &crate::supplier::list::LIST,
        Noun::Contract => &crate::contract::list::LIST,
        Noun::PaymentPlan => &crate::payment_plan::list::LIST,
        Noun::Payment => &crate::payment::list::LIST,
        Noun::Settlement => &crate::settlement::list::LIST,
        Noun::Evaluation => &crate::evaluation::list::LIST,
        Noun::Interview => &crate::interview::list::LIST,
    }
}
