//! How people tell one record from another.

use domain::Noun;
use domain::deletion::NamedRecord;
use domain::name::{clean_code, normalise};
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::access::Reader;
use crate::error::Result;
use crate::journal::record_key;

/// Returns a record by its code or name and by what else it is called; empty where it is gone.
pub fn named(reader: &Reader<'_>, noun: Noun, id: i64) -> Result<NamedRecord> {
    let connection = reader.connection();
    let key = record_key(connection, noun, id)?.unwrap_or_default();
    Ok(NamedRecord { id, key, name: name_of(connection, noun, id)?.unwrap_or_default() })
}

/// Returns what a record is called besides its key.
fn name_of(connection: &Connection, noun: Noun, id: i64) -> Result<Option<String>> {
    let sql = match noun {
        Noun::Project => "SELECT name FROM project WHERE id = ?1",
        Noun::Procurement => "SELECT name FROM procurement WHERE id = ?1",
        Noun::Supplier => "SELECT ifnull(code, '') FROM supplier WHERE id = ?1",
        Noun::Contract => "SELECT name FROM contract WHERE id = ?1",
        Noun::PaymentPlan => {
            "SELECT c.name FROM payment_plan n JOIN contract c ON c.id = n.contract_id WHERE n.id = ?1"
        }
        Noun::Payment => {
            "SELECT c.name FROM payment p JOIN contract c ON c.id = p.contract_id WHERE p.id = ?1"
        }
        Noun::Settlement => {
            "SELECT c.name FROM settlement s JOIN contract c ON c.id = s.contract_id WHERE s.id = ?1"
        }
        Noun::Evaluation => {
            "SELECT c.name FROM evaluation e JOIN contract c ON c.id = e.contract_id WHERE e.id = ?1"
        }
        Noun::Interview => "SELECT reason FROM interview WHERE id = ?1",
    };
    Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// Returns the records that people mean by a code or a name, oldest first.
///
/// A contract is meant by its 编号 or its 序号; settlements and evaluations by their contract; a
/// supplier by its name or code; an interview by its supplier and day, and a row of a payment plan
/// by its contract and 付款节点, as the journal says it.
pub fn meant(reader: &Reader<'_>, noun: Noun, text: &str) -> Result<Vec<i64>> {
    let sql = match noun {
        Noun::Project | Noun::Procurement | Noun::Payment => {
            format!("SELECT id FROM {noun} WHERE code = ?1")
        }
        Noun::Supplier => "SELECT id FROM supplier WHERE name_key = ?2 OR code = ?1".to_owned(),
        Noun::Contract => "SELECT id FROM contract WHERE code = ?1 OR sequence = ?1 ORDER BY id".to_owned(),
        Noun::Settlement | Noun::Evaluation => format!(
            "SELECT t.id FROM {noun} t JOIN contract c ON c.id = t.contract_id
             WHERE c.code = ?1 OR c.sequence = ?1 ORDER BY t.id"
        ),
        Noun::PaymentPlan => "SELECT t.id FROM payment_plan t JOIN contract c ON c.id = t.contract_id
             WHERE ?1 IN (c.code || ' ' || t.term, c.sequence || ' ' || t.term) ORDER BY t.id"
            .to_owned(),
        Noun::Interview => "SELECT t.id FROM interview t JOIN supplier s ON s.id = t.supplier_id
             WHERE s.name_key || t.held_on = ?2 ORDER BY t.id"
            .to_owned(),
    };
    let mut statement = reader.connection().prepare_cached(&sql)?;
    let (code, key) = (clean_code(text), normalise(text));
    // Not every statement asks for the name.
    let wanted = [&code, &key];
    let wanted = &wanted[..statement.parameter_count().min(2)];
    let found = statement.query_map(params_from_iter(wanted), |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
