//! What a person chose in a list.

use std::borrow::Cow;

use domain::interview::on_day;
use domain::list::ListQuery;
use domain::selection::{Selection, SelectionSummary};
use domain::{Noun, Problem};
use storage::list::Version;

use crate::{Ledger, Result};

impl Ledger {
    /// Returns the ids of the records on the places `first` to `last` of a list, in its order.
    pub fn selection_range(&self, noun: Noun, query: &ListQuery, first: u32, last: u32) -> Result<Vec<i64>> {
        let query = self.of_today(noun, query)?;
        self.read(|reader| storage::list::range(reader, noun, &query, first, last))
    }

    /// Counts the chosen records, and sums their amounts.
    pub fn selection_summary(&self, noun: Noun, selection: &Selection) -> Result<SelectionSummary> {
        let selection = self.selection_of_today(noun, selection)?;
        self.read(|reader| storage::list::summary(reader, noun, &selection))
    }

    /// Returns the chosen records, each with the revision that it must still have.
    pub(crate) fn chosen(&self, noun: Noun, selection: &Selection) -> Result<Vec<Version>> {
        let selection = self.selection_of_today(noun, selection)?;
        self.read(|reader| storage::list::chosen(reader, noun, &selection))
    }

    fn selection_of_today<'s>(
        &self,
        noun: Noun,
        selection: &'s Selection,
    ) -> Result<Cow<'s, Selection>, Problem> {
        let Selection::Fitting { query, except } = selection else { return Ok(Cow::Borrowed(selection)) };
        let query = self.of_today(noun, query)?.into_owned();
        Ok(Cow::Owned(Selection::Fitting { query, except: except.clone() }))
    }

    /// Returns a query as the list of the noun reads it: some conditions depend on the day.
    pub(crate) fn of_today<'q>(
        &self,
        noun: Noun,
        query: &'q ListQuery,
    ) -> Result<Cow<'q, ListQuery>, Problem> {
        match noun {
            Noun::Interview => Ok(Cow::Owned(on_day(query, self.clock().today())?)),
            Noun::Project
            | Noun::Procurement
            | Noun::Supplier
            | Noun::Contract
            | Noun::PaymentPlan
            | Noun::Payment
            | Noun::Settlement
            | Noun::Evaluation => Ok(Cow::Borrowed(query)),
        }
    }
}
