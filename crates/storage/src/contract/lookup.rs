//! Contracts by 合同编号 and 合同序号, and the families they form.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use domain::contract::ContractKind;
use domain::similar::SimilarNames;
use domain::{Noun, name};

use crate::access::Reader;
use crate::cell::Cells;
use crate::error::Result;
use crate::{keys, referrers};

/// Which contract a text means, be it a 合同编号 or a 合同序号.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractMatch {
    One(i64),
    /// The code of one contract and the sequence of another.
    Two {
        by_code: i64,
        by_sequence: i64,
    },
    None,
}

/// Finds the contract that a text means.
pub fn find(reader: &Reader<'_>, text: &str) -> Result<ContractMatch> {
    let text = name::clean_code(text);
    Ok(found(id_by_code(reader, &text)?, id_by_sequence(reader, &text)?))
}

/// Returns the id of the contract with this 合同编号.
pub fn id_by_code(reader: &Reader<'_>, code: &str) -> Result<Option<i64>> {
    keys::id(reader, "SELECT id FROM contract WHERE code = ?1", code)
}

/// Returns the id of the contract with this 合同序号.
pub fn id_by_sequence(reader: &Reader<'_>, sequence: &str) -> Result<Option<i64>> {
    keys::id(reader, "SELECT id FROM contract WHERE sequence = ?1", sequence)
}

/// Returns the supplements and terminations of a contract, in the order of their entry.
pub fn children(reader: &Reader<'_>, id: i64) -> Result<Vec<i64>> {
    keys::ids(reader, "SELECT id FROM contract WHERE parent_id = ?1 ORDER BY id", id)
}

/// Returns how many records of each noun refer to a contract.
pub fn referrers(reader: &Reader<'_>, id: i64) -> Result<Vec<(Noun, i64)>> {
    referrers::of(reader, Noun::Contract, id)
}

/// What an import needs to know of one contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractKey {
    pub id: i64,
    pub code: String,
    pub sequence: Option<String>,
    pub kind: ContractKind,
    pub parent_id: Option<i64>,
}

impl ContractKey {
    /// Returns the main contract of the family: the parent, or the contract itself.
    pub fn main_id(&self) -> i64 {
        self.parent_id.unwrap_or(self.id)
    }

    /// Returns the text with which the codes of its payments begin.
    pub fn payment_prefix(&self) -> &str {
        self.sequence.as_deref().unwrap_or(&self.code)
    }
}

/// The keys of all contracts, for an import that asks thousands of times.
#[derive(Debug, Clone, Default)]
pub struct ContractKeys {
    by_code: HashMap<String, i64>,
    by_sequence: HashMap<String, i64>,
    by_id: HashMap<i64, ContractKey>,
    similar: OnceCell<SimilarNames>,
    /// The codes by their lower case, read where they are asked for.
    in_any_case: OnceCell<HashMap<String, String>>,
}

impl ContractKeys {
    /// Reads the keys of all contracts.
    pub fn load(reader: &Reader<'_>) -> Result<Self> {
        let mut keys = Self::default();
        let sql = "SELECT id, code, sequence, kind, parent_id FROM contract";
        let mut statement = reader.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::new(row, "contract");
            keys.insert(ContractKey {
                id: cells.take()?,
                code: cells.take()?,
                sequence: cells.take()?,
                kind: cells.take()?,
                parent_id: cells.take()?,
            });
        }
        Ok(keys)
    }

    /// Finds the contract that a text means.
    pub fn find(&self, text: &str) -> ContractMatch {
        let text = name::clean_code(text);
        found(self.by_code.get(&text).copied(), self.by_sequence.get(&text).copied())
    }

    /// Returns the id of the contract with this 合同编号.
    pub fn id_by_code(&self, code: &str) -> Option<i64> {
        self.by_code.get(code).copied()
    }

    /// Returns a 合同编号 that was known at the first question and differs in case at most.
    pub fn code_in_any_case(&self, code: &str) -> Option<&str> {
        let fold = || self.by_code.keys().map(|code| (code.to_lowercase(), code.clone())).collect();
        self.in_any_case.get_or_init(fold).get(&code.to_lowercase()).map(String::as_str)
    }

    /// Returns the id of the contract with this 合同序号.
    pub fn id_by_sequence(&self, sequence: &str) -> Option<i64> {
        self.by_sequence.get(sequence).copied()
    }

    /// Returns what is known of a contract.
    pub fn get(&self, id: i64) -> Option<&ContractKey> {
        self.by_id.get(&id)
    }

    /// Takes in a contract that was created or changed meanwhile.
    pub fn insert(&mut self, key: ContractKey) {
        self.forget(key.id);
        if let Some(similar) = self.similar.get_mut() {
            texts(&key).for_each(|text| similar.add(text));
        }
        self.by_code.insert(key.code.clone(), key.id);
        if let Some(sequence) = &key.sequence {
            self.by_sequence.insert(sequence.clone(), key.id);
        }
        self.by_id.insert(key.id, key);
    }

    /// Returns up to `limit` codes and sequences that look like `text`, to offer to a person.
    pub fn nearest(&self, text: &str, limit: usize) -> Vec<String> {
        let similar = self.similar.get_or_init(|| {
            let mut similar = SimilarNames::default();
            let known: BTreeSet<&str> = self.by_id.values().flat_map(texts).collect();
            for known in known {
                similar.add(known);
            }
            similar
        });
        similar.nearest(text, limit)
    }

    fn forget(&mut self, id: i64) {
        let Some(old) = self.by_id.remove(&id) else { return };
        // Another contract may have taken the old texts over already.
        if self.by_code.get(&old.code) == Some(&id) {
            self.by_code.remove(&old.code);
        }
        if let Some(sequence) = old.sequence.filter(|sequence| self.by_sequence.get(sequence) == Some(&id)) {
            self.by_sequence.remove(&sequence);
        }
        self.similar = OnceCell::new();
    }
}

fn texts(key: &ContractKey) -> impl Iterator<Item = &str> {
    std::iter::once(key.code.as_str()).chain(key.sequence.as_deref())
}

fn found(by_code: Option<i64>, by_sequence: Option<i64>) -> ContractMatch {
    match (by_code, by_sequence) {
        (Some(by_code), Some(by_sequence)) if by_code != by_sequence => {
            ContractMatch::Two { by_code, by_sequence }
        }
        (Some(id), _) | (None, Some(id)) => ContractMatch::One(id),
        (None, None) => ContractMatch::None,
    }
}
