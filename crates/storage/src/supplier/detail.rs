//! A supplier with the contracts it undertook.

use domain::detail::SupplierDetail;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract, keys};

/// Returns a supplier with its contracts by code; none where there is no such supplier.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<SupplierDetail>> {
    let Some(supplier) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let contracts = keys::ids(reader, "SELECT id FROM contract WHERE supplier_id = ?1 ORDER BY code", id)?;
    Ok(Some(SupplierDetail { supplier, row, contracts: contract::rows_by_ids(reader, &contracts)? }))
}
