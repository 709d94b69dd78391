//! What a person can do with settlements.

use domain::detail::SettlementDetail;
use domain::list::{ListQuery, Page};
use domain::settlement::{Settlement, SettlementRow};
use domain::{Code, Problem};
use storage::Writer;

use crate::error::refuse_broken;
use crate::project::found;
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of settlements.
    pub fn list_settlements(&self, query: &ListQuery) -> Result<Page<SettlementRow>> {
        self.read(|reader| storage::settlement::list(reader, query))
    }

    /// Returns a settlement with its contract.
    pub fn settlement_detail(&self, id: i64) -> Result<SettlementDetail> {
        self.read(|reader| found(id, storage::settlement::detail(reader, id)?))
    }

    /// Creates the settlement of a main or framework contract.
    pub fn create_settlement(&self, session: &Session, settlement: &Settlement) -> Result<Outcome<i64>> {
        let subject = self.contract_code(settlement.contract_id)?;
        self.perform(session, "create_settlement", &subject, |writer| {
            check(writer, settlement, None)?;
            Ok(storage::settlement::insert(writer, settlement)?)
        })
    }

    /// Updates a settlement that is still at `revision`.
    pub fn update_settlement(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        settlement: &Settlement,
    ) -> Result<Outcome<i64>> {
        let subject = self.contract_code(settlement.contract_id)?;
        self.perform(session, "update_settlement", &subject, |writer| {
            check(writer, settlement, Some(id))?;
            storage::settlement::update(writer, id, revision, settlement)?;
            Ok(id)
        })
    }

    /// A settlement is known by the code of its contract.
    fn contract_code(&self, id: i64) -> Result<String> {
        self.read(|reader| Ok(found(id, storage::contract::get(reader, id)?)?.record.code))
    }
}

/// Checks a settlement against its own rules, its contract, and the other settlements.
fn check(writer: &Writer<'_>, settlement: &Settlement, own: Option<i64>) -> Result<()> {
    refuse_broken(settlement.check())?;
    let contract_id = settlement.contract_id;
    let contract = found(contract_id, storage::contract::get(writer, contract_id)?)?.record;
    if contract.kind.needs_parent() {
        return Err(Error::rule(Problem::new(Code::SettlementNotMain).field("contract_id")));
    }
    match storage::settlement::id_by_contract(writer, contract_id)? {
        Some(id) if own != Some(id) => {
            let problem = Problem::new(Code::SettlementExists).field("contract_id");
            Err(Error::rule(problem.param("value", &contract.code)))
        }
        _ => Ok(()),
    }
}
