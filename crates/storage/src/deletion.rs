//! Deleting a record of any noun.

use domain::Noun;

use crate::access::Writer;
use crate::error::Result;
use crate::{
    contract, evaluation, interview, payment, payment_plan, procurement, project, settlement, supplier,
};

/// Removes revision `revision` of a record; refused where it was changed since, or others refer
/// to it.
pub fn delete(writer: &Writer<'_>, noun: Noun, id: i64, revision: i64) -> Result<()> {
    match noun {
        Noun::Project => project::delete(writer, id, revision),
        Noun::Procurement => procurement::delete(writer, id, revision),
        Noun::Supplier => supplier::delete(writer, id, revision),
        Noun::Contract => contract::delete(writer, id, revision),
        Noun::PaymentPlan => payment_plan::delete(writer, id, revision),
        Noun::Payment => payment::delete(writer, id, revision),
        Noun::Settlement => settlement::delete(writer, id, revision),
        Noun::Evaluation => evaluation::delete(writer, id, revision),
        Noun::Interview => interview::delete(writer, id, revision),
    }
}
