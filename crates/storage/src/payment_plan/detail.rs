//! A row of a payment plan with its contract and payments, and the whole plan of a contract.

use domain::Money;
use domain::detail::PaymentPlanDetail;
use domain::payment_plan::ContractPlan;

use super::{get, ids_of_contract, rows_by_ids};
use crate::{Error, Reader, Result, contract, keys, payment};

/// Returns a row of a plan with its contract and payments; none where there is no such row.
pub fn detail(reader: &Reader<'_>, id: i64) -> Result<Option<PaymentPlanDetail>> {
    let Some(plan) = get(reader, id)? else { return Ok(None) };
    let row = rows_by_ids(reader, &[id])?.pop().ok_or(Error::NotFound { id })?;
    let contract_id = plan.record.contract_id;
    let contract = contract::rows_by_ids(reader, &[contract_id])?.pop();
    let contract = contract.ok_or(Error::NotFound { id: contract_id })?;
    let serving = "SELECT id FROM payment WHERE payment_plan_id = ?1 ORDER BY paid_on, id";
    let payments = payment::rows_by_ids(reader, &keys::ids(reader, serving, id)?)?;
    Ok(Some(PaymentPlanDetail { plan, row, contract, payments }))
}

/// Returns the payment plan of a contract whose amount is known.
pub fn of_contract(reader: &Reader<'_>, contract_id: i64, amount: Option<Money>) -> Result<ContractPlan> {
    let rows = rows_by_ids(reader, &ids_of_contract(reader, contract_id)?)?;
    Ok(ContractPlan::of(rows, amount))
}
