//! The global search and the pickers: a few records, the best first.

use domain::Noun;
use domain::list::{Found, check_text};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::condition::{Fitting, fitting_hits};
use super::hits::Hits;
use super::words;
use crate::cell::Cells;
use crate::{Error, Reader, Result};

/// The most records that are given at once.
const MOST: usize = 1000;

/// Nouns that a search over everything looks through, in the order in which they are shown. A
/// payment plan is found by its contract: the names of its rows are the same in most of them.
const EVERYWHERE: [Noun; 8] = [
    Noun::Project,
    Noun::Supplier,
    Noun::Procurement,
    Noun::Contract,
    Noun::Payment,
    Noun::Interview,
    Noun::Evaluation,
    Noun::Settlement,
];

/// Finds records by what a person typed: first those whose code it is, then those whose code
/// begins with it, then those whose name does, then every other that fits.
///
/// Without a noun it looks through all of them, and they take turns. An empty text gives the first records by code or name.
pub fn find(reader: &Reader<'_>, text: &str, noun: Option<Noun>, limit: u32) -> Result<Vec<Found>> {
    check_text(text)?;
    let limit = usize::try_from(limit).unwrap_or(MOST).min(MOST);
    let connection = reader.connection();
    let nouns = noun.map_or_else(|| EVERYWHERE.to_vec(), |noun| vec![noun]);
    let text = text.trim();
    let ranked = if text.is_empty() {
        nouns.iter().map(|noun| Ok(vec![Pick::of(*noun).first(connection, limit)?])).collect::<Result<_>>()?
    } else {
        ranked(connection, text, &nouns, limit)?
    };
    load(connection, &take_turns(&nouns, &ranked, limit))
}

/// The ids of one noun, the best rank first. An id may stand in several ranks.
type Ranks = Vec<Vec<i64>>;

fn ranked(connection: &Connection, text: &str, nouns: &[Noun], limit: usize) -> Result<Vec<Ranks>> {
    let groups = words::read(text);
    let with_words = [Noun::Project, Noun::Procurement, Noun::Supplier, Noun::Contract];
    let hits: Vec<Hits> =
        groups.iter().map(|words| Hits::of(connection, words, &with_words)).collect::<Result<_>>()?;
    let of_noun = |noun: &Noun| {
        let pick = Pick::of(*noun);
        let mut ranks = pick.by_code_and_name(connection, text, limit)?;
        if *noun != Noun::Payment && !groups.is_empty() {
            ranks.push(pick.fitting(connection, fitting_hits(connection, *noun, &groups, &hits)?, limit)?);
        }
        Ok(ranks)
    };
    nouns.iter().map(of_noun).collect()
}

/// Takes ids rank by rank, within a rank one of each noun in turn, each once.
fn take_turns(nouns: &[Noun], ranked: &[Ranks], limit: usize) -> Vec<(Noun, i64)> {
    let mut taken: Vec<(Noun, i64)> = Vec::new();
    let deepest = ranked.iter().map(Vec::len).max().unwrap_or_default();
    for rank in 0..deepest {
        let mut turns: Vec<_> = nouns
            .iter()
            .zip(ranked)
            .map(|(noun, ranks)| (*noun, ranks.get(rank).map_or(&[][..], Vec::as_slice).iter()))
            .collect();
        while !turns.is_empty() && taken.len() < limit {
            turns.retain_mut(|(noun, ids)| {
                let next = ids.find(|id| !taken.contains(&(*noun, **id)));
                taken.extend(next.map(|id| (*noun, *id)));
                next.is_some()
            });
        }
    }
    taken.truncate(limit);
    taken
}

fn load(connection: &Connection, taken: &[(Noun, i64)]) -> Result<Vec<Found>> {
    let mut found = Vec::with_capacity(taken.len());
    for (noun, id) in taken {
        let Pick { from, code, name, .. } = Pick::of(*noun);
        let sql = format!("SELECT t.id, ifnull({code}, ''), {name} FROM {from} WHERE t.id = ?1");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id])?;
        let row = rows.next()?.ok_or(Error::NotFound { id: *id })?;
        let mut cells = Cells::new(row, noun.name());
        found.push(Found { noun: *noun, id: cells.take()?, code: cells.take()?, name: cells.take()? });
    }
    Ok(found)
}

/// How the records of one noun are picked.
struct Pick {
    /// The table as `t`, with what it takes its code and name from.
    from: &'static str,
    code: &'static str,
    name: &'static str,
    /// What people know a record by: its code, its sequence.
    keys: &'static [&'static str],
    /// Whether a name begins a search of its own; payments and the like have none.
    named: bool,
    order: &'static str,
}

