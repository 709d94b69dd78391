//! A project with its contracts.

use domain::detail::ProjectDetail;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract, keys};

/// Returns a project with its contracts by code; none where there is no such project.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<ProjectDetail>> {
    let Some(project) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let contracts = keys::ids(reader, "SELECT id FROM contract WHERE project_id = ?1 ORDER BY code", id)?;
    Ok(Some(ProjectDetail { project, row, contracts: contract::rows_by_ids(reader, &contracts)? }))
}
