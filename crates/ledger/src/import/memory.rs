//! What imports remember, and forgetting it.

use std::collections::BTreeMap;

use domain::access::{Operation, Row};
use domain::plan::{RememberedMapping, RememberedValue, SupplierDecision};
use domain::reading::{Basis, ColumnChoice};
use storage::Writer;

use super::Import;
use super::file::{column_number, holds_words};
use crate::{Error, Ledger, Result, Session};

/// Everything that imports remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    pub mappings: Vec<RememberedMapping>,
    pub values: Vec<RememberedValue>,
}

impl Ledger {
    /// Returns what people decided with earlier imports, the newest first.
    pub fn import_memory(&self) -> Result<Remembered> {
        self.read(|reader| {
            Ok(Remembered {
                mappings: storage::imports::mappings(reader)?,
                values: storage::imports::values(reader)?,
            })
        })
    }

    /// Forgets what the columns of a header were taken for; `false` says that nothing was known.
    pub fn forget_mapping(&self, session: &Session, fingerprint: &str) -> Result<bool> {
        self.authorise(session, Operation::Import(None), Row::Any)?;
        self.store().keep_aside(session.stamp(self.clock()), |writer| {
            Ok::<_, Error>(storage::imports::forget_mapping(writer, fingerprint)?)
        })
    }

    /// Forgets what a text stands for; `false` says that nothing was known.
    pub fn forget_value(&self, session: &Session, id: i64) -> Result<bool> {
        self.authorise(session, Operation::Import(None), Row::Any)?;
        self.store().keep_aside(session.stamp(self.clock()), |writer| {
            Ok::<_, Error>(storage::imports::forget_value(writer, id)?)
        })
    }
}

impl Import {
    /// Whether a person decided something that another file may use.
    pub(super) fn has_decisions(&self) -> bool {
        self.maps_columns() || !self.plan.suppliers.is_empty() || !self.plan.amendments.is_empty()
    }

    /// Whether a person said what the columns are, or where their labels stand.
    fn maps_columns(&self) -> bool {
        !self.plan.reading.columns.is_empty() || self.plan.reading.header.is_some()
    }

    /// Keeps what was decided for files to come.
    pub(super) fn remember_decisions(&self, writer: &Writer<'_>) -> Result<()> {
        let recognition = &self.recognition;
        if let Some(fingerprint) = &recognition.fingerprint
            && self.maps_columns()
        {
            let (kind, columns) = (recognition.kind, self.chosen_columns());
            storage::imports::remember_mapping(writer, fingerprint, kind, &columns, self.file())?;
        }
        for column in recognition.columns.iter().filter(|column| holds_words(recognition.kind, column)) {
            let Some(field) = column.field else { continue };
            for (text, becomes) in self.plan.amendments.values(column_number(column)) {
                // What says nothing in this file may say something in another one.
                if !text.is_empty() && !becomes.is_empty() {
                    storage::imports::remember_value(writer, recognition.kind, field.name, text, becomes)?;
                }
            }
        }
        for (name, decision) in &self.plan.suppliers {
            // New suppliers and former names are known to the ledger itself from now on.
            if let SupplierDecision::Known { id } = decision {
                storage::imports::remember_supplier(writer, name, *id)?;
            }
        }
        Ok(())
    }

    /// Returns what the columns were taken for, by people now or earlier, by the keys of the columns.
    fn chosen_columns(&self) -> BTreeMap<String, ColumnChoice> {
        let by_people =
            |column: &&exchange::Column| matches!(column.basis, Some(Basis::Chosen | Basis::Remembered));
        let choice = |column: &exchange::Column| match column.field {
            None => ColumnChoice::Nothing,
            Some(field) => ColumnChoice::Field {
                field: field.name.to_owned(),
                ordinal: field.ordinal,
                unit: Some(column.unit),
            },
        };
        let columns = self.recognition.columns.iter().filter(by_people);
        columns.map(|column| (column.key.clone(), choice(column))).collect()
    }
}
