//! One page of a list, or all of it.

use domain::list::{ListQuery, Page};
use rusqlite::params_from_iter;

use super::owned::{self, Wanted};
use super::plan::{Plan, Way};
use super::source::List;
use super::summary::Summary;
use crate::{Reader, Result, columns};

/// The most rows of one page.
const LARGEST_PAGE: u32 = 1000;
/// Rows that are read at once where all of them are wanted.
const AT_ONCE: usize = 500;
/// Looking a record up costs about as much as walking past this many.
const LOOK_UP_COST: i64 = 4;

/// Records before a page from which on sorting all of them is quicker for SQLite than keeping the
/// first so many sorted.
const FAR: i64 = 500;

/// Returns the page that is asked for, with count and totals of everything that fits.
///
/// `rows` reads the rows of given ids, in their order.
pub(crate) fn page<T>(
    reader: &Reader<'_>,
    list: &'static List,
    query: &ListQuery,
    rows: impl FnOnce(&[i64]) -> Result<Vec<T>>,
) -> Result<Page<T>> {
    if let Some(answer) = columns::page(reader, list, query, LARGEST_PAGE)? {
        let Summary { count, totals } = Summary::new(list, &answer.numbers());
        return Ok(Page { rows: rows(&answer.ids)?, count, totals });
    }
    let plan = Plan::of(reader, list, query)?;
    let Summary { count, totals } = Summary::of(reader, &plan)?;
    let ids = ids(reader, &plan, &Places::of(query, count))?;
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
    let walk = Way::Walk { reversed: false };
    let way = if plan.is_indexed() || plan.set.is_none() { walk } else { Way::LookUp };
    let found = plan.ids(way);
    let mut statement = reader.connection().prepare_cached(&found.sql)?;
    let mut found = statement.query(params_from_iter(found.values))?;
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

    /// The records behind the page.
    fn behind(&self) -> i64 {
        self.count - self.offset - self.limit
    }
}

fn ids(reader: &Reader<'_>, plan: &Plan, places: &Places) -> Result<Vec<i64>> {
    if places.limit == 0 {
        return Ok(Vec::new());
    }
    let from_end = places.offset > places.behind();
    let near = if from_end { places.behind() } else { places.offset };
    let wanted = Wanted { offset: near, limit: places.limit, reversed: from_end };
    if let Some(mut ids) = owned::ids(reader, plan, wanted)? {
        if from_end {
            ids.reverse();
        }
        return Ok(ids);
    }
    let way = way(plan, places);
    let reversed = way == Way::Walk { reversed: true };
    let offset = if reversed { places.behind() } else { places.offset };
    let mut statement = plan.ids(way);
    let mut ids: Vec<i64> = if plan.is_indexed() || offset < FAR {
        statement.end(" LIMIT ? OFFSET ?", [places.limit.into(), offset.into()]);
        statement.ids(reader)?
    } else {
        statement.ids_between(reader, offset, places.limit)?
    };
    if reversed {
        ids.reverse();
    }
    Ok(ids)
}

/// Chooses between walking the order and looking up each record of the set.
///
/// A walk passes as many records as stand before the end of the page, fitting or not: few for a
/// common word, all for a rare one. It begins at the nearer end.
fn way(plan: &Plan, places: &Places) -> Way {
    let reversed = places.offset > places.behind();
    if plan.set.is_none() {
        return Way::Walk { reversed };
    }
    let before = if reversed { places.behind() } else { places.offset };
    let passed = (before + places.limit).saturating_mul(plan.records) / places.count;
    let passed = if plan.is_indexed() { passed.min(plan.records) } else { plan.records };
    if places.count * LOOK_UP_COST < passed { Way::LookUp } else { Way::Walk { reversed } }
}
