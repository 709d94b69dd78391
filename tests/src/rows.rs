//! Every row of a ledger file, to hold two states of it beside each other.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, OpenFlags};

/// Opens a ledger file beside the program, to look at it.
pub fn read_only(path: &Path) -> Result<Connection> {
    Ok(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

/// Returns every row of these tables as text, in an order of its own.
pub fn of_tables(connection: &Connection, tables: &[impl AsRef<str>]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for table in tables.iter().map(AsRef::as_ref) {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let cells: Vec<String> =
                (0..columns).map(|at| Ok(format!("{:?}", row.get_ref(at)?))).collect::<Result<_>>()?;
            all.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    all.sort();
    Ok(all)
}
