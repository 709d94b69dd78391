//! Who the suppliers are that a file names and the ledger does not know.

use std::collections::{BTreeMap, HashMap};

use domain::name;
use domain::plan::{ImportPlan, SupplierDecision};

/// What was decided about a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) decision: SupplierDecision,
    /// Whether it was decided with an earlier import.
    pub(super) remembered: bool,
}

/// What was decided about unknown suppliers, for this file and with earlier ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Decisions {
    /// By the normalised name.
    by_name: HashMap<String, Decided>,
    create_others: bool,
}

impl Decisions {
    /// Joins the decisions of a plan with `known` ones of earlier imports; the plan's go before.
    pub(super) fn new(plan: &ImportPlan, known: HashMap<String, i64>) -> Self {
        let earlier = known
            .into_iter()
            .map(|(name, id)| (name, Decided { decision: SupplierDecision::Known { id }, remembered: true }));
        let mut by_name: HashMap<String, Decided> = earlier.collect();
        by_name.extend(plan.suppliers.iter().map(|(name, decision)| {
            (name::normalise(name), Decided { decision: *decision, remembered: false })
        }));
        Self { by_name, create_others: plan.create_suppliers }
    }

    /// Returns what was decided about a name.
    pub(super) fn about(&self, text: &str) -> Option<Decided> {
        if self.by_name.is_empty() {
            return None;
        }
        self.by_name.get(&name::normalise(text)).copied()
    }

    /// Whether names about which nothing was decided become new suppliers.
    pub(super) fn create_others(&self) -> bool {
        self.create_others
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }
}

/// The rows that name an unknown supplier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Naming {
    rows: u32,
    last: u32,
}

/// The suppliers that the rows so far name and the ledger would not know without a decision.
#[derive(Debug, Default)]
pub(super) struct Asked(BTreeMap<String, Naming>);

impl Asked {
    /// Notes that a row names a supplier. A row is looked at more than once; it counts once.
    pub(super) fn note(&mut self, name: &str, row: u32) {
        if !self.note_again(name, row) {
            self.0.insert(name.to_owned(), Naming { rows: 1, last: row });
        }
    }

    /// Notes it of a name that was asked for before, and that the import has created since;
    /// returns whether it was.
    pub(super) fn note_again(&mut self, name: &str, row: u32) -> bool {
        let Some(naming) = self.0.get_mut(name) else { return false };
        naming.rows += u32::from(row > naming.last);
        naming.last = naming.last.max(row);
        true
    }

    /// Returns every name, with the number of rows that have it.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(name, naming)| (name.as_str(), naming.rows))
    }
}
