//! What a search means for the list of each noun.

use domain::Noun;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::hits::Hits;
use super::id_set::IdSet;
use super::words::{self, Word};
use crate::{Reader, Result};

/// Suppliers up to which their contracts are looked up one by one.
const FEW_SUPPLIERS: usize = 64;

/// The records of one list that fit a search: all groups must be met.
#[derive(Debug, Default)]
pub(crate) struct Fitting {
    pub(crate) groups: Vec<Vec<Among>>,
}

/// A column of the list's table `t` whose value is in a set of ids.
#[derive(Debug)]
pub(crate) struct Among {
    pub(crate) column: &'static str,
    pub(crate) ids: IdSet,
}

impl Fitting {
    fn one(column: &'static str, ids: IdSet) -> Self {
        Self { groups: vec![vec![Among { column, ids }]] }
    }

    /// Returns the condition in SQL with the values that it binds, from `?1` on.
    pub(crate) fn condition(&self) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let mut of_among = |among: &Among| {
            values.push(Value::Blob(among.ids.bits().to_owned()));
            format!("holds(?{}, {})", values.len(), among.column)
        };
        let mut of_group = |group: &Vec<Among>| {
            let any: Vec<String> = group.iter().map(&mut of_among).collect();
            format!("({})", any.join(" OR "))
        };
        let all: Vec<String> = self.groups.iter().map(&mut of_group).collect();
        (if all.is_empty() { "TRUE".to_owned() } else { all.join(" AND ") }, values)
    }

    /// Returns the only column and its set, where the search comes down to one.
    pub(crate) fn single(&self) -> Option<&Among> {
        match self.groups.as_slice() {
            [group] => match group.as_slice() {
                [among] => Some(among),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Returns which records of `noun` fit `search`; without a word to look for, every record does.
pub(crate) fn fitting(reader: &Reader<'_>, noun: Noun, search: &str) -> Result<Fitting> {
    let groups = words::read(search);
    if groups.is_empty() {
        return Ok(Fitting::default());
    }
    let nouns: &[Noun] = match noun {
        Noun::Project | Noun::Procurement | Noun::Supplier => &[noun],
        Noun::Contract | Noun::Payment | Noun::Settlement | Noun::Evaluation | Noun::Interview => {
            &[Noun::Contract, Noun::Supplier]
        }
    };
    let hits = groups.iter().map(|words| Hits::of(reader.connection(), words, nouns));
    fitting_hits(reader.connection(), noun, &groups, &hits.collect::<Result<Vec<_>>>()?)
}

/// As [`fitting`], of hits that were looked up already, one for each group.
pub(super) fn fitting_hits(
    connection: &Connection,
    noun: Noun,
    groups: &[Vec<Word>],
    hits: &[Hits],
) -> Result<Fitting> {
    match noun {
        Noun::Project | Noun::Procurement | Noun::Supplier => {
            Ok(Fitting::one("t.id", common(hits.iter().map(|hits| hits.of_noun(noun).clone()))))
        }
        Noun::Contract => Ok(Fitting::one("t.id", common(contracts(connection, hits)?))),
        Noun::Settlement | Noun::Evaluation => {
            Ok(Fitting::one("t.contract_id", common(contracts(connection, hits)?)))
        }
        Noun::Payment => payments(connection, groups, contracts(connection, hits)?),
        Noun::Interview => Ok(interviews(hits)),
    }
}

/// Returns for each group the contracts that fit, or whose supplier does.
fn contracts(connection: &Connection, hits: &[Hits]) -> Result<Vec<IdSet>> {
    let of_group = |hits: &Hits| {
        let mut ids = hits.of_noun(Noun::Contract).clone();
        add_contracts_of(connection, hits.of_noun(Noun::Supplier), &mut ids)?;
        Ok(ids)
    };
    hits.iter().map(of_group).collect()
}

fn add_contracts_of(connection: &Connection, suppliers: &IdSet, contracts: &mut IdSet) -> Result<()> {
    if suppliers.len() > FEW_SUPPLIERS {
        let sql = "SELECT id FROM contract INDEXED BY contract_supplier WHERE holds(?1, supplier_id)";
        return add_ids(connection, sql, suppliers.bits(), contracts);
    }
    for supplier in suppliers.iter() {
        add_ids(connection, "SELECT id FROM contract WHERE supplier_id = ?1", supplier, contracts)?;
    }
    Ok(())
}

/// A payment fits by its contract, or by the beginning of its own code.
fn payments(connection: &Connection, groups: &[Vec<Word>], contracts: Vec<IdSet>) -> Result<Fitting> {
    let mut by_code = Vec::new();
    for (words, contracts) in groups.iter().zip(&contracts) {
        let mut ids = IdSet::default();
        for word in words {
            add_payments_by_code(connection, word, contracts, &mut ids)?;
        }
        by_code.push(ids);
    }
    if by_code.iter().all(IdSet::is_empty) {
        return Ok(Fitting::one("t.contract_id", common(contracts)));
    }
    let group = |(contracts, payments)| {
        vec![Among { column: "t.contract_id", ids: contracts }, Among { column: "t.id", ids: payments }]
    };
    Ok(Fitting { groups: contracts.into_iter().zip(by_code).map(group).collect() })
}

/// Adds the payments whose code begins with a word, but for those of `contracts`.
fn add_payments_by_code(
    connection: &Connection,
    word: &Word,
    contracts: &IdSet,
    payments: &mut IdSet,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM payment WHERE code >= ?1 AND code < ?2 AND NOT holds(?3, contract_id)",
    )?;
    for (from, to) in word.prefixes() {
        let mut rows = statement.query((from, to, contracts.bits()))?;
        while let Some(row) = rows.next()? {
            payments.insert(row.get(0)?);
        }
    }
    Ok(())
}

/// An interview fits by its supplier or by its contract.
fn interviews(hits: &[Hits]) -> Fitting {
    let group = |hits: &Hits| {
        vec![
            Among { column: "t.supplier_id", ids: hits.of_noun(Noun::Supplier).clone() },
            Among { column: "t.contract_id", ids: hits.of_noun(Noun::Contract).clone() },
        ]
    };
    Fitting { groups: hits.iter().map(group).collect() }
}

fn common(sets: impl IntoIterator<Item = IdSet>) -> IdSet {
    let mut sets = sets.into_iter();
    let first = sets.next().unwrap_or_default();
    sets.fold(first, |mut common, set| {
        common.keep_common(&set);
        common
    })
}

fn add_ids(connection: &Connection, sql: &str, value: impl rusqlite::ToSql, ids: &mut IdSet) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([value])?;
    while let Some(row) = rows.next()? {
        ids.insert(row.get(0)?);
    }
    Ok(())
}
