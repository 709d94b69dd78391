//! A contract with everything that hangs on it.

use domain::Money;
use domain::contract::ContractRow;
use domain::detail::{ContractDetail, RunningPayment};
use domain::position::{self, Member};

use super::{get, rows_by_ids};
use crate::{Error, Reader, Result, evaluation, keys, payment, payment_plan, project, settings, settlement};

/// Returns a contract with its family, payments, payment plan, settlement and evaluation; none where
/// there is no such contract.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<ContractDetail>> {
    let Some(contract) = get(reader, id)? else { return Ok(None) };
    let main_id = contract.record.parent_id.unwrap_or(id);
    let family = rows_by_ids(reader, &family_ids(reader, main_id)?)?;
    let row = family.iter().find(|row| row.id == id).cloned().ok_or(Error::NotFound { id })?;
    let project_id = contract.record.project_id;
    let project = project_id.map(|id| project::get(reader, id)).transpose()?.flatten();
    let growth = position::growth(&family.iter().map(member).collect::<Vec<_>>());
    let growth_limit = settings::get(reader)?.settings.growth_limit;
    Ok(Some(ContractDetail {
        growth_exceeds: growth.is_some_and(|growth| growth > growth_limit),
        growth,
        growth_limit,
        payments: with_running_total(reader, &payment_ids(reader, id, main_id)?)?,
        plan: payment_plan::of_contract(reader, id, row.amount)?,
        settlement: settlement::rows_by_ids(reader, &of(reader, SETTLEMENT_OF, main_id)?)?.pop(),
        evaluation: evaluation::rows_by_ids(reader, &of(reader, EVALUATION_OF, id)?)?.pop(),
        project_name: project.map(|project| project.record.name),
        contract,
        row,
        family,
    }))
}

const SETTLEMENT_OF: &str = "SELECT id FROM settlement WHERE contract_id = ?1";
const EVALUATION_OF: &str = "SELECT id FROM evaluation WHERE contract_id = ?1";

fn of(reader: &Reader<'_>, sql: &str, contract_id: i64) -> Result<Vec<i64>> {
    keys::ids(reader, sql, contract_id)
}

/// The main contract first, then its supplements and terminations by code.
fn family_ids(reader: &Reader<'_>, main_id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM contract WHERE id = ?1 OR parent_id = ?1
               ORDER BY parent_id IS NOT NULL, code";
    keys::ids(reader, sql, main_id)
}

/// The payments of the whole family for its main contract, else of the child alone.
fn payment_ids(reader: &Reader<'_>, id: i64, main_id: i64) -> Result<Vec<i64>> {
    let sql = if id == main_id {
        "SELECT t.id FROM contract_position AS k JOIN payment AS t ON t.contract_id = k.contract_id
         WHERE k.main_id = ?1 ORDER BY t.paid_on, t.id"
    } else {
        "SELECT id FROM payment WHERE contract_id = ?1 ORDER BY paid_on, id"
    };
    keys::ids(reader, sql, id)
}

fn with_running_total(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<RunningPayment>> {
    let payments = payment::rows_by_ids(reader, ids)?.into_iter();
    let running = payments.scan(Money::ZERO, |running_total, payment| {
        let amount = if payment.refund { -payment.amount } else { payment.amount };
        *running_total = *running_total + amount;
        Some(RunningPayment { payment, running_total: *running_total })
    });
    Ok(running.collect())
}

fn member(row: &ContractRow) -> Member {
    Member { kind: row.kind, amount: row.amount, paid: row.paid }
}
