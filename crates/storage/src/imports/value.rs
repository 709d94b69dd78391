//! What texts of files stand for, decided once.

use std::collections::HashMap;

use domain::plan::RememberedValue;
use domain::{Noun, name};

use crate::{Reader, Result, Writer};

/// The field under which names of suppliers are remembered.
pub const SUPPLIER: &str = "supplier";
/// Stands for every kind of file.
const EVERY_KIND: &str = "";

/// Returns everything that was decided about texts, the newest first. A supplier that is gone is
/// left out.
pub fn values(reader: &Reader<'_>) -> Result<Vec<RememberedValue>> {
    let sql = "SELECT v.id, v.kind, v.field, v.text, ifnull(v.becomes, s.name), v.at, v.actor
               FROM import_value v LEFT JOIN supplier s ON s.id = v.supplier_id
               WHERE v.becomes IS NOT NULL OR s.id IS NOT NULL
               ORDER BY v.at DESC, v.id DESC";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        let kind: String = row.get(1)?;
        Ok(RememberedValue {
            id: row.get(0)?,
            kind: Noun::from_name(&kind),
            field: row.get(2)?,
            text: row.get(3)?,
            becomes: row.get(4)?,
            at: row.get(5)?,
            actor: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns what texts of a kind of file stand for, by field, then by text.
pub fn words(reader: &Reader<'_>, kind: Noun) -> Result<HashMap<String, HashMap<String, String>>> {
    let sql = "SELECT field, text, becomes FROM import_value WHERE kind = ?1 AND becomes IS NOT NULL";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([kind.name()])?;
    let mut words: HashMap<String, HashMap<String, String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        words.entry(row.get(0)?).or_default().insert(row.get(1)?, row.get(2)?);
    }
    Ok(words)
}

/// Returns the suppliers that were decided for names, by the normalised name.
pub fn known_suppliers(reader: &Reader<'_>) -> Result<HashMap<String, i64>> {
    let sql = "SELECT v.text_key, v.supplier_id FROM import_value v JOIN supplier s ON s.id = v.supplier_id";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Remembers which known word a text of a field stands for.
pub fn remember_value(writer: &Writer<'_>, kind: Noun, field: &str, text: &str, becomes: &str) -> Result<()> {
    let text = text.trim();
    remember(writer, (kind.name(), field, text, text), Some(becomes), None)
}

/// Remembers which supplier a name stands for.
pub fn remember_supplier(writer: &Writer<'_>, text: &str, id: i64) -> Result<()> {
    remember(writer, (EVERY_KIND, SUPPLIER, &name::normalise(text), text.trim()), None, Some(id))
}

/// Forgets a decision; `false` says that there was none.
pub fn forget_value(writer: &Writer<'_>, id: i64) -> Result<bool> {
    Ok(writer.connection().prepare_cached("DELETE FROM import_value WHERE id = ?1")?.execute([id])? == 1)
}

fn remember(
    writer: &Writer<'_>,
    (kind, field, key, text): (&str, &str, &str, &str),
    becomes: Option<&str>,
    supplier: Option<i64>,
) -> Result<()> {
    let sql = "INSERT INTO import_value (kind, field, text_key, text, becomes, supplier_id, at, actor)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
               ON CONFLICT (kind, field, text_key) DO UPDATE SET text = excluded.text,
                   becomes = excluded.becomes, supplier_id = excluded.supplier_id, at = excluded.at,
                   actor = excluded.actor";
    let stamp = writer.stamp();
    let values = (kind, field, key, text, becomes, supplier, &stamp.at, &stamp.actor);
    writer.connection().prepare_cached(sql)?.execute(values)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::supplier::Supplier;

    use super::*;
    use crate::tests::{TestResult, empty_ledger, reader, writer};

    #[test]
    fn a_text_stands_for_what_was_decided_last_in_its_field_and_kind() -> TestResult {
        let connection = empty_ledger()?;
        let writer = writer(&connection);
        remember_value(&writer, Noun::Procurement, "method", " 公开 ", "公开询价")?;
        remember_value(&writer, Noun::Procurement, "method", "公开", "公开招标")?;
        let known = words(&reader(&connection), Noun::Procurement)?;
        assert_eq!(known["method"]["公开"], "公开招标");
        assert!(words(&reader(&connection), Noun::Contract)?.is_empty());
        let all = values(&reader(&connection))?;
        assert_eq!(all.len(), 1);
        assert!(forget_value(&writer, all[0].id)?);
        assert!(words(&reader(&connection), Noun::Procurement)?.is_empty());
        Ok(())
    }

    #[test]
    fn a_name_stands_for_a_supplier_whatever_its_width_as_long_as_there_is_one() -> TestResult {
        let connection = empty_ledger()?;
        let writer = writer(&connection);
        let id = crate::supplier::insert(&writer, &Supplier::named("中铁某局集团有限公司"))?;
        remember_supplier(&writer, "中铁某局（集团）公司", id)?;
        let known = known_suppliers(&reader(&connection))?;
        assert_eq!(known.get(&name::normalise("中铁某局(集团) 公司")), Some(&id));
        assert_eq!(values(&reader(&connection))?[0].becomes, "中铁某局集团有限公司");
        connection.execute("DELETE FROM supplier WHERE id = ?1", [id])?;
        assert!(known_suppliers(&reader(&connection))?.is_empty());
        assert!(values(&reader(&connection))?.is_empty());
        Ok(())
    }
}
