//! What a query comes down to: a set of records, perhaps a few conditions more, and an order.

use domain::list::ListQuery;

use super::filter::{Condition, Words};
use super::order::Order;
use super::source::List;
use super::statement::{InPlace, Statement};
use super::tables::{ID, Tables};
use crate::search::{self, Among};
use crate::{Reader, Result};

/// A query, as far as it can be worked out before records are summed and sorted.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) list: &'static List,
    /// The records that fit, or the owners whose records do; none where all are asked for.
    pub(crate) set: Option<Among>,
    /// What the set does not say, of records that are too many to be collected first.
    pub(crate) rest: Vec<Condition>,
    /// How many records there are, fitting or not.
    pub(crate) records: i64,
    /// How many owners there are; as many as records where these have none.
    owners: i64,
    order: Order,
}

/// How SQLite is to find the records of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In the order of the list, from one of its ends until the page is full.
    Walk { reversed: bool },
    /// Each record of the set, then sorted.
    LookUp,
}

impl Plan {
    /// Works out which records, or which owners of records, a query asks for.
    ///
    /// A set of ids is small and quick to test, and the conditions behind it are met only once:
    /// the count is its size, and totals and page need nothing else.
    pub(crate) fn of(reader: &Reader<'_>, list: &'static List, query: &ListQuery) -> Result<Self> {
        query.check()?;
        let order = Order::of(list, query)?;
        let words = Words::of(reader)?;
        let of_filter = |filter| Condition::of_filter(list, filter, &words);
        let mut conditions = query.filters.iter().map(of_filter).collect::<Result<Vec<_>>>()?;
        let mut fitting = search::fitting(reader, list.noun, &query.search)?;
        let set = fitting.take_single();
        conditions.extend(Condition::of_search(&fitting));
        let records = count(reader, &format!("{} AS t", list.noun))?;
        let owners = list.owner.as_ref().map_or(Ok(records), |owner| count(reader, owner.table))?;
        let mut plan = Self { list, set, rest: Vec::new(), records, owners, order };
        plan.add(reader, conditions)?;
        plan.forget_full_set();
        Ok(plan)
    }

    /// Whether every record is asked for.
    pub(crate) fn is_whole(&self) -> bool {
        self.set.is_none() && self.rest.is_empty()
    }

    /// Whether no record can fit.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.set.as_ref().is_some_and(|set| set.ids.is_empty())
    }

    /// Whether an index gives the records in the order that is asked for.
    pub(crate) fn is_indexed(&self) -> bool {
        self.order.is_indexed()
    }

    pub(crate) fn order(&self) -> &Order {
        &self.order
    }

    /// The ids of the set, where each is better looked up.
    pub(crate) fn sparse_set(&self) -> Option<&Among> {
        self.set.as_ref().filter(|set| set.ids.is_sparse_among(self.all_of(set)))
    }

    /// Selects the ids of what fits, in order; from its end where the way is reversed.
    pub(crate) fn ids(&self, way: Way) -> Statement {
        let tables = |found: Option<&Among>| {
            let of_order = self.order.levels.iter().map(|level| level.alias);
            let aliases: Vec<&str> = of_order.chain(self.aliases()).collect();
            match way {
                Way::Walk { .. } => Tables::led(self.list, &aliases),
                Way::LookUp => Tables::of(self.list, &aliases, found),
            }
        };
        let found = self.set.as_ref().filter(|_| way == Way::LookUp);
        let tables = tables(found);
        let mut statement = Statement::new(format!("SELECT {} FROM {}", tables.id, tables.sql), tables.found);
        let dense = self.set.iter().filter(|_| found.is_none()).map(Condition::of_set);
        for condition in dense.chain(self.rest.iter().cloned()) {
            statement.restrict(&condition, InPlace { of: ID, is: tables.id }, way != Way::LookUp);
        }
        let order = self.order.sql(tables.id, way == Way::Walk { reversed: true });
        statement.end(&format!(" ORDER BY {order}"), None);
        statement
    }

    /// The aliases of the tables that set and conditions need.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = &'static str> + '_ {
        let of_set = self.set.as_ref().filter(|set| set.column != ID).map(|_| "t");
        of_set.into_iter().chain(self.rest.iter().filter_map(Condition::alias))
    }

    /// Takes conditions into the set, as far as it can hold them.
    fn add(&mut self, reader: &Reader<'_>, conditions: Vec<Condition>) -> Result<()> {
        let Some(owner) = &self.list.owner else {
            let is_of_records = self.set.as_ref().is_none_or(|set| set.column == ID);
            if !conditions.is_empty() || !is_of_records {
                let of_conditions = conditions.iter().filter_map(Condition::alias);
                let aliases: Vec<&str> = self.aliases().chain(of_conditions).collect();
                let tables = Tables::of(self.list, &aliases, self.sparse_set());
                let in_place = InPlace { of: ID, is: tables.id };
                self.set = Some(self.collect(reader, tables, in_place, &conditions)?);
            }
            return Ok(());
        };
        let of_owner = |condition: &Condition| condition.column == Some(owner.column);
        let is_of_owner = self.set.as_ref().is_none_or(|set| set.column == owner.column);
        let (of_set, rest) = conditions.into_iter().partition(|condition| is_of_owner && of_owner(condition));
        let of_set: Vec<Condition> = of_set;
        self.rest = rest;
        if !of_set.is_empty() {
            let tables = Tables::of_owner(owner, self.sparse_set());
            let in_place = InPlace { of: owner.column, is: owner.key };
            self.set = Some(self.collect(reader, tables, in_place, &of_set)?);
        }
        Ok(())
    }

    /// Drops a set that has every record, or every owner: all is quicker than each.
    fn forget_full_set(&mut self) {
        let is_full = |set: &Among| usize::try_from(self.all_of(set)) == Ok(set.ids.len());
        if self.set.as_ref().is_some_and(is_full) {
            self.set = None;
        }
    }

    /// How many records, or owners, a set could have at most.
    fn all_of(&self, set: &Among) -> i64 {
        let is_of_owners = self.list.owner.as_ref().is_some_and(|owner| owner.column == set.column);
        if is_of_owners { self.owners } else { self.records }
    }

    /// Collects the ids that meet the conditions and are in the set so far.
    fn collect(
        &self,
        reader: &Reader<'_>,
        tables: Tables,
        in_place: InPlace,
        conditions: &[Condition],
    ) -> Result<Among> {
        let is_driven = tables.found.is_some();
        let sql = format!("SELECT {} FROM {}", in_place.is, tables.sql);
        let mut statement = Statement::new(sql, tables.found);
        let dense = self.set.iter().filter(|_| !is_driven).map(Condition::of_set);
        for condition in dense.chain(conditions.iter().cloned()) {
            statement.restrict(&condition, in_place, false);
        }
        Ok(Among { column: in_place.of, ids: statement.ids(reader)? })
    }
}

fn count(reader: &Reader<'_>, table: &str) -> Result<i64> {
    let counted = Statement::new(format!("SELECT count(*) FROM {table}"), None).numbers(reader)?;
    Ok(counted.first().copied().unwrap_or_default())
}
