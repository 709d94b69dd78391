//! What is computed from the nouns and kept: positions, search words and compared codes.

use std::collections::BTreeMap;

use domain::Noun;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::changeset::Touched;
use crate::perform::{GoOn, TO_THE_END};
use crate::{Result, codes, position, search};

/// The nouns that are found by words of their own.
const WORDED: [Noun; 4] = [Noun::Project, Noun::Procurement, Noun::Supplier, Noun::Contract];

/// Brings what is computed from the nouns up to date, by the same few lines for an edit, an
/// import and an undo.
///
/// Returns the records of each noun that a list now shows otherwise.
pub(crate) fn refresh(
    connection: &Connection,
    touched: &Touched,
    go_on: GoOn<'_>,
) -> Result<BTreeMap<Noun, Vec<i64>>> {
    codes::refresh(connection, touched)?;
    let positions = position::refresh(connection, touched, go_on)?;
    for noun in WORDED {
        let ids = touched.reworded(noun);
        if !ids.is_empty() {
            search::refresh(connection, noun, ids, go_on)?;
        }
    }
    let mut shown = touched.by_noun().clone();
    shown.entry(Noun::Contract).or_default().extend(positions.contracts);
    shown.entry(Noun::PaymentPlan).or_default().extend(positions.payment_plans);
    shown.entry(Noun::Supplier).or_default().extend(positions.suppliers);
    Ok(shown)
}

/// Forgets everything that is computed, and computes it from the nouns alone.
pub(crate) fn rebuild(connection: &Connection) -> Result<()> {
    codes::rebuild(connection)?;
    position::rebuild(connection)?;
    search::forget(connection)?;
    for noun in WORDED {
        let ids = every_id(connection, noun)?;
        search::refresh(connection, noun, &ids, TO_THE_END)?;
    }
    Ok(())
}

/// Returns every id of a noun, ascending.
pub(crate) fn every_id(connection: &Connection, noun: Noun) -> Result<Vec<i64>> {
    let mut statement = connection.prepare(&format!("SELECT id FROM {noun} ORDER BY id"))?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The tables of what is computed. The index of words is read through what SQLite tells of its
/// terms: it keeps no texts.
const COMPUTED: [(&str, &str); 5] = [
    ("code_variant", "SELECT * FROM code_variant ORDER BY noun, field, id"),
    ("contract_position", "SELECT * FROM contract_position ORDER BY contract_id"),
    ("payment_plan_position", "SELECT * FROM payment_plan_position ORDER BY payment_plan_id"),
    ("supplier_position", "SELECT * FROM supplier_position ORDER BY supplier_id"),
    ("search", "SELECT term, doc, col, offset FROM temp.search_terms ORDER BY term, doc, col, offset"),
];

/// Whether a table holds only what is computed: who loses it loses nothing.
pub(crate) fn is_computed(table: &str) -> bool {
    COMPUTED.iter().any(|(computed, _)| *computed == table)
}

/// Computes everything anew, and returns the tables that say something else than before.
pub(crate) fn rebuild_and_compare(connection: &Connection) -> Result<Vec<&'static str>> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search, instance)",
    )?;
    let before = digests(connection)?;
    rebuild(connection)?;
    let after = digests(connection)?;
    let differ =
        COMPUTED.iter().zip(before.iter().zip(&after)).filter(|(_, (before, after))| before != after);
    Ok(differ.map(|((table, _), _)| *table).collect())
}

fn digests(connection: &Connection) -> Result<Vec<Vec<u8>>> {
    COMPUTED.iter().map(|(_, select)| digest(connection, select)).collect()
}

fn digest(connection: &Connection, select: &str) -> Result<Vec<u8>> {
    let mut statement = connection.prepare(select)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hash = Sha256::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            hash.update(format!("{:?};", row.get_ref(column)?));
        }
    }
    Ok(hash.finalize().to_vec())
}
