//! Who refers to a record: what stands in the way of deleting it.

use domain::{Code, Noun, Problem};

use crate::access::Reader;
use crate::error::{Error, Result};

/// Returns how many records of each noun refer to a record; nouns without any are left out.
pub(crate) fn of(reader: &Reader<'_>, noun: Noun, id: i64) -> Result<Vec<(Noun, i64)>> {
    let mut referrers = Vec::new();
    for (referrer, sql) in questions(noun) {
        let count: i64 = reader.connection().prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
        if count > 0 {
            referrers.push((*referrer, count));
        }
    }
    Ok(referrers)
}

/// Refuses to delete a record to which others refer.
pub(crate) fn refuse(reader: &Reader<'_>, noun: Noun, id: i64) -> Result<()> {
    let referrers = of(reader, noun, id)?;
    if referrers.is_empty() {
        return Ok(());
    }
    let named: Vec<String> =
        referrers.iter().map(|(noun, count)| format!("{} × {count}", noun.label())).collect();
    Err(Error::Rule(Problem::new(Code::RecordReferred).param("referrers", &named.join("、"))))
}

/// The counts to ask for, one for each reference that the schema knows.
fn questions(noun: Noun) -> &'static [(Noun, &'static str)] {
    match noun {
        Noun::Project => &[
            (Noun::Procurement, "SELECT count(*) FROM procurement WHERE project_id = ?1"),
            (Noun::Contract, "SELECT count(*) FROM contract WHERE project_id = ?1"),
        ],
        Noun::Procurement => &[(Noun::Contract, "SELECT count(*) FROM contract WHERE procurement_id = ?1")],
        Noun::Supplier => &[
            (Noun::Procurement, "SELECT count(*) FROM procurement WHERE winning_supplier_id = ?1"),
            (Noun::Contract, "SELECT count(*) FROM contract WHERE supplier_id = ?1"),
            (Noun::Interview, "SELECT count(*) FROM interview WHERE supplier_id = ?1"),
        ],
        Noun::Contract => &[
            (Noun::Contract, "SELECT count(*) FROM contract WHERE parent_id = ?1"),
            (Noun::Payment, "SELECT count(*) FROM payment WHERE contract_id = ?1"),
            (Noun::Settlement, "SELECT count(*) FROM settlement WHERE contract_id = ?1"),
            (Noun::Evaluation, "SELECT count(*) FROM evaluation WHERE contract_id = ?1"),
            (Noun::Interview, "SELECT count(*) FROM interview WHERE contract_id = ?1"),
        ],
        Noun::Payment | Noun::Settlement | Noun::Evaluation | Noun::Interview => &[],
    }
}
