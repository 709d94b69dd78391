//! Reading and writing a record of any noun, where the steps are the same for all of them.

use domain::Stored;
use domain::contract::Contract;
use domain::evaluation::Evaluation;
use domain::interview::Interview;
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;
use domain::procurement::Procurement;
use domain::project::Project;
use domain::settlement::Settlement;
use domain::supplier::Supplier;
use storage::{Reader, Result, Writer};

/// A record that has a table of its own.
pub(crate) trait InTable: Sized {
    fn load(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Self>>>;

    /// Writes it as a new record and returns its id.
    fn insert(&self, writer: &Writer<'_>) -> Result<i64>;

    /// Writes it over revision `revision` of a record; refused where that was changed since.
    fn update(&self, writer: &Writer<'_>, id: i64, revision: i64) -> Result<()>;
}

macro_rules! in_table {
    ($($record:ident: $module:ident),+ $(,)?) => {$(
        impl InTable for $record {
            fn load(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Self>>> {
                storage::$module::get(reader, id)
            }

            fn insert(&self, writer: &Writer<'_>) -> Result<i64> {
                storage::$module::insert(writer, self)
            }

            fn update(&self, writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
                storage::$module::update(writer, id, revision, self)
            }
        }
    )+};
}

in_table! {
    Project: project,
    Procurement: procurement,
    Supplier: supplier,
    Contract: contract,
    PaymentPlan: payment_plan,
    Payment: payment,
    Settlement: settlement,
    Evaluation: evaluation,
    Interview: interview,
}
