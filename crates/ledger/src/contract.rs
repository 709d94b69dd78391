//! What a person can do with contracts.

use domain::contract::{Contract, ContractRow};
use domain::detail::ContractDetail;
use domain::list::{ListQuery, Page};
use domain::{Code, Problem};
use storage::{Reader, Writer};

use crate::error::{refuse_broken, refuse_taken};
use crate::project::found;
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

    /// Creates a contract.
    pub fn create_contract(&self, session: &Session, contract: &Contract) -> Result<Outcome<i64>> {
        self.perform(session, "create_contract", &contract.code, |writer| {
            let contract = complete(writer, contract)?;
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
        self.perform(session, "update_contract", &contract.code, |writer| {
            check(writer, contract, Some(id))?;
            storage::contract::update(writer, id, revision, contract)?;
            Ok(id)
        })
    }
}

/// Fills in what a new supplement or termination takes from its parent.
fn complete(writer: &Writer<'_>, contract: &Contract) -> Result<Contract> {
    let mut contract = contract.clone();
    if let Some(parent) = contract.parent_id {
        contract.inherit_from_parent(&load(writer, parent)?);
    }
    Ok(contract)
}

/// Checks a contract against its own rules and against the others in the ledger.
pub(crate) fn check(writer: &Writer<'_>, contract: &Contract, own: Option<i64>) -> Result<()> {
    refuse_broken(contract.check())?;
    refuse_taken("code", &contract.code, own, storage::contract::id_by_code(writer, &contract.code)?)?;
    if let Some(sequence) = &contract.sequence {
        refuse_taken("sequence", sequence, own, storage::contract::id_by_sequence(writer, sequence)?)?;
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
            problems.extend(contract.check_parent(&load(reader, parent)?).err());
        }
    }
    if let Some(id) = own
        && contract.kind.needs_parent()
        && !storage::contract::children(reader, id)?.is_empty()
    {
        let problem = Problem::new(Code::ContractHasChildren).field("kind");
        problems.push(problem.param("kind", contract.kind.label()));
    }
    Ok(problems)
}

fn load(reader: &Reader<'_>, id: i64) -> Result<Contract> {
    Ok(found(id, storage::contract::get(reader, id)?)?.record)
}
