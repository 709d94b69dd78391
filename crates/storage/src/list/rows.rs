//! Rows by their ids.

use crate::cell::Cells;
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