impl Pick {
    fn of(noun: Noun) -> &'static Self {
        match noun {
            Noun::Project => &PROJECT,
            Noun::Procurement => &PROCUREMENT,
            Noun::Supplier => &SUPPLIER,
            Noun::Contract => &CONTRACT,
            Noun::PaymentPlan => &PAYMENT_PLAN,
            Noun::Payment => &PAYMENT,
            Noun::Settlement => &SETTLEMENT,
            Noun::Evaluation => &EVALUATION,
            Noun::Interview => &INTERVIEW,
        }
    }

    fn first(&self, connection: &Connection, limit: usize) -> Result<Vec<i64>> {
        let Self { from, order, .. } = self;
        let sql = format!("SELECT t.id FROM {from} ORDER BY {order} LIMIT {limit}");
        ids(connection, &sql, Vec::new())
    }

    /// Returns the records whose key is `text`, whose key begins with it, whose name does.
    fn by_code_and_name(&self, connection: &Connection, text: &str, limit: usize) -> Result<Ranks> {
        let Self { from, name, keys, named, .. } = self;
        let mut ranks = vec![Vec::new(), Vec::new(), Vec::new()];
        for (first, behind) in words::prefixes(text) {
            for key in *keys {
                let exact = format!("SELECT t.id FROM {from} WHERE {key} = ?1 LIMIT {limit}");
                ranks[0].extend(ids(connection, &exact, vec![first.clone().into()])?);
                let sql = beginning(from, key, limit);
                ranks[1].extend(ids(connection, &sql, vec![first.clone().into(), behind.clone().into()])?);
            }
            if *named {
                let sql = beginning(from, name, limit);
                ranks[2].extend(ids(connection, &sql, vec![first.into(), behind.into()])?);
            }
        }
        Ok(ranks)
    }

    fn fitting(&self, connection: &Connection, mut fitting: Fitting, limit: usize) -> Result<Vec<i64>> {
        match fitting.take_single() {
            Some(among) if among.column == "t.id" => return Ok(among.ids.iter().take(limit).collect()),
            Some(among) => fitting.groups.push(vec![among]),
            None => {}
        }
        let (condition, values) = fitting.condition();
        let Self { from, order, .. } = self;
        let sql = format!("SELECT t.id FROM {from} WHERE {condition} ORDER BY {order} LIMIT {limit}");
        ids(connection, &sql, values)
    }
}

fn beginning(from: &str, key: &str, limit: usize) -> String {
    format!("SELECT t.id FROM {from} WHERE {key} >= ?1 AND {key} < ?2 ORDER BY {key} LIMIT {limit}")
}

fn ids(connection: &Connection, sql: &str, values: Vec<Value>) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map(params_from_iter(values), |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

static PROJECT: Pick = Pick {
    from: "project AS t",
    code: "t.code",
    name: "t.name",
    keys: &["t.code"],
    named: true,
    order: "t.code",
};

static PROCUREMENT: Pick = Pick { from: "procurement AS t", ..PROJECT };

static SUPPLIER: Pick =
    Pick { from: "supplier AS t", keys: &["t.code", "t.uscc"], order: "t.name, t.id", ..PROJECT };

static CONTRACT: Pick = Pick { from: "contract AS t", keys: &["t.code", "t.sequence"], ..PROJECT };

static PAYMENT: Pick = Pick {
    from: "payment AS t JOIN contract AS c ON c.id = t.contract_id",
    code: "t.code",
    name: "c.name",
    keys: &["t.code", "t.invoice"],
    named: false,
    order: "t.paid_on DESC, t.id DESC",
};

static SETTLEMENT: Pick = Pick {
    from: "settlement AS t JOIN contract AS c ON c.id = t.contract_id",
    code: "c.code",
    name: "c.name",
    keys: &["c.code", "c.sequence"],
    named: true,
    order: "c.code",
};

static PAYMENT_PLAN: Pick = Pick {
    from: "payment_plan AS t JOIN contract AS c ON c.id = t.contract_id",
    name: "t.term",
    named: false,
    order: "c.code, t.id",
    ..SETTLEMENT
};

static EVALUATION: Pick =
    Pick { from: "evaluation AS t JOIN contract AS c ON c.id = t.contract_id", ..SETTLEMENT };

static INTERVIEW: Pick = Pick {
    from: "interview AS t JOIN supplier AS s ON s.id = t.supplier_id LEFT JOIN contract AS c ON c.id = t.contract_id",
    code: "c.code",
    name: "s.name",
    keys: &["c.code", "c.sequence"],
    named: true,
    order: "t.held_on DESC, t.id DESC",
};
