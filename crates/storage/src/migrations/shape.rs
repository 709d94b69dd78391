//! The tables of a schema and their columns.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::Result;

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    /// What stands in it where nothing was given, as SQL.
    pub(super) default: Option<String>,
}

/// The tables that hold rows, by name. What SQLite keeps for itself and what the search keeps is
/// left out: it is made of the others.
pub(super) type Shape = BTreeMap<String, Vec<Column>>;

/// Reads the tables of a file.
pub(super) fn shape(connection: &Connection) -> Result<Shape> {
    let mut statement = connection.prepare(
        "SELECT list.name, info.name, info.dflt_value
         FROM pragma_table_list AS list, pragma_table_xinfo(list.name) AS info
         WHERE list.schema = 'main' AND list.type = 'table' AND info.hidden = 0
           AND list.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND list.name <> 'applied_migration'
         ORDER BY list.name, info.cid",
    )?;
    let mut rows = statement.query([])?;
    let mut shape = Shape::new();
    while let Some(row) = rows.next()? {
        let column = Column { name: row.get(1)?, default: row.get(2)? };
        shape.entry(row.get(0)?).or_default().push(column);
    }
    Ok(shape)
}

/// Returns the columns that two schemas both have, by table.
pub(super) fn common(one: &Shape, other: &Shape) -> BTreeMap<String, Vec<String>> {
    let shared = |(table, columns): (&String, &Vec<Column>)| {
        let others = other.get(table)?;
        let both = columns.iter().filter(|column| others.iter().any(|other| other.name == column.name));
        Some((table.clone(), both.map(|column| column.name.clone()).collect()))
    };
    one.iter().filter_map(shared).collect()
}

/// Returns how many rows a table has.
pub(super) fn count(connection: &Connection, table: &str) -> Result<i64> {
    Ok(connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
}
