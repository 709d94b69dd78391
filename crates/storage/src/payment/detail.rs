//! A payment with the contract it was made on.

use domain::detail::PaymentDetail;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract};

/// Returns a payment with its contract; none where there is no such payment.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<PaymentDetail>> {
    let Some(payment) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let contract_id = payment.record.contract_id;
    let contract = contract::rows_by_ids(reader, &[contract_id])?.pop();
    let contract = contract.ok_or(Error::NotFound { id: contract_id })?;
    Ok(Some(PaymentDetail { payment, row, contract }))
}
