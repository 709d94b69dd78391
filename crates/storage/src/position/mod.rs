//! Keeps what is computed from the nouns, so that lists of thousands answer at once.
//!
//! The rules are `domain::position`; here is only what to read for them and where to keep the
//! answer.

mod contract;
mod payment_plan;
mod supplier;

use domain::Noun;
use rusqlite::Connection;

use crate::Result;
use crate::changeset::Touched;
use crate::derived::every_id;
use crate::perform::{GoOn, TO_THE_END};

/// The supplier of a contract.
const OF_CONTRACT: &str = "SELECT supplier_id FROM contract WHERE id = ?1";

/// The contracts, rows of payment plans and suppliers whose positions were computed anew.
#[derive(Debug, Default)]
pub(crate) struct Refreshed {
    pub(crate) contracts: Vec<i64>,
    pub(crate) payment_plans: Vec<i64>,
    pub(crate) suppliers: Vec<i64>,
}

/// Brings the positions up to date that depend on what an operation touched.
pub(crate) fn refresh(connection: &Connection, touched: &Touched, go_on: GoOn<'_>) -> Result<Refreshed> {
    payment_plan::forget_gone(connection, touched.of(Noun::PaymentPlan))?;
    // An update of a payment carries its contract only where that changed.
    let owners = |noun: Noun| {
        let owner = format!("SELECT contract_id FROM {noun} WHERE id = ?1");
        named(connection, &owner, touched.updated(noun))
    };
    let mut contracts = touched.contracts.clone();
    contracts.extend(owners(Noun::PaymentPlan)?);
    contracts.extend(owners(Noun::Payment)?);
    contracts.extend(owners(Noun::Settlement)?);
    once_each(&mut contracts);
    let contract::Refreshed { mains, documents, payment_plans } =
        contract::refresh(connection, &contracts, go_on)?;

    let mut suppliers = touched.suppliers.clone();
    suppliers.extend(named(connection, OF_CONTRACT, &mains)?);
    suppliers.extend(named(connection, OF_CONTRACT, &touched.rated)?);
    suppliers.extend(named(connection, OF_CONTRACT, &owners(Noun::Evaluation)?)?);
    let interviews = touched.updated(Noun::Interview);
    suppliers.extend(named(connection, "SELECT supplier_id FROM interview WHERE id = ?1", interviews)?);
    once_each(&mut suppliers);
    supplier::refresh(connection, &suppliers, go_on)?;
    Ok(Refreshed { contracts: documents, payment_plans, suppliers })
}

/// Forgets every position, and computes all of them from the nouns alone.
pub(crate) fn rebuild(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "DELETE FROM contract_position; DELETE FROM payment_plan_position; DELETE FROM supplier_position",
    )?;
    contract::refresh(connection, &every_id(connection, Noun::Contract)?, TO_THE_END)?;
    supplier::refresh(connection, &every_id(connection, Noun::Supplier)?, TO_THE_END)
}

fn named(connection: &Connection, sql: &str, ids: &[i64]) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = Vec::new();
    for id in ids {
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}

/// Sorts ids, so that the file is walked in its own order, and names none twice.
fn once_each(ids: &mut Vec<i64>) {
    ids.sort_unstable();
    ids.dedup();
}
