//! What a person can do with settlements.

use domain::access::{Operation, Row};
use domain::detail::{PositionPreview, SettlementDetail};
use domain::list::{ListQuery, Page};
use domain::settlement::{Settlement, SettlementRow};
use domain::{Code, Money, Noun, Problem, Ratio, position};
use storage::Writer;

use crate::error::{refuse_broken, tidied};
use crate::project::{chosen, found};
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

    /// Returns where the family will stand once it is settled at `final_amount`.
    pub fn preview_settlement(
        &self,
        contract_id: i64,
        final_amount: Option<Money>,
    ) -> Result<PositionPreview> {
        self.read(|reader| {
            let contract = storage::contract::rows_by_ids(reader, &[contract_id])?.pop();
            let contract = found(contract_id, contract)?;
            let paid = contract.paid;
            let base = final_amount.or(contract.base);
            Ok(PositionPreview {
                paid_before: paid,
                paid,
                base,
                progress: base.and_then(|base| Ratio::of(paid, base)),
                remaining: base.map(|base| base - paid),
                difference: final_amount.zip(contract.family_amount).map(|(last, first)| last - first),
                next_code: None,
                plan: Vec::new(),
                proposed_plan_id: None,
                contract,
            })
        })
    }

    /// Returns what is unusual about a settlement that is being entered; it may be saved so.
    pub fn check_settlement(&self, settlement: &Settlement) -> Result<Vec<Problem>> {
        let id = settlement.contract_id;
        let (paid, _) = self.read(|reader| storage::contract::paid_and_settled(reader, id, None))?;
        let overpaid = position::overpaid(paid, Some(settlement.final_amount));
        let warning = overpaid.map(|progress| {
            let problem = Problem::new(Code::SettlementOverpaid).field("final_amount");
            problem.param("paid", &paid.to_string()).param("progress", &progress.percent())
        });
        Ok(warning.into_iter().collect())
    }

    /// Creates the settlement of a main or framework contract.
    pub fn create_settlement(&self, session: &Session, settlement: &Settlement) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::Create(Noun::Settlement), Row::Any)?;
        let settlement = tidied(settlement)?;
        let subject = self.contract_code(settlement.contract_id)?;
        self.perform(session, Operation::Create(Noun::Settlement), &subject, |writer| {
            check(writer, &settlement, None)?;
            Ok(storage::settlement::insert(writer, &settlement)?)
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
        self.authorise(session, Operation::Update(Noun::Settlement), Row::Any)?;
        let settlement = tidied(settlement)?;
        let subject = self.contract_code(settlement.contract_id)?;
        self.perform(session, Operation::Update(Noun::Settlement), &subject, |writer| {
            check(writer, &settlement, Some(id))?;
            storage::settlement::update(writer, id, revision, &settlement)?;
            Ok(id)
        })
    }

    /// A settlement is known by the code of its contract.
    fn contract_code(&self, id: i64) -> Result<String> {
        self.read(|reader| Ok(chosen("contract_id", storage::contract::get(reader, id)?)?.record.code))
    }
}

/// Checks a settlement against its own rules, its contract, and the other settlements.
fn check(writer: &Writer<'_>, settlement: &Settlement, own: Option<i64>) -> Result<()> {
    refuse_broken(settlement.check())?;
    let contract_id = settlement.contract_id;
    let contract = chosen("contract_id", storage::contract::get(writer, contract_id)?)?.record;
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
