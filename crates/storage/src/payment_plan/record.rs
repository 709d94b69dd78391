//! The row of a payment plan: one row of the file to one record, and back.

use std::collections::HashMap;

use domain::payment_plan::PaymentPlan;
use domain::{Noun, Stored};

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::{referrers, table};

table::table! {
    PaymentPlan in "payment_plan" {
        contract_id,
        term,
        due_on,
        amount = "amount_fen",
        percent = "percent_ten_thousandths",
        remarks,
    }
}

/// Reads one row of a plan.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<PaymentPlan>>> {
    table::get(reader, id)
}

/// Reads several rows with one statement, by their ids; those that are gone are left out.
pub fn get_some(reader: &Reader<'_>, ids: &[i64]) -> Result<HashMap<i64, Stored<PaymentPlan>>> {
    table::get_some(reader, ids)
}

/// Writes a new row and returns its id.
pub fn insert(writer: &Writer<'_>, record: &PaymentPlan) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of a row; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &PaymentPlan) -> Result<()> {
    table::update(writer, id, revision, record)
}

/// Takes their names from rows that get others in the same operation: so names can change places.
pub fn free_terms(writer: &Writer<'_>, ids: &[i64]) -> Result<()> {
    // Nobody can enter such a name.
    let mut free =
        writer.connection().prepare_cached("UPDATE payment_plan SET term = char(10) || id WHERE id = ?1")?;
    for id in ids {
        free.execute([id])?;
    }
    Ok(())
}

/// Removes revision `revision` of a row; refused where it was changed since, or where payments
/// serve it.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    referrers::refuse(writer, Noun::PaymentPlan, id)?;
    table::delete::<PaymentPlan>(writer, id, revision)
}
