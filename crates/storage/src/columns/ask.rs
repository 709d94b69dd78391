//! What lists ask of the columns: which records fit, what they come to, which stand on a page.

use std::borrow::Cow;

use domain::Noun;
use domain::list::{Filter, ListQuery};

use super::column::{Column, NONE};
use super::values::Place;
use super::{Kept, Table};
use crate::list::{Condition, Field, List, Order, Words, list_of};
use crate::search::{self, Among, Fitting, IdSet};
use crate::{Reader, Result};

/// The most levels of an order that fit into one number beside the id.
const LEVELS: usize = 3;

/// What a page asks for: the ids on it; count and totals of everything that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) ids: Vec<i64>,
    count: i64,
    totals: Vec<i64>,
}

impl Answer {
    /// The count, then every total.
    pub(crate) fn numbers(&self) -> Vec<i64> {
        [self.count].into_iter().chain(self.totals.iter().copied()).collect()
    }
}

/// Answers a query; none where something that it asks by is not kept.
pub(crate) fn page(
    reader: &Reader<'_>,
    list: &'static List,
    query: &ListQuery,
    most: u32,
) -> Result<Option<Answer>> {
    let Some(kept) = reader.kept()? else { return Ok(None) };
    // Refuses what the file would refuse.
    query.check()?;
    let order = Order::of(list, query)?;
    let words = Words::of(reader)?;
    query.filters.iter().try_for_each(|filter| Condition::of_filter(list, filter, &words).map(|_| ()))?;
    let Some(asked) = Asked::of(&kept, list) else { return Ok(None) };
    let Some(filters) = asked.filters(&query.filters) else { return Ok(None) };
    let Some(levels) = asked.levels(&order) else { return Ok(None) };
    let Some(totals) = asked.totals() else { return Ok(None) };
    let mut fitting = asked.fitting(&filters, &words)?;
    if !query.search.trim().is_empty() {
        let found = search::fitting(reader, list.noun, &query.search)?;
        let Some(found) = asked.found(&found) else { return Ok(None) };
        fitting.keep_common(&found);
    }
    let (offset, limit) = (query.offset as usize, query.limit.min(most) as usize);
    Ok(Some(Answer {
        ids: page_of(&fitting, &levels, offset, limit),
        count: i64::try_from(fitting.len()).unwrap_or(i64::MAX),
        totals: totals.iter().map(|total| asked.sum(&fitting, total)).collect(),
    }))
}

/// Returns the ids of everything that a query asks for, in its order; none where something that it
/// asks by is not kept.
pub(crate) fn ids(reader: &Reader<'_>, list: &'static List, query: &ListQuery) -> Result<Option<Vec<i64>>> {
    let all = ListQuery { offset: 0, limit: u32::MAX, ..query.clone() };
    Ok(page(reader, list, &all, u32::MAX)?.map(|answer| answer.ids))
}

/// Counts the records that meet every filter, and sums one of their fields.
pub(crate) fn count_and_sum(
    reader: &Reader<'_>,
    noun: Noun,
    filters: &[Filter],
    summed: Option<&str>,
) -> Result<Option<(i64, i64)>> {
    let list = list_of(noun);
    let Some(kept) = reader.kept()? else { return Ok(None) };
    let words = Words::of(reader)?;
    let Some(asked) = Asked::of(&kept, list) else { return Ok(None) };
    let Some(filters) = asked.filters(filters) else { return Ok(None) };
    let fitting = asked.fitting(&filters, &words)?;
    let count = i64::try_from(fitting.len()).unwrap_or(i64::MAX);
    let Some(summed) = summed else { return Ok(Some((count, 0))) };
    let Some(column) = asked.way(list.field(summed)?).and_then(Way::into_own) else { return Ok(None) };
    let number = |id: i64| usize::try_from(id).ok().and_then(|id| column.number(id)).unwrap_or_default();
    Ok(Some((count, fitting.iter().map(number).sum())))
}

/// The tables that a list asks.
struct Asked<'k> {
    kept: &'k Kept,
    list: &'static List,
    table: &'k Table,
}

/// The way from a list's records to a column, over the tables that they refer to.
struct Way<'k> {
    /// To whom the records refer, and those again.
    references: Vec<&'k [u32]>,
    column: &'k Column,
}

impl<'k> Way<'k> {
    /// The column, where it is the list's own.
    fn into_own(self) -> Option<&'k Column> {
        self.references.is_empty().then_some(self.column)
    }

    /// The place of the value of each record, by id.
    fn places(&self, end: usize) -> Cow<'k, [Place]> {
        let mut places = Cow::Borrowed(self.column.places());
        for references in self.references.iter().rev() {
            let of =
                |to: &u32| if *to == 0 { NONE } else { places.get(*to as usize).copied().unwrap_or(NONE) };
            places = Cow::Owned(references.iter().map(of).collect());
        }
        if places.len() < end {
            places.to_mut().resize(end, NONE);
        }
        places
    }
}

/// One level of an order.
struct Ordered<'k> {
    places: Cow<'k, [Place]>,
    descending: bool,
}

impl Ordered<'_> {
    /// A number that compares as the order has it; what is missing comes last.
    fn key(&self, id: usize) -> u32 {
        match self.places.get(id).copied() {
            None | Some(NONE) => NONE,
            Some(place) if self.descending => NONE - 1 - place,
            Some(place) => place,
        }
    }
}

