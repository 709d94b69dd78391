//! The rows of payment plans by their contract and 付款节点.

use std::collections::HashMap;

use crate::access::Reader;
use crate::cell::Cells;
use crate::error::Result;
use crate::keys;

/// Returns the ids of the rows of a contract's plan, in the order of their entry.
pub fn ids_of_contract(reader: &Reader<'_>, contract_id: i64) -> Result<Vec<i64>> {
    keys::ids(reader, "SELECT id FROM payment_plan WHERE contract_id = ?1 ORDER BY id", contract_id)
}

/// The rows of all plans, for an import that asks for thousands.
#[derive(Debug, Clone, Default)]
pub struct PlanTerms {
    by_contract: HashMap<i64, Vec<(String, i64)>>,
    /// Contract and 付款节点 of a row.
    by_id: HashMap<i64, (i64, String)>,
}

impl PlanTerms {
    /// Reads what tells the rows of all plans apart.
    pub fn load(reader: &Reader<'_>) -> Result<Self> {
        let mut terms = Self::default();
        let sql = "SELECT id, contract_id, term FROM payment_plan ORDER BY id";
        let mut statement = reader.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::new(row, "payment_plan");
            let (id, contract_id, term): (i64, i64, String) = (cells.take()?, cells.take()?, cells.take()?);
            terms.insert(id, contract_id, &term);
        }
        Ok(terms)
    }

    /// Returns the row of a contract's plan with this 付款节点.
    pub fn id(&self, contract_id: i64, term: &str) -> Option<i64> {
        let rows = self.by_contract.get(&contract_id)?;
        rows.iter().find(|(known, _)| known == term).map(|(_, id)| *id)
    }

    /// Returns every 付款节点 of a contract, in the order of their entry.
    pub fn of_contract(&self, contract_id: i64) -> impl Iterator<Item = &str> {
        self.by_contract.get(&contract_id).into_iter().flatten().map(|(term, _)| term.as_str())
    }

    /// Returns the 付款节点 of a row.
    pub fn term(&self, id: i64) -> Option<&str> {
        self.by_id.get(&id).map(|(_, term)| term.as_str())
    }

    /// Returns the contract of a row.
    pub fn contract(&self, id: i64) -> Option<i64> {
        self.by_id.get(&id).map(|(contract_id, _)| *contract_id)
    }

    /// Takes in a row that was created or changed meanwhile.
    pub fn insert(&mut self, id: i64, contract_id: i64, term: &str) {
        if let Some((former, _)) = self.by_id.insert(id, (contract_id, term.to_owned()))
            && let Some(rows) = self.by_contract.get_mut(&former)
        {
            rows.retain(|(_, known)| *known != id);
        }
        self.by_contract.entry(contract_id).or_default().push((term.to_owned(), id));
    }
}
