//! One page of a list, or all of it.

use std::collections::BTreeMap;

use domain::Money;
use domain::list::{ListQuery, Page};
use rusqlite::params_from_iter;

use super::plan::{Plan, Statement, Way};
use super::source::List;
use crate::{Reader, Result};

/// The most rows of one page.
const LARGEST_PAGE: u32 = 1000;
/// Rows that are read at once where all of them are wanted.
const AT_ONCE: usize = 500;
/// Reading a record out of order costs about as much as walking past this many.
const LOOK_UP_COST: i64 = 4;

/// Returns the page that is asked for, with count and totals of everything that fits.
///
/// `rows` reads the rows of given ids, in their order.
pub(crate) fn page<T>(
    reader: &Reader<'_>,
    list: &'static List,
    query: &ListQuery,
    rows: impl FnOnce(&[i64]) -> Result<Vec<T>>,
) -> Result<Page<T>> {
    let plan = Plan::of(reader, list, query)?;
    let (count, totals) = summary(reader, list, &plan)?;
    let ids = ids(reader, list, &plan, &Places::of(query, count))?;
    Ok(Page { rows: rows(&ids)?, count, totals })
}

/// Hands every row that fits to `visit`, in order, reading a few at a time.
pub(crate) fn for_each<T>(
    reader: &Reader<'_>,
    list: &'static List,
    query: &ListQuery,
    rows: impl Fn(&[i64]) -> Result<Vec<T>>,
    visit: &mut dyn FnMut(T) -> Result<()>,
) -> Result<()> {
    let plan = Plan::of(reader, list, query)?;
    if plan.is_hopeless() {
        return Ok(());
    }
    let way = if plan.is_indexed() { Way::Walk { reversed: false } } else { Way::LookUp };
    let Statement { sql, values } = plan.ids(way, -1, 0);
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut found = statement.query(params_from_iter(values))?;
    let mut ids = Vec::with_capacity(AT_ONCE);
    loop {
        let next: Option<i64> = found.next()?.map(|row| row.get(0)).transpose()?;
        ids.extend(next);
        if next.is_none() || ids.len() == AT_ONCE {
            rows(&ids)?.into_iter().try_for_each(&mut *visit)?;
            ids.clear();
        }
        if next.is_none() {
            return Ok(());
        }
    }
}

fn summary(reader: &Reader<'_>, list: &List, plan: &Plan) -> Result<(i64, BTreeMap<String, String>)> {
    let text = |fen| Money::from_fen(fen).to_string();
    let totals = list.totals.iter().map(|total| total.name.to_owned());
    if plan.is_hopeless() {
        return Ok((0, totals.map(|name| (name, text(0))).collect()));
    }
    let Statement { sql, values } = plan.summary();
    let mut statement = reader.connection().prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(values), |row| {
        let amount = |(index, name)| Ok((name, text(row.get(index + 1)?)));
        let totals = totals.enumerate().map(amount).collect::<rusqlite::Result<_>>()?;
        Ok((row.get(0)?, totals))
    })?)
}

/// Which of the records that fit stand on the page.
struct Places {
    offset: i64,
    limit: i64,
    count: i64,
}

impl Places {
    fn of(query: &ListQuery, count: i64) -> Self {
        let offset = i64::from(query.offset).min(count);
        let limit = i64::from(query.limit.min(LARGEST_PAGE)).min(count - offset);
        Self { offset, limit, count }
    }

    /// The records before the page, counted from the end.
    fn offset_from_end(&self) -> i64 {
        self.count - self.offset - self.limit
    }
}

fn ids(reader: &Reader<'_>, list: &List, plan: &Plan, places: &Places) -> Result<Vec<i64>> {
    if places.limit == 0 {
        return Ok(Vec::new());
    }
    let way = way(reader, list, plan, places)?;
    let reversed = way == Way::Walk { reversed: true };
    let offset = if reversed { places.offset_from_end() } else { places.offset };
    let Statement { sql, values } = plan.ids(way, places.limit, offset);
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let ids = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    let mut ids: Vec<i64> = ids.collect::<rusqlite::Result<_>>()?;
    if reversed {
        ids.reverse();
    }
    Ok(ids)
}

/// Chooses between walking the order and looking up what fits.
///
/// A walk passes as many records as stand before the end of the page, fitting or not: little for
/// a common word, everything for a rare one. It begins at the nearer end.
fn way(reader: &Reader<'_>, list: &List, plan: &Plan, places: &Places) -> Result<Way> {
    let reversed = places.offset > places.offset_from_end();
    let walk = Way::Walk { reversed };
    if plan.is_whole() {
        return Ok(walk);
    }
    let highest = format!("SELECT ifnull(max(id), 0) FROM {}", list.noun);
    let records: i64 = reader.connection().prepare_cached(&highest)?.query_row([], |row| row.get(0))?;
    let fitting = if reversed { places.offset_from_end() } else { places.offset } + places.limit;
    let passed =
        if plan.is_indexed() { records.min(fitting.saturating_mul(records) / places.count) } else { records };
    Ok(if places.count * LOOK_UP_COST < passed { Way::LookUp } else { walk })
}
