//! Count and totals of everything that fits.

use std::collections::BTreeMap;

use domain::Money;

use super::filter::Condition;
use super::plan::Plan;
use super::source::{List, Total};
use super::statement::{InPlace, Statement};
use super::tables::{ID, Tables};
use crate::search::Among;
use crate::{Reader, Result};

/// How many records fit, and the sums of their amounts.
#[derive(Debug)]
pub(crate) struct Summary {
    pub(crate) count: i64,
    pub(crate) totals: BTreeMap<String, String>,
}

impl Summary {
    /// Counts and sums what a plan asks for, from whatever is cheapest to read.
    pub(crate) fn of(reader: &Reader<'_>, plan: &Plan) -> Result<Self> {
        let list = plan.list;
        if plan.is_hopeless() {
            return Ok(Self::new(list, &[]));
        }
        if plan.is_whole() {
            return Ok(Self::new(list, &Statement::new(list.whole.to_owned(), None).numbers(reader)?));
        }
        match (&list.owner, &plan.set) {
            (None, Some(set)) => of_set(reader, plan, set),
            (Some(owner), Some(set)) if plan.rest.is_empty() && set.column == owner.column => {
                let tables = Tables::of_owner(owner, plan.sparse_set());
                let in_place = InPlace { of: owner.column, is: owner.key };
                Ok(Self::new(list, &sums(owner.sums, tables, set, in_place).numbers(reader)?))
            }
            _ => Ok(Self::new(list, &of_conditions(plan).numbers(reader)?)),
        }
    }

    /// Takes the count, then every total in fen; 0 for what is missing.
    pub(super) fn new(list: &List, numbers: &[i64]) -> Self {
        let number = |place: usize| numbers.get(place).copied().unwrap_or_default();
        let total = |(place, total): (usize, &Total)| {
            (total.name.to_owned(), Money::from_fen(number(place + 1)).to_string())
        };
        Self { count: number(0), totals: list.totals.iter().enumerate().map(total).collect() }
    }
}

/// Counts a set of records, and sums the amounts of each table on its own: a narrow index read
/// from end to end is quicker than a join for every record.
fn of_set(reader: &Reader<'_>, plan: &Plan, set: &Among) -> Result<Summary> {
    let list = plan.list;
    let mut numbers = vec![i64::try_from(set.ids.len()).unwrap_or(i64::MAX)];
    for total in list.totals {
        let tables = Tables::of(list, &[total.alias], plan.sparse_set());
        let in_place = InPlace { of: ID, is: tables.id };
        let sum = format!("ifnull(sum({}), 0)", total.sql);
        numbers.extend(sums(&sum, tables, set, in_place).numbers(reader)?);
    }
    Ok(Summary::new(list, &numbers))
}

fn sums(sums: &str, tables: Tables, set: &Among, in_place: InPlace) -> Statement {
    let is_driven = tables.found.is_some();
    let mut statement = Statement::new(format!("SELECT {sums} FROM {}", tables.sql), tables.found);
    if !is_driven {
        statement.restrict(&Condition::of_set(set), in_place, false);
    }
    statement
}

/// Counts and sums records that are too many to be collected first.
fn of_conditions(plan: &Plan) -> Statement {
    let list = plan.list;
    let sums = list.totals.iter().map(|total| format!(", ifnull(sum({}), 0)", total.sql));
    let aliases: Vec<&str> = plan.aliases().chain(list.totals.iter().map(|total| total.alias)).collect();
    let tables = Tables::of(list, &aliases, plan.sparse_set());
    let is_driven = tables.found.is_some();
    let sql = format!("SELECT count(*){} FROM {}", sums.collect::<String>(), tables.sql);
    let mut statement = Statement::new(sql, tables.found);
    let dense = plan.set.iter().filter(|_| !is_driven).map(Condition::of_set);
    for condition in dense.chain(plan.rest.iter().cloned()) {
        statement.restrict(&condition, InPlace { of: ID, is: tables.id }, false);
    }
    statement
}
