//! What a person can do with procurements.

use domain::access::Operation;
use domain::detail::ProcurementDetail;
use domain::list::{ListQuery, Page};
use domain::procurement::{Procurement, ProcurementRow};
use domain::{Noun, Problem};
use storage::Writer;

use crate::error::{refuse_broken, refuse_taken, tidied};
use crate::project::found;
use crate::{Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of procurements.
    pub fn list_procurements(&self, query: &ListQuery) -> Result<Page<ProcurementRow>> {
        self.read(|reader| storage::procurement::list(reader, query))
    }

    /// Returns a procurement with the contracts that came of it.
    pub fn procurement_detail(&self, id: i64) -> Result<ProcurementDetail> {
        self.read(|reader| found(id, storage::procurement::detail(reader, id)?))
    }

    /// Returns what is unusual about a procurement that is being entered; it may be saved so.
    pub fn check_procurement(&self, procurement: &Procurement) -> Vec<Problem> {
        procurement.warnings().into_iter().collect()
    }

    /// Creates a procurement.
    pub fn create_procurement(&self, session: &Session, procurement: &Procurement) -> Result<Outcome<i64>> {
        let procurement = tidied(procurement)?;
        self.perform(session, Operation::Create(Noun::Procurement), &procurement.code, |writer| {
            check(writer, &procurement, None)?;
            Ok(storage::procurement::insert(writer, &procurement)?)
        })
    }

    /// Updates a procurement that is still at `revision`.
    pub fn update_procurement(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        procurement: &Procurement,
    ) -> Result<Outcome<i64>> {
        let procurement = tidied(procurement)?;
        self.perform(session, Operation::Update(Noun::Procurement), &procurement.code, |writer| {
            check(writer, &procurement, Some(id))?;
            storage::procurement::update(writer, id, revision, &procurement)?;
            Ok(id)
        })
    }
}

/// Checks a procurement against its own rules and against the others in the ledger.
fn check(writer: &Writer<'_>, procurement: &Procurement, own: Option<i64>) -> Result<()> {
    refuse_broken(procurement.check())?;
    let taken = storage::codes::taken(writer, Noun::Procurement, "code", &procurement.code, own)?;
    refuse_taken("code", &procurement.code, own, taken)
}
