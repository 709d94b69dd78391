//! What a person chose in a list.

use domain::Noun;
use domain::list::ListQuery;
use domain::selection::{Selection, SelectionSummary};

use crate::{Ledger, Result};

impl Ledger {
    /// Returns the ids of the records on the places `first` to `last` of a list, in its order.
    pub fn selection_range(&self, noun: Noun, query: &ListQuery, first: u32, last: u32) -> Result<Vec<i64>> {
        self.read(|reader| storage::list::range(reader, noun, query, first, last))
    }

    /// Counts the chosen records, and sums their amounts.
    pub fn selection_summary(&self, noun: Noun, selection: &Selection) -> Result<SelectionSummary> {
        self.read(|reader| storage::list::summary(reader, noun, selection))
    }
}
