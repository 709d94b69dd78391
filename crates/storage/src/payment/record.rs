//! The payment: one row of the file to one record, and back.

use domain::Stored;
use domain::payment::Payment;

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::table;

table::table! {
    Payment in "payment" {
        code,
        contract_id,
        payment_plan_id,
        amount = "amount_fen",
        paid_on,
        refund,
        purpose,
        invoice,
        remarks,
    }
}

/// Reads one payment.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Payment>>> {
    table::get(reader, id)
}

/// Writes a new payment and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Payment) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of a payment; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Payment) -> Result<()> {
    table::update(writer, id, revision, record)
}

/// Removes revision `revision` of a payment; refused where it was changed since.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    table::delete::<Payment>(writer, id, revision)
}
