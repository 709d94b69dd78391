//! The words by which people know a record.

use domain::Noun;
use rusqlite::{Connection, OptionalExtension};

use crate::Result;

/// Returns the code or name of a record as it stands now; none where it is gone.
pub fn record_key(connection: &Connection, noun: Noun, id: i64) -> Result<Option<String>> {
    let sql = match noun {
        Noun::Project => "SELECT code FROM project WHERE id = ?1",
        Noun::Procurement => "SELECT code FROM procurement WHERE id = ?1",
        Noun::Supplier => "SELECT name FROM supplier WHERE id = ?1",
        Noun::Contract => "SELECT code FROM contract WHERE id = ?1",
        Noun::Payment => "SELECT code FROM payment WHERE id = ?1",
        Noun::Settlement => {
            "SELECT c.code FROM settlement s JOIN contract c ON c.id = s.contract_id WHERE s.id = ?1"
        }
        Noun::Evaluation => {
            "SELECT c.code FROM evaluation e JOIN contract c ON c.id = e.contract_id WHERE e.id = ?1"
        }
        Noun::Interview => {
            "SELECT s.name || ' ' || i.held_on FROM interview i JOIN supplier s ON s.id = i.supplier_id
             WHERE i.id = ?1"
        }
    };
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}