impl<'k> Asked<'k> {
    fn of(kept: &'k Kept, list: &'static List) -> Option<Self> {
        Some(Self { kept, list, table: kept.table(list.noun)? })
    }

    fn way(&self, field: &Field) -> Option<Way<'k>> {
        let (mut table, mut references) = (self.table, Vec::new());
        let path = self.list.path(field.alias());
        for step in &path {
            let (_, name) = step.from.split_once('.')?;
            references.push(table.reference(name)?);
            table = self.kept.table(step.noun()?)?;
        }
        let column = match (path.is_empty(), field.sql.split_once('.')) {
            (false, Some((_, name))) => table.column(&format!("t.{name}"))?,
            _ => table.column(field.sql)?,
        };
        Some(Way { references, column })
    }

    fn filters<'f>(&self, filters: &'f [Filter]) -> Option<Vec<(&'static Field, &'f Filter, Way<'k>)>> {
        let way = |filter: &'f Filter| {
            let field = self.list.field(&filter.field).ok()?;
            Some((field, filter, self.way(field)?))
        };
        filters.iter().map(way).collect()
    }

    fn levels(&self, order: &Order) -> Option<Vec<Ordered<'k>>> {
        if order.levels.len() > LEVELS {
            return None;
        }
        let level = |level: &crate::list::Level| {
            let way = self.way(level.field)?;
            Some(Ordered { places: way.places(self.table.end), descending: level.descending })
        };
        order.levels.iter().map(level).collect()
    }

    fn totals(&self) -> Option<Vec<&'k [i64]>> {
        self.list.totals.iter().map(|total| self.table.total(total.sql)).collect()
    }

    /// Returns the records that meet every filter.
    fn fitting(&self, filters: &[(&'static Field, &Filter, Way<'k>)], words: &Words) -> Result<IdSet> {
        let mut fitting = self.table.present.clone();
        for (field, filter, way) in filters {
            let met = field.met(filter, words, &way.column.values)?;
            let places = way.places(self.table.end);
            fitting.keep_common(&IdSet::of_ids_below(self.table.end, |id| met.by(places[id])));
        }
        Ok(fitting)
    }

    /// Returns the records that a search found.
    fn found(&self, fitting: &Fitting) -> Option<IdSet> {
        let mut all = self.table.present.clone();
        for group in &fitting.groups {
            let mut any = IdSet::default();
            for among in group {
                any.add(&self.among(among)?);
            }
            all.keep_common(&any);
        }
        Some(all)
    }

    fn sum(&self, fitting: &IdSet, amounts: &[i64]) -> i64 {
        if fitting.len() == self.table.present.len() {
            return amounts.iter().sum();
        }
        let amount = |id: i64| usize::try_from(id).ok().and_then(|id| amounts.get(id)).copied();
        fitting.iter().filter_map(amount).sum()
    }

    fn among(&self, among: &Among) -> Option<IdSet> {
        let (_, name) = among.column.split_once('.')?;
        if name == "id" {
            return Some(among.ids.clone());
        }
        let references = self.table.reference(name)?;
        Some(IdSet::of_ids_below(references.len(), |id| among.ids.contains(i64::from(references[id]))))
    }
}

/// Returns the ids on a page; the id breaks ties, in the direction of the last level.
fn page_of(fitting: &IdSet, levels: &[Ordered<'_>], offset: usize, limit: usize) -> Vec<i64> {
    if limit == 0 || offset >= fitting.len() {
        return Vec::new();
    }
    let descending = levels.last().is_some_and(|level| level.descending);
    let tie = |id: i64| {
        let id = u32::try_from(id).unwrap_or_default();
        if descending { u32::MAX - id } else { id }
    };
    let place = |id: i64| usize::try_from(id).unwrap_or_default();
    if let [level] = levels {
        let key = |id| u64::from(level.key(place(id))) << 32 | u64::from(tie(id));
        let mut keys: Vec<u64> = fitting.iter().map(key).collect();
        let low = |key: &u64| tie(i64::from(u32::try_from(key & u64::from(u32::MAX)).unwrap_or_default()));
        return between(&mut keys, offset, limit).iter().map(|key| low(key).into()).collect();
    }
    let key = |id| {
        let levels = levels.iter().fold(0_u128, |key, level| key << 32 | u128::from(level.key(place(id))));
        levels << 32 | u128::from(tie(id))
    };
    let mut keys: Vec<u128> = fitting.iter().map(key).collect();
    let low = |key: &u128| tie(i64::from(u32::try_from(key & u128::from(u32::MAX)).unwrap_or_default()));
    between(&mut keys, offset, limit).iter().map(|key| low(key).into()).collect()
}

/// Returns `limit` of the keys behind the first `offset`, sorted; of the others only as much is
/// brought into order as that needs.
pub(crate) fn between<K: Ord>(keys: &mut [K], offset: usize, limit: usize) -> &[K] {
    if offset >= keys.len() {
        return &[];
    }
    keys.select_nth_unstable(offset);
    let rest = &mut keys[offset..];
    let limit = limit.min(rest.len());
    if limit < rest.len() {
        rest.select_nth_unstable(limit);
    }
    let page = &mut rest[..limit];
    page.sort_unstable();
    page
}
