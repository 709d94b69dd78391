//! The settlement: one row of the file to one record, and back.

use domain::Stored;
use domain::settlement::Settlement;

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::table;

table::table! {
    Settlement in "settlement" {
        contract_id,
        final_amount = "final_amount_fen",
        completed_on,
        archived_on,
        remarks,
    }
}

/// Reads one settlement.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Settlement>>> {
    table::get(reader, id)
}

/// Writes a new settlement and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Settlement) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of a settlement; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Settlement) -> Result<()> {
    table::update(writer, id, revision, record)
}

/// Removes revision `revision` of a settlement; refused where it was changed since.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    table::delete::<Settlement>(writer, id, revision)
}
