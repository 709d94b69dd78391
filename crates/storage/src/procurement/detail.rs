//! A procurement with the contracts that came of it.

use domain::detail::ProcurementDetail;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract, keys, project};

/// Returns a procurement with its contracts by code; none where there is no such procurement.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<ProcurementDetail>> {
    let Some(procurement) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let contracts = keys::ids(reader, "SELECT id FROM contract WHERE procurement_id = ?1 ORDER BY code", id)?;
    let project_id = procurement.record.project_id;
    let project = project_id.map(|id| project::get(reader, id)).transpose()?.flatten();
    Ok(Some(ProcurementDetail {
        project_name: project.map(|project| project.record.name),
        contracts: contract::rows_by_ids(reader, &contracts)?,
        procurement,
        row,
    }))
}
