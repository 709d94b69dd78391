//! What a person can do with evaluations.

use domain::detail::EvaluationDetail;
use domain::evaluation::EvaluationRow;
use domain::list::{ListQuery, Page};

use crate::project::found;
use crate::{Ledger, Result};

impl Ledger {
    /// Returns a page of evaluations.
    pub fn list_evaluations(&self, query: &ListQuery) -> Result<Page<EvaluationRow>> {
        self.read(|reader| storage::evaluation::list(reader, query))
    }

    /// Returns an evaluation with its contract.
    pub fn evaluation_detail(&self, id: i64) -> Result<EvaluationDetail> {
        self.read(|reader| found(id, storage::evaluation::detail(reader, id)?))
    }
}
