//! What a person can do with procurements.

use domain::list::{ListQuery, Page};
use domain::procurement::ProcurementRow;

use crate::{Ledger, Result};

impl Ledger {
    /// Returns a page of procurements.
    pub fn list_procurements(&self, query: &ListQuery) -> Result<Page<ProcurementRow>> {
        self.read(|reader| storage::procurement::list(reader, query))
    }
}
