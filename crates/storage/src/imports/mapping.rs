//! What the columns of a header were taken for by a person.

use std::collections::BTreeMap;

use domain::Noun;
use domain::plan::RememberedMapping;
use domain::reading::ColumnChoice;

use crate::{Error, Reader, Result, Writer};

/// Returns every mapping, the newest first.
pub fn mappings(reader: &Reader<'_>) -> Result<Vec<RememberedMapping>> {
    let sql = "SELECT fingerprint, kind, columns, file, at, actor FROM import_mapping ORDER BY at DESC, kind";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut mappings = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        let columns: String = row.get(2)?;
        mappings.push(RememberedMapping {
            fingerprint: row.get(0)?,
            kind: Noun::from_name(&kind).ok_or_else(|| Error::Value(format!("mapping of {kind}")))?,
            columns: serde_json::from_str(&columns).map_err(unreadable)?,
            file: row.get(3)?,
            at: row.get(4)?,
            actor: row.get(5)?,
        });
    }
    Ok(mappings)
}

/// Remembers what the columns of a header were taken for, in the place of what was known before.
pub fn remember_mapping(
    writer: &Writer<'_>,
    fingerprint: &str,
    kind: Noun,
    columns: &BTreeMap<String, ColumnChoice>,
    file: &str,
) -> Result<()> {
    let sql = "INSERT INTO import_mapping (fingerprint, kind, columns, file, at, actor)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)
               ON CONFLICT (fingerprint) DO UPDATE SET columns = excluded.columns, file = excluded.file,
                   at = excluded.at, actor = excluded.actor";
    let columns = serde_json::to_string(columns).map_err(unreadable)?;
    let stamp = writer.stamp();
    let values = (fingerprint, kind.name(), columns, file, &stamp.at, &stamp.actor);
    writer.connection().prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Forgets a mapping; `false` says that there was none.
pub fn forget_mapping(writer: &Writer<'_>, fingerprint: &str) -> Result<bool> {
    let sql = "DELETE FROM import_mapping WHERE fingerprint = ?1";
    Ok(writer.connection().prepare_cached(sql)?.execute([fingerprint])? == 1)
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Value(format!("the columns of a mapping: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{TestResult, empty_ledger, reader, writer};

    #[test]
    fn the_newest_choice_for_a_header_stands_until_it_is_forgotten() -> TestResult {
        let connection = empty_ledger()?;
        let writer = writer(&connection);
        let amount = ColumnChoice::Field { field: "amount".into(), ordinal: None, unit: None };
        let first = BTreeMap::from([("实付".to_owned(), amount), ("经办".to_owned(), ColumnChoice::Nothing)]);
        remember_mapping(&writer, "aa", Noun::Payment, &first, "五月.xlsx")?;
        let second = BTreeMap::from([("经办".to_owned(), ColumnChoice::Nothing)]);
        remember_mapping(&writer, "aa", Noun::Payment, &second, "六月.xlsx")?;
        let known = mappings(&reader(&connection))?;
        assert_eq!(known.len(), 1);
        assert_eq!((&known[0].columns, known[0].file.as_str()), (&second, "六月.xlsx"));
        assert!(forget_mapping(&writer, "aa")?);
        assert!(!forget_mapping(&writer, "aa")?);
        assert!(mappings(&reader(&connection))?.is_empty());
        Ok(())
    }
}
