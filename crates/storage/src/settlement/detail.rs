//! A settlement with the contract that it closes.

use domain::detail::SettlementDetail;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract};

/// Returns a settlement with its contract; none where there is no such settlement.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<SettlementDetail>> {
    let Some(settlement) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let contract_id = settlement.record.contract_id;
    let contract = contract::rows_by_ids(reader, &[contract_id])?.pop();
    let contract = contract.ok_or(Error::NotFound { id: contract_id })?;
    Ok(Some(SettlementDetail { settlement, row, contract }))
}
