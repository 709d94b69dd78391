//! Suppliers by their names, codes and credit codes.
//!
//! A name means a supplier where the whole normalised text is equal, never where a part of it is.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use domain::similar::SimilarNames;
use domain::{Noun, name};

use crate::access::Reader;
use crate::error::Result;
use crate::{keys, referrers};

/// Whom a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupplierMatch {
    /// The supplier of this name. A present name goes before a former one.
    Known(i64),
    /// The only supplier that once had this name.
    FormerName(i64),
    /// Several suppliers once had this name.
    Ambiguous(Vec<i64>),
    Unknown,
}

/// Finds the supplier that a name means.
pub fn by_name(reader: &Reader<'_>, name: &str) -> Result<SupplierMatch> {
    let key = name::normalise(name);
    if let Some(id) = keys::id(reader, "SELECT id FROM supplier WHERE name_key = ?1", &key)? {
        return Ok(SupplierMatch::Known(id));
    }
    let sql =
        "SELECT DISTINCT supplier_id FROM supplier_former_name WHERE name_key = ?1 ORDER BY supplier_id";
    Ok(former_match(&keys::ids(reader, sql, &key)?))
}

/// Returns the id of the supplier with this 供应商编码.
pub fn id_by_code(reader: &Reader<'_>, code: &str) -> Result<Option<i64>> {
    keys::id(reader, "SELECT id FROM supplier WHERE code = ?1", code)
}

/// Returns the ids of all suppliers that have a 供应商编码, by it.
pub fn ids_by_code(reader: &Reader<'_>) -> Result<HashMap<String, i64>> {
    keys::map(reader, "SELECT code, id FROM supplier WHERE code IS NOT NULL")
}

/// Returns the id of the supplier with this 统一社会信用代码.
pub fn id_by_uscc(reader: &Reader<'_>, uscc: &str) -> Result<Option<i64>> {
    keys::id(reader, "SELECT id FROM supplier WHERE uscc = ?1", uscc)
}

/// Returns the ids of all suppliers that have a 统一社会信用代码, by it.
pub fn ids_by_uscc(reader: &Reader<'_>) -> Result<HashMap<String, i64>> {
    keys::map(reader, "SELECT uscc, id FROM supplier WHERE uscc IS NOT NULL")
}

/// Returns how many records of each noun refer to a supplier.
pub fn referrers(reader: &Reader<'_>, id: i64) -> Result<Vec<(Noun, i64)>> {
    referrers::of(reader, Noun::Supplier, id)
}

/// The names of all suppliers, for an import that asks thousands of times.
#[derive(Debug, Clone, Default)]
pub struct SupplierNames {
    /// By the normalised name.
    present: HashMap<String, i64>,
    former: HashMap<String, Vec<i64>>,
    /// The names as people write them, by id.
    written: HashMap<i64, String>,
    similar: OnceCell<SimilarNames>,
}

impl SupplierNames {
    /// Reads the names of all suppliers.
    pub fn load(reader: &Reader<'_>) -> Result<Self> {
        let mut names = Self::default();
        let mut statement = reader.connection().prepare_cached("SELECT id, name, name_key FROM supplier")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            names.written.insert(id, row.get(1)?);
            names.present.insert(row.get(2)?, id);
        }
        let sql = "SELECT supplier_id, name_key FROM supplier_former_name ORDER BY supplier_id, position";
        let mut statement = reader.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            names.add_former(row.get(0)?, row.get(1)?);
        }
        Ok(names)
    }

    /// Finds the supplier that a name means.
    pub fn find(&self, name: &str) -> SupplierMatch {
        let key = name::normalise(name);
        if let Some(id) = self.present.get(&key) {
            return SupplierMatch::Known(*id);
        }
        former_match(self.former.get(&key).map_or(&[], Vec::as_slice))
    }

    /// Returns the name of a supplier as people write it.
    pub fn name(&self, id: i64) -> Option<&str> {
        self.written.get(&id).map(String::as_str)
    }

    /// Takes in a supplier that was created or renamed meanwhile.
    pub fn insert(&mut self, id: i64, name: &str, former_names: &[String]) {
        if let Some(old) = self.written.insert(id, name.to_owned()) {
            self.present.remove(&name::normalise(&old));
            self.former.values_mut().for_each(|ids| ids.retain(|former| *former != id));
            self.similar = OnceCell::new();
        } else if let Some(similar) = self.similar.get_mut() {
            similar.add(name);
        }
        self.present.insert(name::normalise(name), id);
        for former in former_names {
            self.add_former(id, name::normalise(former));
        }
    }

    /// Returns up to `limit` names of suppliers that look like `name`, to offer to a person.
    pub fn nearest(&self, name: &str, limit: usize) -> Vec<String> {
        let similar = self.similar.get_or_init(|| {
            let mut similar = SimilarNames::default();
            let known: BTreeSet<&String> = self.written.values().collect();
            for known in known {
                similar.add(known);
            }
            similar
        });
        similar.nearest(name, limit)
    }

    fn add_former(&mut self, id: i64, key: String) {
        let ids = self.former.entry(key).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
}

fn former_match(ids: &[i64]) -> SupplierMatch {
    match ids {
        [] => SupplierMatch::Unknown,
        [id] => SupplierMatch::FormerName(*id),
        [..] => SupplierMatch::Ambiguous(ids.to_vec()),
    }
}
