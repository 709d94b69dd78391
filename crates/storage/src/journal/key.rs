//! The words by which people know a record.

use domain::upkeep::UpkeepKind;
use domain::{Noun, Topic};
use rusqlite::{Connection, OptionalExtension};

use crate::Result;

/// Returns the code or name of a record as it stands now; none where it is gone.
pub fn record_key(connection: &Connection, noun: Noun, id: i64) -> Result<Option<String>> {
    let sql = key_select(noun, "main", "?1");
    Ok(connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// Returns the words by which people know what the journal tells of; none where it needs none beside
/// those of its topic, or is gone.
pub(crate) fn topic_key(connection: &Connection, topic: Topic, id: i64) -> Result<Option<String>> {
    match topic {
        Topic::Noun(noun) => record_key(connection, noun, id),
        Topic::Account => {
            let sql = "SELECT name FROM account WHERE id = ?1";
            Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
        }
        Topic::Upkeep(kind) => {
            let sql = match kind {
                UpkeepKind::Incident => "SELECT title FROM upkeep_incident WHERE id = ?1",
                UpkeepKind::Change => "SELECT title FROM upkeep_change WHERE id = ?1",
                UpkeepKind::Drill => "SELECT scope FROM upkeep_drill WHERE id = ?1",
            };
            Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
        }
        Topic::Settings | Topic::Access => Ok(None),
    }
}

/// Returns the statement that tells the code or name of the record `id` in an attached file.
pub(crate) fn key_select(noun: Noun, file: &str, id: &str) -> String {
    let of_contract = |table: &str| {
        format!(
            "SELECT c.code FROM {file}.{table} AS t JOIN {file}.contract AS c ON c.id = t.contract_id WHERE t.id = {id}"
        )
    };
    match noun {
        Noun::Project | Noun::Procurement | Noun::Contract | Noun::Payment => {
            format!("SELECT code FROM {file}.{noun} WHERE id = {id}")
        }
        Noun::Supplier => format!("SELECT name FROM {file}.supplier WHERE id = {id}"),
        Noun::PaymentPlan => format!(
            "SELECT c.code || ' ' || t.term FROM {file}.payment_plan AS t
             JOIN {file}.contract AS c ON c.id = t.contract_id WHERE t.id = {id}"
        ),
        Noun::Settlement | Noun::Evaluation => of_contract(noun.name()),
        Noun::Interview => format!(
            "SELECT s.name || ' ' || i.held_on FROM {file}.interview AS i
             JOIN {file}.supplier AS s ON s.id = i.supplier_id WHERE i.id = {id}"
        ),
    }
}
