//! The records that a person chose in a list: which they are, and what they come to.

use std::collections::BTreeMap;

use domain::list::{ListQuery, Sort};
use domain::selection::{RecordVersion, Selection, SelectionSum, SelectionSummary};
use domain::{Money, Noun};
use rusqlite::Row;
use rusqlite::types::Value;

use super::source::{List, Total};
use super::tables::{ID, Tables};
use super::whole::{ids, list_of};
use crate::search::{Among, IdSet};
use crate::{Reader, Result};

/// A chosen record with the revision that it must still have.
pub type Version = (i64, i64);

/// Returns the chosen records; those chosen by a query in the order of their entry.
///
/// A record that is not there any more has revision 0, which no record has.
pub fn chosen(reader: &Reader<'_>, noun: Noun, selection: &Selection) -> Result<Vec<Version>> {
    let now = versions(reader, noun, selection)?;
    let Selection::Records(records) = selection else { return Ok(now) };
    let now: BTreeMap<i64, i64> = now.into_iter().collect();
    let known = |record: &RecordVersion| record.revision.or_else(|| now.get(&record.id).copied());
    Ok(records.iter().map(|record| (record.id, known(record).unwrap_or_default())).collect())
}

/// Returns the revisions that the chosen records have now.
fn versions(reader: &Reader<'_>, noun: Noun, selection: &Selection) -> Result<Vec<Version>> {
    let set = id_set(reader, noun, selection)?;
    let sql = format!("SELECT id, revision FROM {noun} WHERE holds(?1, id)");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let rows = statement.query_map([set.blob()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the records that stand on some places of a list, in its order: what Shift chooses.
pub fn range(reader: &Reader<'_>, noun: Noun, query: &ListQuery, first: u32, last: u32) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    let mut offset = first;
    while offset <= last {
        let limit = (last - offset + 1).min(AT_ONCE);
        let query = ListQuery { offset, limit, ..query.clone() };
        let page = super::page(reader, list_of(noun), &query, |ids| Ok(ids.to_vec()))?;
        let read = page.rows.len();
        found.extend(page.rows);
        if read < limit as usize {
            break;
        }
        offset += limit;
    }
    Ok(found)
}

/// The most rows of one page.
const AT_ONCE: u32 = 1000;

/// Counts the chosen records, and sums each amount that the list sums.
pub fn summary(reader: &Reader<'_>, noun: Noun, selection: &Selection) -> Result<SelectionSummary> {
    let list = list_of(noun);
    let among = Among { column: ID, ids: id_set(reader, noun, selection)? };
    let sums = list.totals.iter().map(|total| sum_of(reader, list, total, &among));
    Ok(SelectionSummary {
        count: i64::try_from(among.ids.len()).unwrap_or(i64::MAX),
        sums: sums.collect::<Result<_>>()?,
    })
}

fn sum_of(reader: &Reader<'_>, list: &List, total: &Total, among: &Among) -> Result<SelectionSum> {
    let few = among.ids.is_small().then_some(among);
    let tables = Tables::of(list, &[total.alias], few);
    let expression = total.sql;
    let (condition, value): (String, Value) = match &tables.found {
        Some(found) => (String::new(), found.clone()),
        None => (format!(" WHERE holds(?, {})", tables.id), among.ids.blob()),
    };
    let sql =
        format!("SELECT ifnull(sum({expression}), 0), count({expression}) FROM {}{condition}", tables.sql);
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (sum, count): (i64, i64) = statement.query_row([value], read)?;
    Ok(SelectionSum {
        field: total.name.to_owned(),
        sum: Money::from_fen(sum),
        mean: Money::from_fen(sum).mean(count),
    })
}

fn id_set(reader: &Reader<'_>, noun: Noun, selection: &Selection) -> Result<IdSet> {
    match selection {
        Selection::Records(records) => {
            let given: IdSet = records.iter().map(|record| record.id).collect();
            let sql = format!("SELECT id FROM {noun} WHERE id IN (SELECT value FROM json_each(?1))");
            Ok(crate::keys::ids(reader, &sql, given.json())?.into_iter().collect())
        }
        Selection::Fitting { query, except } => {
            // The order does not matter here, and that of the ids costs nothing.
            let sort = vec![Sort { field: "id".to_owned(), descending: false }];
            let mut set: IdSet =
                ids(reader, noun, &ListQuery { sort, ..query.clone() })?.into_iter().collect();
            for id in except {
                set.remove(*id);
            }
            Ok(set)
        }
    }
}
