//! Ten times a ledger: its rows nine times more, by bare SQL.
//!
//! To import two million payments takes a quarter of an hour; here only what lists ask by matters.
//! Words for the search are not made, nor entries of the journal.

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;
use rusqlite::Connection;

/// The tables with the nouns that their rows belong to, each after those it refers to.
const TABLES: [(&str, &str); 13] = [
    ("project", "project"),
    ("supplier", "supplier"),
    ("procurement", "procurement"),
    ("contract", "contract"),
    ("payment_plan", "payment_plan"),
    ("payment", "payment"),
    ("settlement", "settlement"),
    ("evaluation", "evaluation"),
    ("interview", "interview"),
    ("evaluation_score", "evaluation"),
    ("contract_position", "contract"),
    ("payment_plan_position", "payment_plan"),
    ("supplier_position", "supplier"),
];

/// The columns that refer to a record, with its noun.
const REFERENCES: [(&str, &str); 9] = [
    ("project_id", "project"),
    ("supplier_id", "supplier"),
    ("winning_supplier_id", "supplier"),
    ("procurement_id", "procurement"),
    ("contract_id", "contract"),
    ("parent_id", "contract"),
    ("payment_plan_id", "payment_plan"),
    ("main_id", "contract"),
    ("evaluation_id", "evaluation"),
];

/// Makes the ledger at `path` ten times as large.
pub(crate) fn multiply(path: &Path) -> Result<()> {
    let connection = Connection::open(path)?;
    for pragma in ["synchronous = off", "foreign_keys = off", "cache_size = -500000"] {
        connection.execute_batch(&format!("PRAGMA {pragma}"))?;
    }
    let last = |of: &'static str| Ok((of, last_id(&connection, of)?));
    let last: HashMap<&str, i64> = TABLES.iter().map(|(_, of)| last(of)).collect::<Result<_>>()?;
    connection.execute_batch("BEGIN")?;
    for (table, of) in TABLES {
        for copy in 1..10 {
            connection.execute_batch(&copied(&connection, table, copy, &last, last[of])?)?;
        }
    }
    connection.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn last_id(connection: &Connection, table: &str) -> Result<i64> {
    Ok(connection.query_row(&format!("SELECT max(id) FROM {table}"), [], |row| row.get(0))?)
}

/// Inserts one more copy of the first `records` records of a table; `last` is the last id that
/// each noun had before the first copy.
fn copied(
    connection: &Connection,
    table: &str,
    copy: i64,
    last: &HashMap<&str, i64>,
    records: i64,
) -> Result<String> {
    let empty = connection.prepare(&format!("SELECT * FROM {table} LIMIT 0"))?;
    let columns = empty.column_names();
    let value = |column: &&str| {
        let referred = REFERENCES.iter().find(|(name, _)| name == column);
        match (table, *column, referred) {
            (_, "id", _) => format!("id + {}", copy * records),
            (_, _, Some((_, of))) => format!("{column} + {}", copy * last[of]),
            ("supplier", "name" | "name_key", _) | (_, "code", _) | ("contract", "sequence", _) => {
                format!("{column} || '-{copy}'")
            }
            _ => (*column).to_owned(),
        }
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let (names, values, key) = (columns.join(", "), values.join(", "), columns[0]);
    Ok(format!("INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {key} <= {records}"))
}
