//! What the rows of a file refer to.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use domain::plan::{NamedSupplier, SupplierDecision, UnknownSupplier};
use domain::supplier::Supplier;
use domain::{Code, Noun, Problem, name};
use storage::contract::{ContractKeys, ContractMatch};
use storage::supplier::{SupplierMatch, SupplierNames};
use storage::{Reader, Writer};

use super::decisions::{Asked, Decisions};
use crate::Result;

/// How many near spellings a message offers.
const OFFERED: usize = 3;

/// For how many different unknown texts near spellings are looked for. A file with more is a file
/// for another ledger, and the search would take longer than the import.
const OFFERS: usize = 500;

/// Stands for a supplier that is created once its row has proved good.
const NEW_SUPPLIER: i64 = -1;

/// Everything that a row may refer to, read once and kept up to date while the import goes on.
#[derive(Debug)]
pub(super) struct References {
    pub(super) projects: HashMap<String, i64>,
    pub(super) procurements: HashMap<String, i64>,
    pub(super) suppliers: SupplierNames,
    pub(super) contracts: ContractKeys,
    decisions: Decisions,
    asked: Asked,
    /// The normalised former names that this import has added.
    added: HashSet<String>,
    /// The row of the sheet that is looked at.
    pub(super) row: u32,
    /// The codes of projects and procurements by their lower case, read where they are asked for.
    projects_in_any_case: OnceCell<HashMap<String, String>>,
    procurements_in_any_case: OnceCell<HashMap<String, String>>,
    /// What was offered for an unknown text, which often stands in many rows.
    offers: RefCell<HashMap<(Noun, String), String>>,
}

impl References {
    pub(super) fn load(reader: &Reader<'_>, decisions: Decisions) -> Result<Self> {
        Ok(Self {
            projects: storage::project::ids_by_code(reader)?,
            procurements: storage::procurement::ids_by_code(reader)?,
            suppliers: SupplierNames::load(reader)?,
            contracts: ContractKeys::load(reader)?,
            decisions,
            asked: Asked::default(),
            added: HashSet::new(),
            row: 0,
            projects_in_any_case: OnceCell::new(),
            procurements_in_any_case: OnceCell::new(),
            offers: RefCell::new(HashMap::new()),
        })
    }

    pub(super) fn project(&self, text: &str) -> Result<i64, Problem> {
        self.projects.get(text).copied().ok_or_else(|| unknown("project", Noun::Project, text, ""))
    }

    /// Returns the code of a project that the ledger had before and that differs in case at most.
    pub(super) fn project_in_any_case(&self, code: &str) -> Option<&str> {
        in_any_case(&self.projects_in_any_case, &self.projects, code)
    }

