//! Suppliers whose names are near to a name that a person types.

use std::collections::HashMap;

use domain::name;
use domain::similar::{KnownName, nearest_among};
use domain::supplier::{SimilarSupplier, SupplierRow};

use super::rows_by_ids;
use crate::{Reader, Result};

/// How many suppliers are offered.
const OFFERED: usize = 8;

const NAMES: &str = "SELECT id, 0, name, name_key FROM supplier
    UNION ALL SELECT supplier_id, 1, name, name_key FROM supplier_former_name";

/// Returns the suppliers that have or had a name near to `name`, the nearest first, without
/// `own`, the supplier that is being edited.
///
/// The same name but for spaces, width and brackets comes first: that is the duplicate.
pub fn similar(reader: &Reader<'_>, name: &str, own: Option<i64>) -> Result<Vec<SimilarSupplier>> {
    let names = Names::load(reader, own)?;
    let near = names.nearest(name);
    let ids: Vec<i64> = near.iter().map(|near| near.id).collect();
    let rows = rows_by_ids(reader, &ids)?.into_iter().map(|row| (row.id, row));
    let mut rows: HashMap<i64, SupplierRow> = rows.collect();
    Ok(near.into_iter().filter_map(|near| Some(near.with(rows.remove(&near.id)?))).collect())
}

/// Every present and former name, with whom it means.
#[derive(Default)]
struct Names {
    /// Each name once, in the order in which it was read.
    known: Vec<Known>,
    places: HashMap<String, usize>,
}

struct Known {
    key: String,
    owners: Vec<Owner>,
}

#[derive(Clone, Copy)]
struct Owner {
    id: i64,
    former: bool,
}

struct Near {
    id: i64,
    former_name: Option<String>,
    same: bool,
}

impl Near {
    fn with(&self, row: SupplierRow) -> SimilarSupplier {
        SimilarSupplier {
            id: self.id,
            name: row.name,
            former_name: self.former_name.clone(),
            same: self.same,
            uscc: row.uscc,
            status: row.status,
            contracts: row.contracts,
        }
    }
}

impl Names {
    fn load(reader: &Reader<'_>, own: Option<i64>) -> Result<Self> {
        let mut names = Self::default();
        let mut statement = reader.connection().prepare_cached(NAMES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let owner = Owner { id: row.get(0)?, former: row.get(1)? };
            if own != Some(owner.id) {
                names.add(row.get(2)?, row.get(3)?, owner);
            }
        }
        Ok(names)
    }

    fn add(&mut self, name: String, key: String, owner: Owner) {
        let place = *self.places.entry(name).or_insert(self.known.len());
        match self.known.get_mut(place) {
            Some(known) => known.owners.push(owner),
            None => self.known.push(Known { key, owners: vec![owner] }),
        }
    }

    /// Each supplier once, by the nearest of its names.
    fn nearest(&self, name: &str) -> Vec<Near> {
        let key = name::normalise(name);
        let names = self.in_order();
        let mut near: Vec<Near> = Vec::new();
        // A supplier may be near by several names.
        for place in nearest_among(&names, name, OFFERED * 3) {
            for owner in &self.known[place].owners {
                if !near.iter().any(|other| other.id == owner.id) {
                    let former_name = owner.former.then(|| names[place].name.to_owned());
                    near.push(Near { id: owner.id, former_name, same: names[place].key == key });
                }
            }
        }
        near.sort_by_key(|near| !near.same);
        near.truncate(OFFERED);
        near
    }

    fn in_order(&self) -> Vec<KnownName<'_>> {
        let mut names = vec![KnownName { name: "", key: "" }; self.known.len()];
        for (name, place) in &self.places {
            names[*place] = KnownName { name, key: &self.known[*place].key };
        }
        names
    }
}
