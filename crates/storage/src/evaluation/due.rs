//! Contracts that should have been evaluated in a year and were not.

use std::collections::BTreeMap;

use domain::contract::ContractStatus;
use domain::list::Page;
use domain::rating::{DueEvaluation, DueQuery};
use rusqlite::ToSql;

use crate::access::Reader;
use crate::error::Result;

const DUE: &str = include_str!("due.sql");
/// The evaluation of a contract that is due, where it has one.
const OWN: &str = "(SELECT id FROM evaluation WHERE contract_id = c.id)";

/// Returns a page of the contracts that are due, by their code.
pub fn due(reader: &Reader<'_>, query: DueQuery, offset: u32, limit: u32) -> Result<Page<DueEvaluation>> {
    // Walks the contracts by code, which ends as soon as the page is full.
    let walked = DUE.replace("WHERE c.parent_id", "WHERE +c.parent_id").replacen("JOIN", "CROSS JOIN", 1);
    let sql = format!("SELECT c.id, {OWN} {walked} ORDER BY c.code LIMIT :limit OFFSET :offset");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let facts = Facts::of(query);
    let mut parameters = facts.parameters();
    parameters.extend([(":limit", &limit as &dyn ToSql), (":offset", &offset)]);
    let found = statement.query_map(&*parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<(i64, Option<i64>)> = found.collect::<rusqlite::Result<_>>()?;
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    let contracts = crate::contract::rows_by_ids(reader, &ids)?.into_iter().zip(found);
    let row = |(contract, (_, evaluation_id))| DueEvaluation { contract, evaluation_id };
    let count = due_count(reader, query)?;
    Ok(Page { rows: contracts.map(row).collect(), count, totals: BTreeMap::new() })
}

/// Counts the contracts that are due.
pub fn due_count(reader: &Reader<'_>, query: DueQuery) -> Result<i64> {
    let mut statement = reader.connection().prepare_cached(&format!("SELECT count(*) {DUE}"))?;
    Ok(statement.query_row(&*Facts::of(query).parameters(), |row| row.get(0))?)
}

/// What the SQL is asked with.
struct Facts {
    year: i16,
    /// The first and the last day of the year.
    days: [String; 2],
    in_execution: bool,
    settled: bool,
    statuses: [&'static str; 2],
}

impl Facts {
    fn of(query: DueQuery) -> Self {
        Self {
            year: query.year,
            days: [format!("{:04}-01-01", query.year), format!("{:04}-12-31", query.year)],
            in_execution: query.rule.in_execution,
            settled: query.rule.settled,
            statuses: [ContractStatus::InExecution.label(), ContractStatus::Settled.label()],
        }
    }

    fn parameters(&self) -> Vec<(&str, &dyn ToSql)> {
        vec![
            (":year", &self.year),
            (":first", &self.days[0]),
            (":last", &self.days[1]),
            (":in_execution", &self.in_execution),
            (":settled", &self.settled),
            (":execution", &self.statuses[0]),
            (":settlement", &self.statuses[1]),
        ]
    }
}