    /// Returns the code of a procurement that the ledger had before and that differs in case at most.
    pub(super) fn procurement_in_any_case(&self, code: &str) -> Option<&str> {
        in_any_case(&self.procurements_in_any_case, &self.procurements, code)
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

    /// Finds a supplier by its present or its only former name; one that is not known is whoever
    /// was decided.
    pub(super) fn supplier(&mut self, field: &str, text: &str) -> Result<i64, Problem> {
        let found = self.suppliers.find(text);
        if let SupplierMatch::Known(id) = found {
            self.asked.note_again(text, self.row);
            return Ok(id);
        }
        let decided = self.decisions.about(text).filter(|decided| self.is_possible(decided.decision));
        if let (SupplierMatch::FormerName(id), None) = (&found, decided) {
            return Ok(*id);
        }
        self.asked.note(text, self.row);
        match decided.map(|decided| decided.decision) {
            Some(SupplierDecision::Known { id } | SupplierDecision::FormerNameOf { id }) => return Ok(id),
            Some(SupplierDecision::New) => return Ok(NEW_SUPPLIER),
            Some(SupplierDecision::Nobody) => return Err(self.unknown_supplier(field, text)),
            None => {}
        }
        if let SupplierMatch::Ambiguous(ids) = found {
            let names: Vec<&str> = ids.iter().filter_map(|id| self.suppliers.name(*id)).collect();
            let problem = Problem::new(Code::RowReferenceAmbiguous).field(field);
            return Err(problem.param("value", text).param("candidates", &names.join("、")));
        }
        if self.decisions.create_others() && !name::normalise(text).is_empty() {
            return Ok(NEW_SUPPLIER);
        }
        Err(self.unknown_supplier(field, text))
    }

    fn unknown_supplier(&self, field: &str, text: &str) -> Problem {
        let problem = Problem::new(Code::RowSupplierUnknown).field(field).param("value", text);
        let offer = self.offer(Noun::Supplier, text, || self.suppliers.nearest(text, OFFERED));
        problem.param("nearest", &offer)
    }

    /// Whether a decision can be carried out: the supplier that it names may be gone.
    fn is_possible(&self, decision: SupplierDecision) -> bool {
        match decision {
            SupplierDecision::Known { id } | SupplierDecision::FormerNameOf { id } => {
                self.suppliers.name(id).is_some()
            }
            SupplierDecision::New | SupplierDecision::Nobody => true,
        }
    }

    /// Returns the suppliers that somebody is to decide about, or has decided about.
    pub(super) fn unknown_suppliers(&self) -> Vec<UnknownSupplier> {
        let unknown = |(at, (name, rows)): (usize, (&str, u32))| {
            let decided = self.decisions.about(name).filter(|decided| self.is_possible(decided.decision));
            let nearest = if at < OFFERS { self.suppliers.nearest(name, OFFERED) } else { Vec::new() };
            let meant = match decided.map(|decided| decided.decision) {
                Some(SupplierDecision::Known { id } | SupplierDecision::FormerNameOf { id }) => Some(id),
                Some(SupplierDecision::New | SupplierDecision::Nobody) | None => None,
            };
            UnknownSupplier {
                name: name.to_owned(),
                rows,
                nearest: nearest
                    .iter()
                    .filter_map(|near| self.named(near))
                    .filter(|near| near.name != name)
                    .collect(),
                decision: decided.map(|decided| decided.decision),
                decided: meant
                    .and_then(|id| Some(NamedSupplier { id, name: self.suppliers.name(id)?.to_owned() })),
                remembered: decided.is_some_and(|decided| decided.remembered),
            }
        };
        self.asked.names().enumerate().map(unknown).collect()
    }

    fn named(&self, name: &str) -> Option<NamedSupplier> {
        match self.suppliers.find(name) {
            SupplierMatch::Known(id) => Some(NamedSupplier { id, name: name.to_owned() }),
            SupplierMatch::FormerName(_) | SupplierMatch::Ambiguous(_) | SupplierMatch::Unknown => None,
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

    /// Carries out what was decided about the supplier that a good row names: creates it, or adds
    /// a former name. Returns the supplier.
    pub(super) fn settle_supplier(&mut self, writer: &Writer<'_>, id: i64, text: &str) -> Result<i64> {
        if id == NEW_SUPPLIER {
            return self.create_supplier(writer, text);
        }
        if self.decisions.is_empty() || self.suppliers.find(text) == SupplierMatch::Known(id) {
            return Ok(id);
        }
        let decided = self.decisions.about(text).map(|decided| decided.decision);
        if decided == Some(SupplierDecision::FormerNameOf { id }) && self.added.insert(name::normalise(text))
        {
            add_former_name(writer, id, text.trim())?;
        }
        Ok(id)
    }

    fn create_supplier(&mut self, writer: &Writer<'_>, text: &str) -> Result<i64> {
        if let SupplierMatch::Known(id) = self.suppliers.find(text) {
            return Ok(id);
        }
        let supplier = Supplier::named(text.trim());
        let id = storage::supplier::insert(writer, &supplier)?;
        self.suppliers.insert(id, &supplier.name, &[]);
        Ok(id)
    }
}

fn add_former_name(writer: &Writer<'_>, id: i64, name: &str) -> Result<()> {
    let Some(stored) = storage::supplier::get(writer, id)? else { return Ok(()) };
    let mut supplier = stored.record;
    let key = name::normalise(name);
    if !supplier.former_names.iter().any(|former| name::normalise(former) == key) {
        supplier.former_names.push(name.to_owned());
        storage::supplier::update(writer, id, stored.revision, &supplier)?;
    }
    Ok(())
}

/// Warns of a new record whose code differs from a known one in case alone.
pub(super) fn code_in_other_case(code: &str, known: Option<&str>, own: Option<i64>) -> Vec<Problem> {
    let other = known.filter(|known| own.is_none() && code != *known);
    let problem = |known| {
        Problem::new(Code::RowCodeLooksKnown).field("code").param("value", code).param("nearest", known)
    };
    other.map(problem).into_iter().collect()
}

fn in_any_case<'a>(
    folded: &'a OnceCell<HashMap<String, String>>,
    ids: &HashMap<String, i64>,
    code: &str,
) -> Option<&'a str> {
    let fold = || ids.keys().map(|code| (code.to_lowercase(), code.clone())).collect();
    folded.get_or_init(fold).get(&code.to_lowercase()).map(String::as_str)
}

fn code_of(ids: &HashMap<String, i64>, id: i64) -> Option<String> {
    ids.iter().find(|(_, known)| **known == id).map(|(code, _)| code.clone())
}

fn unknown(field: &str, noun: Noun, text: &str, offer: &str) -> Problem {
    let problem = Problem::new(Code::RowReferenceUnknown).field(field).param("value", text);
    problem.param("noun", noun.name()).param("nearest", offer)
}
