//! An interview with the supplier and the contract it is about.

use domain::detail::InterviewDetail;
use domain::interview::notice_code;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract, keys, supplier};

/// Returns an interview with its supplier and contract; none where there is no such interview.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<InterviewDetail>> {
    let Some(interview) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let supplier_id = interview.record.supplier_id;
    let supplier = supplier::rows_by_ids(reader, &[supplier_id])?.pop();
    let supplier = supplier.ok_or(Error::NotFound { id: supplier_id })?;
    let contract_id: Vec<i64> = interview.record.contract_id.into_iter().collect();
    let contract = contract::rows_by_ids(reader, &contract_id)?.pop();
    let notice_code = notice_code(interview.record.held_on, place_on_its_day(reader, id)?);
    Ok(Some(InterviewDetail { interview, row, supplier, contract, notice_code }))
}

/// Which talk of its day it is, by the order in which they were recorded.
fn place_on_its_day(reader: &Reader<'_>, id: i64) -> Result<i64> {
    let sql = "SELECT count(*) FROM interview AS t
               JOIN interview AS own ON own.id = ?1 AND t.held_on = own.held_on AND t.id <= own.id";
    Ok(keys::id(reader, sql, id)?.unwrap_or(1))
}
