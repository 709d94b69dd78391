//! The contract: one row of the file to one record, and back.

use domain::contract::Contract;
use domain::{Noun, Stored};

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::{referrers, table};

table::table! {
    Contract in "contract" {
        code,
        sequence,
        name,
        kind,
        parent_id,
        source,
        procurement_id,
        project_id,
        category,
        party_a,
        supplier_id,
        party_a_representative,
        party_a_contact,
        party_a_manager,
        party_b_representative,
        party_b_contact,
        party_b_manager,
        amount = "amount_fen",
        signed_on,
        starts_on,
        ends_on,
        duration,
        officer,
        payment_terms,
        retention_percent = "retention_percent_ten_thousandths",
        retention_due_on,
        guarantee_returned_on,
        archived_on,
        remarks,
    }
}

/// Reads one contract.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Contract>>> {
    table::get(reader, id)
}

/// Writes a new contract and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Contract) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of a contract; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Contract) -> Result<()> {
    table::update(writer, id, revision, record)
}

/// Removes revision `revision` of a contract; refused where it was changed since, or others refer to it.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    referrers::refuse(writer, Noun::Contract, id)?;
    table::delete::<Contract>(writer, id, revision)
}
