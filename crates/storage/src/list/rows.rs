//! Rows by their ids.

use rusqlite::Row;

use crate::cell::Cells;
use crate::table::Table;
use crate::{Error, Reader, Result};

/// Reads the rows of `ids`, in this order; ids without a record are left out.
///
/// `select` selects the columns of one row from `t`, joined to nothing that could be without a
/// match. The ids travel as one JSON value, so that one prepared statement serves every page.
pub(crate) fn by_ids<T>(
    reader: &Reader<'_>,
    table: &'static str,
    select: &str,
    ids: &[i64],
    read: impl Fn(&mut Cells<'_, '_>) -> Result<T>,
) -> Result<Vec<T>> {
    let list = serde_json::to_string(ids).map_err(|error| Error::Value(error.to_string()))?;
    let mut statement = reader.connection().prepare_cached(select)?;
    let mut rows = statement.query([list])?;
    let mut read_rows = Vec::with_capacity(ids.len());
    while let Some(row) = rows.next()? {
        read_rows.push(read(&mut Cells::new(row, table))?);
    }
    Ok(read_rows)
}

/// Returns the SQL of rows that hold their whole record: `{columns}` stands for all that a table states.
pub(crate) fn with_columns<T: Table>(select: &str) -> String {
    select.replace("{columns}", T::SQL.columns)
}

/// Reads what belongs to several owners at once; returns what is each one's, in the order of the
/// owners.
///
/// `sql` selects the place of the owner and the id of what it owns, in order, and takes the owners
/// as one JSON value; `rows` reads rows by their ids.
pub(crate) fn of_owners<T>(
    reader: &Reader<'_>,
    sql: &str,
    owners: &[i64],
    rows: impl FnOnce(&Reader<'_>, &[i64]) -> Result<Vec<T>>,
) -> Result<Vec<Vec<T>>> {
    let list = serde_json::to_string(owners).map_err(|error| Error::Value(error.to_string()))?;
    let mut statement = reader.connection().prepare_cached(sql)?;
    let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let owned: Vec<(i64, i64)> = statement.query_map([list], pair)?.collect::<rusqlite::Result<_>>()?;
    let ids: Vec<i64> = owned.iter().map(|(_, id)| *id).collect();
    let mut each: Vec<Vec<T>> = owners.iter().map(|_| Vec::new()).collect();
    for ((owner, _), row) in owned.into_iter().zip(rows(reader, &ids)?) {
        if let Some(own) = usize::try_from(owner).ok().and_then(|place| each.get_mut(place)) {
            own.push(row);
        }
    }
    Ok(each)
}
