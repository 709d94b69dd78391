//! Codes that people would take for one another.

use domain::{Noun, name};

use crate::{Reader, Result};

/// Returns another record whose code differs from `code` at most in width, case or white space.
///
/// The list of codes is read through its index; only a form asks this, once for a save.
pub fn taken(
    reader: &Reader<'_>,
    noun: Noun,
    column: &'static str,
    code: &str,
    own: Option<i64>,
) -> Result<Option<i64>> {
    let wanted = name::normalise(code);
    let sql = format!("SELECT id, {column} FROM {noun} WHERE {column} IS NOT NULL AND id IS NOT ?1");
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let mut rows = statement.query([own])?;
    while let Some(row) = rows.next()? {
        let found = row.get_ref(1)?.as_str().unwrap_or_default();
        if is_same(found, &wanted) {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

/// Compares without copying a plain code, as nearly all are.
fn is_same(code: &str, wanted: &str) -> bool {
    if !code.is_ascii() {
        return name::normalise(code) == wanted;
    }
    let visible = code.bytes().filter(|byte| !byte.is_ascii_whitespace());
    visible.map(|byte| byte.to_ascii_uppercase()).eq(wanted.bytes())
}
