//! An evaluation with the contract it is about.

use domain::detail::EvaluationDetail;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract};

/// Returns an evaluation with its contract; none where there is no such evaluation.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<EvaluationDetail>> {
    let Some(evaluation) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let contract_id = evaluation.record.contract_id;
    let contract = contract::rows_by_ids(reader, &[contract_id])?.pop();
    let contract = contract.ok_or(Error::NotFound { id: contract_id })?;
    Ok(Some(EvaluationDetail { evaluation, row, contract }))
}
