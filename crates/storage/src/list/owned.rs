//! Pages of records in the order of something that their owners have, such as payments by supplier.
//!
//! Every owner keeps how many records it has: whole owners are passed without reading a record,
//! however deep the page.

use std::fmt::Write;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::plan::Plan;
use super::source::{Join, List, Owner};
use crate::search::IdSet;
use crate::{Reader, Result};

/// A group of owners with so small a part of all records is looked up; a larger one is walked to.
const SMALL_PART: i64 = 8;

/// Which records of an order are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) offset: i64,
    pub(super) limit: i64,
    /// From the end of the order.
    pub(super) reversed: bool,
}

/// Returns the ids of a page; none where the order is not one of owners alone, or where the
/// conditions tell records of one owner apart.
pub(super) fn ids(reader: &Reader<'_>, plan: &Plan, wanted: Wanted) -> Result<Option<Vec<i64>>> {
    let Some((owner, path)) = order_of_owners(plan) else { return Ok(None) };
    let set = plan.set.as_ref().map(|set| set.ids.blob());
    let mut sql = format!(
        "SELECT {}, {}, {} FROM {} WHERE {} > 0",
        owner.key,
        owner.count,
        plan.order().levels[0].sql,
        tables(plan.list, owner, &path),
        owner.count
    );
    if set.is_some() {
        let _ = write!(sql, " AND holds(?, {})", owner.key);
    }
    let _ = write!(sql, " ORDER BY {}", plan.order().levels_sql(wanted.reversed));
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut owners = statement.query(params_from_iter(set))?;
    let mut page = Page { reader, plan, owner, wanted, passed: 0, ids: Vec::new() };
    let mut group = Group::default();
    while !page.is_full()
        && let Some(row) = owners.next()?
    {
        let key: Value = row.get(2)?;
        if group.key.as_ref() != Some(&key) {
            page.take(&std::mem::take(&mut group))?;
            group.key = Some(key);
        }
        group.owners.insert(row.get(0)?);
        group.records += row.get::<_, i64>(1)?;
    }
    page.take(&group)?;
    Ok(Some(page.ids))
}

/// Owners that stand in one place of the order: their records mingle.
#[derive(Default)]
struct Group {
    key: Option<Value>,
    owners: IdSet,
    records: i64,
}

struct Page<'p> {
    reader: &'p Reader<'p>,
    plan: &'p Plan,
    owner: &'static Owner,
    wanted: Wanted,
    passed: i64,
    ids: Vec<i64>,
}

impl Page<'_> {
    fn missing(&self) -> i64 {
        self.wanted.limit - i64::try_from(self.ids.len()).unwrap_or(i64::MAX)
    }

    fn is_full(&self) -> bool {
        self.missing() <= 0
    }

    /// Passes a group, and takes those of its records that stand on the page.
    fn take(&mut self, group: &Group) -> Result<()> {
        let inside = self.wanted.offset.max(self.passed) - self.passed;
        self.passed += group.records;
        if self.is_full() || inside >= group.records {
            return Ok(());
        }
        let (noun, column) = (self.plan.list.noun, self.owner.column);
        let few = group.records * SMALL_PART <= self.plan.records;
        let (condition, set) = if few {
            (format!("{column} IN (SELECT value FROM json_each(?1))"), group.owners.json())
        } else {
            (format!("holds(?1, {column})"), group.owners.blob())
        };
        let descending = self.plan.order().levels[0].descending != self.wanted.reversed;
        let direction = if descending { "DESC" } else { "ASC" };
        let sql = format!(
            "SELECT t.id FROM {noun} AS t WHERE {condition} ORDER BY t.id {direction} LIMIT ?2 OFFSET ?3"
        );
        let mut statement = self.reader.connection().prepare_cached(&sql)?;
        let ids = statement.query_map((set, self.missing(), inside), |row| row.get(0))?;
        self.ids.extend(ids.collect::<rusqlite::Result<Vec<i64>>>()?);
        Ok(())
    }
}

/// Returns the owner and the way from it to what the order is by.
fn order_of_owners(plan: &Plan) -> Option<(&'static Owner, Vec<&'static Join>)> {
    let owner = plan.list.owner.as_ref()?;
    let [level] = plan.order().levels.as_slice() else { return None };
    let path = plan.list.path(level.alias);
    let leads_over_owner = path.first().is_some_and(|first| first.from == owner.column);
    let of_owners = plan.set.as_ref().is_none_or(|set| set.column == owner.column);
    (leads_over_owner && of_owners && plan.rest.is_empty()).then_some((owner, path))
}

/// Joins the owners to what the order is by; where every step is there, led by that, so that its
/// index gives the order.
fn tables(list: &List, owner: &Owner, path: &[&'static Join]) -> String {
    let to_first = |alias: &str| format!("{} = {alias}.id", owner.key);
    let Some((first, rest)) = path.split_first() else { return owner.table.to_owned() };
    if path.iter().any(|step| step.optional) {
        let mut sql =
            format!("{} JOIN {} AS {} ON {}", owner.table, first.table, first.alias, to_first(first.alias));
        for Join { table, alias, from, .. } in rest {
            let _ = write!(sql, " LEFT JOIN {table} AS {alias} ON {alias}.id = {from}");
        }
        return sql;
    }
    let far = path[path.len() - 1];
    let mut sql = format!("{} AS {}", far.table, far.alias);
    for step in rest.iter().rev() {
        let parent = step.parent();
        let table = list.join(parent).map_or("", |join| join.table);
        let _ = write!(sql, " CROSS JOIN {table} AS {parent} ON {} = {}.id", step.from, step.alias);
    }
    format!("{sql} CROSS JOIN {} ON {}", owner.table, to_first(first.alias))
}
