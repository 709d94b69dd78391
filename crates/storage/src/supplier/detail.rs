//! A supplier with everything that is known of it.

use domain::detail::SupplierDetail;
use domain::evaluation;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract, interview, keys};

const CONTRACTS: &str = "SELECT id FROM contract WHERE supplier_id = ?1 ORDER BY code";
const EVALUATIONS: &str = "SELECT e.id FROM contract AS c JOIN evaluation AS e ON e.contract_id = c.id
     WHERE c.supplier_id = ?1 ORDER BY c.code";
const INTERVIEWS: &str = "SELECT id FROM interview WHERE supplier_id = ?1 ORDER BY held_on DESC, id DESC";

/// Returns a supplier with its contracts, evaluations and interviews; none where there is no such
/// supplier.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<SupplierDetail>> {
    let Some(supplier) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let ids = |sql| keys::ids(reader, sql, id);
    let evaluations = crate::evaluation::rows_by_ids(reader, &ids(EVALUATIONS)?)?;
    Ok(Some(SupplierDetail {
        supplier,
        row,
        contracts: contract::rows_by_ids(reader, &ids(CONTRACTS)?)?,
        trend: evaluation::trend(&evaluations),
        evaluations,
        interviews: interview::rows_by_ids(reader, &ids(INTERVIEWS)?)?,
    }))
}
