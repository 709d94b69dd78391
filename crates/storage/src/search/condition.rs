//! What a search means for the list of each noun.

use domain::Noun;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::hits::Hits;
use super::id_set::IdSet;
use super::own;
use super::words::{self, Word};
use crate::{Reader, Result};

/// Suppliers up to which their contracts are looked up one by one.
const FEW_SUPPLIERS: usize = 64;

/// Groups that stand in one bracket: SQLite refuses conditions nested a thousand deep, and each `AND`
/// is one deeper.
const TOGETHER: usize = 50;

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

    /// Returns the condition in SQL, with the values that it binds.
    pub(crate) fn condition(&self) -> (String, Vec<Value>) {
        let of_group = |group: &Vec<Among>| {
            let any: Vec<String> = group.iter().map(|among| format!("holds(?, {})", among.column)).collect();
            format!("({})", any.join(" OR "))
        };
        let together = |groups: &[Vec<Among>]| {
            let all: Vec<String> = groups.iter().map(of_group).collect();
            format!("({})", all.join(" AND "))
        };
        let all: Vec<String> = self.groups.chunks(TOGETHER).map(together).collect();
        (all.join(" AND "), self.groups.iter().flatten().map(|among| among.ids.blob()).collect())
    }

    /// Takes the only set out, where the search comes down to one.
    pub(crate) fn take_single(&mut self) -> Option<Among> {
        let is_single = matches!(self.groups.as_slice(), [group] if group.len() == 1);
        if is_single { self.groups.pop().and_then(|mut group| group.pop()) } else { None }
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
        Noun::Contract
        | Noun::PaymentPlan
        | Noun::Payment
        | Noun::Settlement
        | Noun::Evaluation
        | Noun::Interview => &[Noun::Contract, Noun::Supplier],
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
        Noun::PaymentPlan | Noun::Settlement | Noun::Evaluation => {
            of_contracts(connection, noun, groups, contracts(connection, hits)?)
        }
        Noun::Payment => payments(connection, groups, contracts(connection, hits)?),
        Noun::Interview => interviews(connection, groups, hits),
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
        return add_ids(connection, sql, suppliers.blob(), contracts);
    }
    for supplier in suppliers.iter() {
        add_ids(connection, "SELECT id FROM contract WHERE supplier_id = ?1", supplier, contracts)?;
    }
    Ok(())
}

/// A settlement, an evaluation or a row of a payment plan fits by its contract, or by a text of its own.
fn of_contracts(
    connection: &Connection,
    noun: Noun,
    groups: &[Vec<Word>],
    contracts: Vec<IdSet>,
) -> Result<Fitting> {
    let own = groups.iter().map(|words| own::hits(connection, noun, words));
    let mut own = own.collect::<Result<Vec<_>>>()?;
    if own.iter().all(IdSet::is_empty) {
        return Ok(Fitting::one("t.contract_id", common(contracts)));
    }
    let sql = format!("SELECT id FROM {noun} WHERE holds(?1, contract_id)");
    for (ids, contracts) in own.iter_mut().zip(&contracts) {
        add_ids(connection, &sql, contracts.blob(), ids)?;
    }
    Ok(Fitting::one("t.id", common(own)))
}

/// A payment fits by its contract, by the text of its own, or by the beginning of its own code.
fn payments(connection: &Connection, groups: &[Vec<Word>], contracts: Vec<IdSet>) -> Result<Fitting> {
    let mut by_code = Vec::new();
    for (words, contracts) in groups.iter().zip(&contracts) {
        let mut ids = IdSet::default();
        for (from, behind) in words.iter().flat_map(Word::prefixes) {
            add_payments(connection, &from, &behind, contracts, &mut ids)?;
        }
        ids.extend(own::hits(connection, Noun::Payment, words)?.iter());
        by_code.push(ids);
    }
    if by_code.iter().all(IdSet::is_empty) {
        return Ok(Fitting::one("t.contract_id", common(contracts)));
    }
    if let ([contracts], [payments]) = (contracts.as_slice(), by_code.as_mut_slice())
        && contracts.is_small()
    {
        for contract in contracts.iter() {
            add_ids(connection, "SELECT id FROM payment WHERE contract_id = ?1", contract, payments)?;
        }
        return Ok(Fitting::one("t.id", std::mem::take(payments)));
    }
    let group = |(contracts, payments)| {
        vec![Among { column: "t.contract_id", ids: contracts }, Among { column: "t.id", ids: payments }]
    };
    Ok(Fitting { groups: contracts.into_iter().zip(by_code).map(group).collect() })
}

/// Payments up to which the contract of each is looked up.
const FEW_PAYMENTS: usize = 1000;

/// Adds the payments whose code is `from` or later but before `behind`, save those of `contracts`.
///
/// The code of a payment mostly begins with that of its contract, so a short beginning has many
/// payments and none to add: those are told apart in one pass over a narrow index.
fn add_payments(
    connection: &Connection,
    from: &str,
    behind: &str,
    contracts: &IdSet,
    payments: &mut IdSet,
) -> Result<()> {
    let mut begins = connection.prepare_cached("SELECT id FROM payment WHERE code >= ?1 AND code < ?2")?;
    let ids = begins.query_map([from, behind], |row| row.get(0))?;
    let candidates: IdSet = ids.collect::<rusqlite::Result<Vec<i64>>>()?.into_iter().collect();
    if contracts.is_empty() {
        payments.extend(candidates.iter());
        return Ok(());
    }
    let few = candidates.len() <= FEW_PAYMENTS;
    let (sql, set) = if few { (OTHERS_OF_FEW, candidates.json()) } else { (OTHERS, candidates.blob()) };
    let mut others = connection.prepare_cached(sql)?;
    let mut rows = others.query((set, contracts.blob()))?;
    while let Some(row) = rows.next()? {
        payments.insert(row.get(0)?);
    }
    Ok(())
}

/// Of some payments, those that are not of some contracts.
const OTHERS: &str = "SELECT id FROM payment INDEXED BY payment_paid_on
    WHERE holds(?1, id) AND NOT holds(?2, contract_id)";
const OTHERS_OF_FEW: &str = "SELECT t.id FROM json_each(?1) AS found
    CROSS JOIN payment AS t ON t.id = found.value WHERE NOT holds(?2, t.contract_id)";

/// An interview fits by its supplier, by its contract, or by a text of its own.
fn interviews(connection: &Connection, groups: &[Vec<Word>], hits: &[Hits]) -> Result<Fitting> {
    let group = |(words, hits): (&Vec<Word>, &Hits)| {
        Ok(vec![
            Among { column: "t.supplier_id", ids: hits.of_noun(Noun::Supplier).clone() },
            Among { column: "t.contract_id", ids: hits.of_noun(Noun::Contract).clone() },
            Among { column: "t.id", ids: own::hits(connection, Noun::Interview, words)? },
        ])
    };
    Ok(Fitting { groups: groups.iter().zip(hits).map(group).collect::<Result<_>>()? })
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
