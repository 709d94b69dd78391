//! The interview: one row of the file to one record, and back.

use domain::Stored;
use domain::interview::Interview;

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::table;

table::table! {
    Interview in "interview" {
        supplier_id,
        contract_id,
        kind,
        held_on,
        interviewer,
        representative,
        reason,
        content,
        rectification,
        due_on,
        result,
        status,
    }
}

/// Reads one interview.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Interview>>> {
    table::get(reader, id)
}

/// Writes a new interview and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Interview) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of an interview; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Interview) -> Result<()> {
    table::update(writer, id, revision, record)
}

/// Removes revision `revision` of an interview; refused where it was changed since.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    table::delete::<Interview>(writer, id, revision)
}
