//! Who refers to a record: what stands in the way of deleting it.

use domain::deletion::Referrers;
use domain::{Code, Noun, Problem};

use crate::access::Reader;
use crate::error::{Error, Result};
use crate::{keys, naming};

/// How many of the referring records of one noun are named.
const NAMED: usize = 3;

/// Returns how many records of each noun refer to a record; nouns without any are left out.
pub(crate) fn of(reader: &Reader<'_>, noun: Noun, id: i64) -> Result<Vec<(Noun, i64)>> {
    let mut referrers = Vec::new();
    for (referrer, column) in references(noun) {
        let count = count(reader, *referrer, column, id)?;
        if count > 0 {
            referrers.push((*referrer, count));
        }
    }
    Ok(referrers)
}

/// Returns who refers to a record, the first few of each noun by name.
pub fn named(reader: &Reader<'_>, noun: Noun, id: i64) -> Result<Vec<Referrers>> {
    let mut referrers = Vec::new();
    for (referrer, column) in references(noun) {
        let count = count(reader, *referrer, column, id)?;
        if count == 0 {
            continue;
        }
        let sql = format!("SELECT id FROM {referrer} WHERE {column} = ?1 ORDER BY id LIMIT {NAMED}");
        let first = keys::ids(reader, &sql, id)?;
        let first = first.into_iter().map(|id| naming::named(reader, *referrer, id));
        referrers.push(Referrers { noun: *referrer, count, first: first.collect::<Result<_>>()? });
    }
    Ok(referrers)
}

/// Refuses to delete a record to which others refer.
pub(crate) fn refuse(reader: &Reader<'_>, noun: Noun, id: i64) -> Result<()> {
    if of(reader, noun, id)?.is_empty() {
        return Ok(());
    }
    let named = named(reader, noun, id)?;
    let problem = named.iter().fold(Problem::new(Code::RecordReferred), |problem, referrers| {
        problem.param(referrers.noun.name(), &keys_of(referrers))
    });
    Err(Error::Rule(problem))
}

/// Names who refers: `HT-001-FK-001、HT-001-FK-002`, and of more than are named how many.
fn keys_of(referrers: &Referrers) -> String {
    let keys: Vec<&str> = referrers.first.iter().map(|record| record.key.as_str()).collect();
    let more = usize::try_from(referrers.count).is_ok_and(|count| count > keys.len());
    let rest = if more { format!("… × {}", referrers.count) } else { String::new() };
    format!("{}{rest}", keys.join("、"))
}

fn count(reader: &Reader<'_>, referrer: Noun, column: &str, id: i64) -> Result<i64> {
    let sql = format!("SELECT count(*) FROM {referrer} WHERE {column} = ?1");
    Ok(reader.connection().prepare_cached(&sql)?.query_row([id], |row| row.get(0))?)
}

/// The columns that refer to a noun: one for each reference that the schema knows.
pub(crate) fn references(noun: Noun) -> &'static [(Noun, &'static str)] {
    match noun {
        Noun::Project => &[(Noun::Procurement, "project_id"), (Noun::Contract, "project_id")],
        Noun::Procurement => &[(Noun::Contract, "procurement_id")],
        Noun::Supplier => &[
            (Noun::Procurement, "winning_supplier_id"),
            (Noun::Contract, "supplier_id"),
            (Noun::Interview, "supplier_id"),
        ],
        Noun::Contract => &[
            (Noun::Contract, "parent_id"),
            (Noun::PaymentPlan, "contract_id"),
            (Noun::Payment, "contract_id"),
            (Noun::Settlement, "contract_id"),
            (Noun::Evaluation, "contract_id"),
            (Noun::Interview, "contract_id"),
        ],
        Noun::PaymentPlan => &[(Noun::Payment, "payment_plan_id")],
        Noun::Payment | Noun::Settlement | Noun::Evaluation | Noun::Interview => &[],
    }
}
