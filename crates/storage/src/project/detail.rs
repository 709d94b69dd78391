//! A project with its procurements and contracts.

use domain::detail::ProjectDetail;
use domain::position::ProjectPosition;

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, contract, keys, procurement};

/// Returns a project with its procurements and contracts by code; none where there is no such
/// project.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<ProjectDetail>> {
    let Some(project) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let ids = |sql| keys::ids(reader, sql, id);
    let contracts = ids("SELECT id FROM contract WHERE project_id = ?1 ORDER BY code")?;
    let contracts = contract::rows_by_ids(reader, &contracts)?;
    let procurements = ids("SELECT id FROM procurement WHERE project_id = ?1 ORDER BY code")?;
    Ok(Some(ProjectDetail {
        position: ProjectPosition::of(&contracts),
        procurements: procurement::rows_by_ids(reader, &procurements)?,
        project,
        row,
        contracts,
    }))
}
