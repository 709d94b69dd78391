//! What a person can do with contracts.

use domain::access::Operation;
use domain::contract::{Contract, ContractRow};
use domain::detail::ContractDetail;
use domain::list::{ListQuery, Page};
use domain::surroundings::{Origin, Surroundings};
use domain::{Code, Noun, Problem};
use storage::{Reader, Writer};

use crate::error::{refuse_broken, refuse_taken, tidied};
use crate::project::{chosen, found};
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of contracts.
    pub fn list_contracts(&self, query: &ListQuery) -> Result<Page<ContractRow>> {
        self.read(|reader| storage::contract::list(reader, query))
    }

    /// Returns a contract with its family, payments, settlement and evaluation.
    pub fn contract_detail(&self, id: i64) -> Result<ContractDetail> {
        self.read(|reader| found(id, storage::contract::detail(reader, id)?))
    }

    /// Returns what is unusual about a contract that is being entered; it may be saved so.
    ///
    /// `own` is the contract itself where it is being edited.
    pub fn check_contract(&self, own: Option<i64>, contract: &Contract) -> Result<Vec<Problem>> {
        let around = self.read(|reader| surroundings(reader, own, contract))?;
        Ok(contract.warnings(&around).into_iter().collect())
    }

    /// Creates a contract.
    pub fn create_contract(&self, session: &Session, contract: &Contract) -> Result<Outcome<i64>> {
        let contract = tidied(contract)?;
        self.perform(session, Operation::Create(Noun::Contract), &contract.code, |writer| {
            let contract = complete(writer, &contract)?;
            check(writer, &contract, None)?;
            Ok(storage::contract::insert(writer, &contract)?)
        })
    }

    /// Updates a contract that is still at `revision`.
    pub fn update_contract(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        contract: &Contract,
    ) -> Result<Outcome<i64>> {
        let contract = tidied(contract)?;
        self.perform(session, Operation::Update(Noun::Contract), &contract.code, |writer| {
            check(writer, &contract, Some(id))?;
            storage::contract::update(writer, id, revision, &contract)?;
            Ok(id)
        })
    }
}

/// Reads what stands around a contract, in a constant number of statements.
fn surroundings(reader: &Reader<'_>, own: Option<i64>, contract: &Contract) -> storage::Result<Surroundings> {
    let main = contract.parent_id.or(own);
    let relatives = |main| storage::contract::relatives(reader, main, own);
    let money = |main| storage::contract::paid_and_settled(reader, main, own);
    let procurement = contract.procurement_id.map(|id| storage::procurement::get(reader, id));
    let origin = procurement.transpose()?.flatten().map(|stored| Origin {
        code: stored.record.code,
        project_id: stored.record.project_id,
        winning_supplier_id: stored.record.winning_supplier_id,
    });
    let (paid, settled) = main.map(money).transpose()?.unwrap_or_default();
    Ok(Surroundings {
        origin,
        relatives: main.map(relatives).transpose()?.unwrap_or_default(),
        paid,
        settled,
        growth_limit: storage::settings::get(reader)?.settings.growth_limit,
    })
}

/// Fills in what a new supplement or termination takes from its parent.
fn complete(writer: &Writer<'_>, contract: &Contract) -> Result<Contract> {
    let mut contract = contract.clone();
    if let Some(parent) = contract.parent_id {
        contract.inherit_from_parent(&load_parent(writer, parent)?);
    }
    Ok(contract)
}

/// Checks a contract against its own rules and against the others in the ledger.
pub(crate) fn check(writer: &Writer<'_>, contract: &Contract, own: Option<i64>) -> Result<()> {
    refuse_broken(contract.check())?;
    let taken = |column, code| storage::codes::taken(writer, Noun::Contract, column, code, own);
    refuse_taken("code", &contract.code, own, taken("code", &contract.code)?)?;
    if let Some(sequence) = &contract.sequence {
        refuse_taken("sequence", sequence, own, taken("sequence", sequence)?)?;
    }
    match family_problems(writer, contract, own)? {
        problems if problems.is_empty() => Ok(()),
        problems => Err(Error::Rules(problems)),
    }
}

/// Returns what is wrong with the place of a contract in its family: never under itself, only
/// under a main or framework contract, and no child while it has children.
pub(crate) fn family_problems(
    reader: &Reader<'_>,
    contract: &Contract,
    own: Option<i64>,
) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    if let Some(parent) = contract.parent_id {
        if own == Some(parent) {
            problems.push(Problem::new(Code::ContractParentIsSelf).field("parent_id"));
        } else {
            problems.extend(contract.check_parent(&load_parent(reader, parent)?).err());
        }
    }
    if let Some(id) = own
        && contract.kind.needs_parent()
        && !storage::contract::children(reader, id)?.is_empty()
    {
        let problem = Problem::new(Code::ContractHasChildren).field("kind");
        problems.push(problem.param("kind", contract.kind.label()));
    }
    if let Some(id) = own
        && contract.kind.needs_parent()
        && storage::settlement::id_by_contract(reader, id)?.is_some()
    {
        let problem = Problem::new(Code::ContractHasSettlement).field("kind");
        problems.push(problem.param("kind", contract.kind.label()));
    }
    Ok(problems)
}

fn load_parent(reader: &Reader<'_>, id: i64) -> Result<Contract> {
    Ok(chosen("parent_id", storage::contract::get(reader, id)?)?.record)
}
