//! The former names of a supplier, in the order in which people gave them.

use domain::name;

use crate::access::{Reader, Writer};
use crate::error::Result;

/// Reads the former names of one supplier.
pub(crate) fn of_supplier(reader: &Reader<'_>, supplier_id: i64) -> Result<Vec<String>> {
    let sql = "SELECT name FROM supplier_former_name WHERE supplier_id = ?1 ORDER BY position";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let names = statement.query_map([supplier_id], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Brings the former names from `before` to `after`, touching only the places that differ.
pub(crate) fn bring_to(
    writer: &Writer<'_>,
    supplier_id: i64,
    before: &[String],
    after: &[String],
) -> Result<()> {
    let mut before = before.iter();
    let mut after = after.iter();
    for position in 0_i64.. {
        let place = Place { writer, supplier_id, position };
        match (before.next(), after.next()) {
            (Some(old), Some(new)) if old != new => place.update(new)?,
            (None, Some(new)) => place.insert(new)?,
            (Some(_), None) => place.delete()?,
            (Some(_), Some(_)) => {}
            (None, None) => break,
        }
    }
    Ok(())
}

/// One place in the list of a supplier's former names.
struct Place<'w, 'c> {
    writer: &'w Writer<'c>,
    supplier_id: i64,
    position: i64,
}

impl Place<'_, '_> {
    fn insert(&self, former: &str) -> Result<()> {
        let sql = "INSERT INTO supplier_former_name (supplier_id, position, name, name_key)
                   VALUES (?1, ?2, ?3, ?4)";
        self.execute(sql, Some(former))
    }

    fn update(&self, former: &str) -> Result<()> {
        let sql = "UPDATE supplier_former_name SET name = ?3, name_key = ?4
                   WHERE supplier_id = ?1 AND position = ?2";
        self.execute(sql, Some(former))
    }

    fn delete(&self) -> Result<()> {
        self.execute("DELETE FROM supplier_former_name WHERE supplier_id = ?1 AND position = ?2", None)
    }

    fn execute(&self, sql: &str, former: Option<&str>) -> Result<()> {
        let mut statement = self.writer.connection().prepare_cached(sql)?;
        statement.raw_bind_parameter(1, self.supplier_id)?;
        statement.raw_bind_parameter(2, self.position)?;
        if let Some(former) = former {
            statement.raw_bind_parameter(3, former)?;
            statement.raw_bind_parameter(4, name::normalise(former))?;
        }
        let id = Some(self.supplier_id);
        self.writer.write("supplier_former_name", id, || statement.raw_execute())?;
        Ok(())
    }
}
