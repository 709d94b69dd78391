//! What a person can do with settlements and interviews.

use domain::interview::InterviewRow;
use domain::list::{ListQuery, Page};
use domain::settlement::SettlementRow;

use crate::{Ledger, Result};

impl Ledger {
    /// Returns a page of settlements.
    pub fn list_settlements(&self, query: &ListQuery) -> Result<Page<SettlementRow>> {
        self.read(|reader| storage::settlement::list(reader, query))
    }

    /// Returns a page of interviews.
    pub fn list_interviews(&self, query: &ListQuery) -> Result<Page<InterviewRow>> {
        self.read(|reader| storage::interview::list(reader, query))
    }
}
