//! Indexes that nobody asks by while very many rows are written.
//!
//! A large import puts every row into the index of each order in which a list can stand, each at a
//! place of its own. An index that is built at the end from all rows in their order costs a
//! fraction of that, and does not push everything else out of the cache meanwhile. What checks and
//! computes the rows asks by references and keys: those indexes stay.

use domain::{Noun, Topic};
use rusqlite::Connection;

use crate::changeset::RECORDED;
use crate::perform::GoOn;
use crate::{Result, Writer};

/// New rows from which that is worth the while.
const MANY: u64 = 2_000;
/// Of a table with more rows than so many times the new ones, a new index would take longer.
const TIMES: u64 = 4;

/// Tells that so many more records of a noun are about to be written.
///
/// Their indexes come back before the operation is completed; where it is not kept, they were never
/// gone. The records themselves are recorded all at once.
pub fn expect_many(writer: &Writer<'_>, noun: Noun, rows: u64) -> Result<()> {
    if rows >= MANY {
        writer.expect_many(noun)?;
    }
    for table in RECORDED.iter().filter(|table| table.topic == Topic::Noun(noun)) {
        let aside = SetAside::for_rows(writer.connection(), table.name, rows)?;
        writer.set_aside(aside);
    }
    Ok(())
}

/// The SQL of indexes that are to come back.
#[derive(Debug, Default)]
pub(crate) struct SetAside(Vec<String>);

impl SetAside {
    /// Sets the indexes of a table aside where so many new rows are worth it.
    pub(crate) fn for_rows(connection: &Connection, table: &str, rows: u64) -> Result<Self> {
        if rows < MANY {
            return Ok(Self::default());
        }
        let held: i64 =
            connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        if u64::try_from(held).is_ok_and(|held| held / TIMES > rows) {
            return Ok(Self::default());
        }
        let orders = orders(connection, table)?;
        for (name, _) in &orders {
            connection.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        Ok(Self(orders.into_iter().map(|(_, sql)| sql).collect()))
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Builds the indexes anew.
    pub(crate) fn put_back(self, connection: &Connection, go_on: GoOn<'_>) -> Result<()> {
        for sql in self.0 {
            go_on()?;
            connection.execute_batch(&sql)?;
        }
        Ok(())
    }
}

/// Returns the indexes of a table that serve nothing but the orders of lists, with their SQL: those
/// that keep nothing unique and begin with no reference.
fn orders(connection: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    let sql = "SELECT i.name, s.sql FROM pragma_index_list(?1) AS i
               JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = i.name
               WHERE NOT i.\"unique\" AND s.sql IS NOT NULL
                 AND (SELECT name FROM pragma_index_info(i.name) WHERE seqno = 0) NOT LIKE '%\\_id' ESCAPE '\\'
               ORDER BY s.rowid";
    let mut statement = connection.prepare(sql)?;
    let orders = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(orders.collect::<rusqlite::Result<_>>()?)
}
