//! Codes that people would take for one another.
//!
//! Nearly every code is already as it is compared; the few that are not (small letters, full-width
//! digits, white space within) are kept beside it in their compared form, so that a save asks two
//! indexes and never reads all codes.

use domain::{Noun, Topic, name};
use rusqlite::Connection;

use crate::changeset::Touched;
use crate::{Reader, Result};

/// The columns whose values are codes.
const CODED: [(Noun, &str); 6] = [
    (Noun::Project, "code"),
    (Noun::Supplier, "code"),
    (Noun::Procurement, "code"),
    (Noun::Contract, "code"),
    (Noun::Contract, "sequence"),
    (Noun::Payment, "code"),
];

/// Texts with a character other than the visible ASCII ones without small letters: only these can
/// differ from their compared form.
const UNUSUAL: &str = "*[^!-`{-~]*";

/// Returns another record whose code differs from `code` at most in width, case or white space.
///
/// A record of the operation that is under way is seen only where its code is as it is compared.
pub fn taken(
    reader: &Reader<'_>,
    noun: Noun,
    column: &'static str,
    code: &str,
    own: Option<i64>,
) -> Result<Option<i64>> {
    let sql = format!(
        "SELECT id FROM {noun} WHERE {column} = ?1 AND id IS NOT ?2
         UNION ALL
         SELECT id FROM code_variant
         WHERE noun = '{noun}' AND field = '{column}' AND folded = ?1 AND id IS NOT ?2
         LIMIT 1"
    );
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query((name::normalise(code), own))?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// Brings the compared forms of the touched records up to date.
pub(crate) fn refresh(connection: &Connection, touched: &Touched) -> Result<()> {
    for (touched, first, last) in touched.ranges() {
        for (noun, column) in CODED.into_iter().filter(|(noun, _)| touched == Topic::Noun(*noun)) {
            refresh_range(connection, noun, column, first, last)?;
        }
    }
    Ok(())
}

/// Computes all compared forms anew.
pub(crate) fn rebuild(connection: &Connection) -> Result<()> {
    connection.execute_batch("DELETE FROM code_variant")?;
    for (noun, column) in CODED {
        refresh_range(connection, noun, column, i64::MIN, i64::MAX)?;
    }
    Ok(())
}

fn refresh_range(connection: &Connection, noun: Noun, column: &str, first: i64, last: i64) -> Result<()> {
    let forget = format!(
        "DELETE FROM code_variant WHERE noun = '{noun}' AND field = '{column}' AND id BETWEEN ?1 AND ?2"
    );
    connection.prepare_cached(&forget)?.execute((first, last))?;
    let unusual =
        format!("SELECT id, {column} FROM {noun} WHERE id BETWEEN ?1 AND ?2 AND {column} GLOB '{UNUSUAL}'");
    let keep =
        format!("INSERT INTO code_variant (noun, field, id, folded) VALUES ('{noun}', '{column}', ?1, ?2)");
    let mut unusual = connection.prepare_cached(&unusual)?;
    let mut keep = connection.prepare_cached(&keep)?;
    let mut rows = unusual.query((first, last))?;
    while let Some(row) = rows.next()? {
        let code = row.get_ref(1)?.as_str().unwrap_or_default();
        let folded = name::normalise(code);
        if folded != code {
            keep.execute((row.get::<_, i64>(0)?, folded))?;
        }
    }
    Ok(())
}
