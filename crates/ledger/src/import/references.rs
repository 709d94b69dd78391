//! What the rows of a file refer to.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use domain::supplier::Supplier;
use domain::{Code, Noun, Problem, name};
use storage::contract::{ContractKeys, ContractMatch};
use storage::supplier::{SupplierMatch, SupplierNames};
use storage::{Reader, Writer};

use crate::Result;

/// How many near spellings a message offers.
const OFFERED: usize = 3;

/// For how many different unknown texts near spellings are looked for. A file with more is a file
/// for another ledger, and the search would take longer than the import.
const OFFERS: usize = 500;

/// Stands for a supplier that is created once its row has proved good.
pub(super) const NEW_SUPPLIER: i64 = -1;

/// Everything that a row may refer to, read once and kept up to date while the import goes on.
#[derive(Debug)]
pub(super) struct References {
    pub(super) projects: HashMap<String, i64>,
    pub(super) procurements: HashMap<String, i64>,
    pub(super) suppliers: SupplierNames,
    pub(super) contracts: ContractKeys,
    create_suppliers: bool,
    pub(super) unknown_suppliers: BTreeSet<String>,
    /// What was offered for an unknown text, which often stands in many rows.
    offers: RefCell<HashMap<(Noun, String), String>>,
}

impl References {
    pub(super) fn load(reader: &Reader<'_>, create_suppliers: bool) -> Result<Self> {
        Ok(Self {
            projects: storage::project::ids_by_code(reader)?,
            procurements: storage::procurement::ids_by_code(reader)?,
            suppliers: SupplierNames::load(reader)?,
            contracts: ContractKeys::load(reader)?,
            create_suppliers,
            unknown_suppliers: BTreeSet::new(),
            offers: RefCell::new(HashMap::new()),
        })
    }

    pub(super) fn project(&self, text: &str) -> Result<i64, Problem> {
        self.projects.get(text).copied().ok_or_else(|| unknown("project", Noun::Project, text, ""))
    }

    /// Returns the code of a project, to show what a reference means.
    pub(super) fn project_code(&self, id: i64) -> Option<String> {
        code_of(&self.projects, id)
    }

    /// Returns the code of a procurement.
    pub(super) fn procurement_code(&self, id: i64) -> Option<String> {
        code_of(&self.procurements, id)
    }

    /// Returns the code of a contract.
    pub(super) fn contract_code(&self, id: i64) -> Option<String> {
        self.contracts.get(id).map(|key| key.code.clone())
    }

    pub(super) fn procurement(&self, text: &str) -> Result<i64, Problem> {
        self.procurements
            .get(text)
            .copied()
            .ok_or_else(|| unknown("procurement", Noun::Procurement, text, ""))
    }

    /// Finds a contract by its 合同编号 or 合同序号.
    pub(super) fn contract(&self, field: &str, text: &str) -> Result<i64, Problem> {
        match self.contracts.find(text) {
            ContractMatch::One(id) => Ok(id),
            ContractMatch::Two { by_code, by_sequence } => {
                let code = |id| self.contracts.get(id).map(|key| key.code.clone()).unwrap_or_default();
                let candidates = format!("{}、{}", code(by_code), code(by_sequence));
                let problem = Problem::new(Code::RowReferenceAmbiguous).field(field);
                Err(problem.param("value", text).param("candidates", &candidates))
            }
            ContractMatch::None => {
                let offer = self.offer(Noun::Contract, text, || self.contracts.nearest(text, OFFERED));
                Err(unknown(field, Noun::Contract, text, &offer))
            }
        }
    }

    /// Finds a supplier by its present or its only former name; one that is not known is created
    /// later where the import may do so.
    pub(super) fn supplier(&mut self, field: &str, text: &str) -> Result<i64, Problem> {
        match self.suppliers.find(text) {
            SupplierMatch::Known(id) | SupplierMatch::FormerName(id) => Ok(id),
            SupplierMatch::Ambiguous(ids) => {
                let names: Vec<&str> = ids.iter().filter_map(|id| self.suppliers.name(*id)).collect();
                let problem = Problem::new(Code::RowReferenceAmbiguous).field(field);
                Err(problem.param("value", text).param("candidates", &names.join("、")))
            }
            SupplierMatch::Unknown => {
                self.unknown_suppliers.insert(text.to_owned());
                if self.create_suppliers && !name::normalise(text).is_empty() {
                    return Ok(NEW_SUPPLIER);
                }
                let problem = Problem::new(Code::RowSupplierUnknown).field(field).param("value", text);
                let offer = self.offer(Noun::Supplier, text, || self.suppliers.nearest(text, OFFERED));
                Err(problem.param("nearest", &offer))
            }
        }
    }

    /// Returns what a message offers instead of an unknown text.
    fn offer(&self, noun: Noun, text: &str, nearest: impl FnOnce() -> Vec<String>) -> String {
        let mut offers = self.offers.borrow_mut();
        if offers.len() >= OFFERS && !offers.contains_key(&(noun, text.to_owned())) {
            return String::new();
        }
        let found = || match nearest() {
            names if names.is_empty() => String::new(),
            names => names.join("、"),
        };
        offers.entry((noun, text.to_owned())).or_insert_with(found).clone()
    }

    /// Creates the supplier that a good row names for the first time.
    pub(super) fn create_supplier(&mut self, writer: &Writer<'_>, text: &str) -> Result<i64> {
        if let SupplierMatch::Known(id) | SupplierMatch::FormerName(id) = self.suppliers.find(text) {
            return Ok(id);
        }
        let supplier = Supplier::named(text.trim());
        let id = storage::supplier::insert(writer, &supplier)?;
        self.suppliers.insert(id, &supplier.name, &[]);
        Ok(id)
    }
}

fn code_of(ids: &HashMap<String, i64>, id: i64) -> Option<String> {
    ids.iter().find(|(_, known)| **known == id).map(|(code, _)| code.clone())
}

fn unknown(field: &str, noun: Noun, text: &str, offer: &str) -> Problem {
    let problem = Problem::new(Code::RowReferenceUnknown).field(field).param("value", text);
    problem.param("noun", noun.name()).param("nearest", offer)
}
