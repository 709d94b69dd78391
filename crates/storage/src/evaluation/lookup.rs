//! The evaluation of a contract.

use std::collections::HashMap;

use crate::access::Reader;
use crate::error::Result;
use crate::keys;

/// Returns the id of the evaluation of a contract.
pub fn id_by_contract(reader: &Reader<'_>, contract_id: i64) -> Result<Option<i64>> {
    keys::id(reader, "SELECT id FROM evaluation WHERE contract_id = ?1", contract_id)
}

/// Returns the ids of all evaluations by their contract.
pub fn ids_by_contract(reader: &Reader<'_>) -> Result<HashMap<i64, i64>> {
    keys::map(reader, "SELECT contract_id, id FROM evaluation")
}
