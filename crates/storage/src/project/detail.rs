//! A project with what belongs to it.

use domain::detail::{ProjectDetail, ProjectFile};
use domain::position::ProjectPosition;

use super::{get, rows_by_ids};
use crate::list::of_owners;
use crate::{Error, Reader, Result, contract, evaluation, interview, keys, payment, procurement, settlement};

const PROCUREMENTS: &str = "SELECT o.key, t.id FROM json_each(?1) AS o
     CROSS JOIN procurement AS t ON t.project_id = o.value ORDER BY o.key, t.code";
const CONTRACTS: &str = "SELECT o.key, t.id FROM json_each(?1) AS o
     CROSS JOIN contract AS t ON t.project_id = o.value ORDER BY o.key, t.code";

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

/// Returns projects with everything that belongs to them, in this order, with as many statements
/// for all as for one; those that are gone are left out.
pub fn files(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<ProjectFile>> {
    let rows = rows_by_ids(reader, ids)?;
    let owners: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let (payments, settlements) =
        (of_contracts("payment", "t.paid_on, t.id"), of_contracts("settlement", "t.id"));
    let evaluations = of_contracts("evaluation", "t.id");
    let interviews = of_contracts("interview", "t.held_on DESC, t.id DESC");
    let mut procurements = of_owners(reader, PROCUREMENTS, &owners, procurement::rows_by_ids)?.into_iter();
    let mut contracts = of_owners(reader, CONTRACTS, &owners, contract::rows_by_ids)?.into_iter();
    let mut payments = of_owners(reader, &payments, &owners, payment::rows_by_ids)?.into_iter();
    let mut settlements = of_owners(reader, &settlements, &owners, settlement::rows_by_ids)?.into_iter();
    let mut evaluations = of_owners(reader, &evaluations, &owners, evaluation::rows_by_ids)?.into_iter();
    let mut interviews = of_owners(reader, &interviews, &owners, interview::rows_by_ids)?.into_iter();
    let file = |row| {
        let contracts = contracts.next().unwrap_or_default();
        ProjectFile {
            row,
            position: ProjectPosition::of(&contracts),
            procurements: procurements.next().unwrap_or_default(),
            contracts,
            payments: payments.next().unwrap_or_default(),
            settlements: settlements.next().unwrap_or_default(),
            evaluations: evaluations.next().unwrap_or_default(),
            interviews: interviews.next().unwrap_or_default(),
        }
    };
    Ok(rows.into_iter().map(file).collect())
}

/// Selects what belongs to the contracts of projects, by the code of the contract.
fn of_contracts(table: &str, then: &str) -> String {
    format!(
        "SELECT o.key, t.id FROM json_each(?1) AS o
         CROSS JOIN contract AS c ON c.project_id = o.value
         CROSS JOIN {table} AS t ON t.contract_id = c.id ORDER BY o.key, c.code, {then}"
    )
}
