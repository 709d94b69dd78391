//! What a person settles about an import before it is committed.

use std::collections::{BTreeMap, BTreeSet};

use crate::Noun;
use crate::exchange::ImportMode;
use crate::reading::{Amendments, Basis, ColumnChoice, Reading, Unit};

/// Everything that a person settles about one import; what is not settled is told from the file
/// and from what was settled for earlier ones.
///
/// A plan is whole: whoever changes something in it hands in all of it, and can return to an
/// earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default)]
pub struct ImportPlan {
    pub reading: Reading,
    pub mode: ImportMode,
    /// Whether unknown suppliers are created about whom nothing was decided one by one.
    pub create_suppliers: bool,
    /// By the name as the file has it.
    pub suppliers: BTreeMap<String, SupplierDecision>,
    pub amendments: Amendments,
    /// The 1-based rows of the sheet that are left out.
    pub left_out: BTreeSet<u32>,
}

impl ImportPlan {
    /// Whether a person decided something that the file alone does not tell.
    pub fn decides(&self) -> bool {
        self.create_suppliers
            || self.reading.header.is_some()
            || !self.reading.columns.is_empty()
            || !self.suppliers.is_empty()
            || !self.amendments.is_empty()
            || !self.left_out.is_empty()
    }
}

/// What was decided about a file before, for whoever comes back with it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportDraft {
    /// The sheet about which it was decided.
    pub sheet: String,
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
    pub plan: ImportPlan,
}

/// Who an unknown supplier of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SupplierDecision {
    /// A company that the ledger gets to know with this import.
    New,
    /// A known company under another spelling; the next file may use it again.
    Known { id: i64 },
    /// A known company under a name that it had; the name is added to its former names.
    FormerNameOf { id: i64 },
    /// Nobody that may be imported: its rows are errors.
    Nobody,
}

/// A supplier that a file names and the ledger does not know, or would not without a decision.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UnknownSupplier {
    /// As the file has it.
    pub name: String,
    /// How many rows name it.
    pub rows: u32,
    /// Suppliers whose names look like it, the nearest first.
    pub nearest: Vec<NamedSupplier>,
    /// None where nothing was decided about it.
    pub decision: Option<SupplierDecision>,
    /// The supplier that the decision names.
    pub decided: Option<NamedSupplier>,
    /// Whether it was decided with an earlier import.
    pub remembered: bool,
}

/// A supplier, as a choice shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NamedSupplier {
    pub id: i64,
    pub name: String,
}

/// A text in a column of known words that is none of them, or was read as another one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UnknownValue {
    /// The 0-based column of the sheet.
    pub column: u32,
    /// The label as the file has it.
    pub label: String,
    pub field: String,
    /// As the file has it.
    pub text: String,
    /// How many rows have it; 0 where it is read as another one.
    pub rows: u32,
    /// What it is read as.
    pub becomes: Option<String>,
    /// Whether that was decided with an earlier import.
    pub remembered: bool,
}

/// One column of a sheet, as a person maps it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ColumnMatch {
    /// The 0-based column of the sheet.
    #[serde(default)]
    pub column: u32,
    /// The label as the file has it.
    pub label: String,
    /// The field it fills; none where it is not used.
    pub field: Option<String>,
    /// The year of a yearly score, the number of an irregular one.
    pub ordinal: Option<u16>,
    #[serde(default)]
    pub unit: Unit,
    /// What it was taken for its field by; none where nobody knows it.
    #[serde(default)]
    pub basis: Option<Basis>,
}

/// How a sheet is understood, as far as that goes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Proposal {
    pub kind: Noun,
    pub sheet: String,
    /// The 1-based rows of the header, 0 and 0 where there is none.
    pub first_header_row: u32,
    pub last_header_row: u32,
    pub columns: Vec<ColumnMatch>,
    /// Labels of required columns that no column fills.
    pub missing: Vec<String>,
    /// Labels of columns two of which would fill one field.
    pub repeated: Vec<String>,
    /// Filled rows below the header.
    pub data_rows: u32,
}

/// A field that a column may fill.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportField {
    pub field: String,
    /// The label of the template; `{n}` stands for the year or the number.
    pub label: String,
    pub required: bool,
    /// Whether a column of it states a year or a number.
    pub repeats: bool,
    /// Whether its cells may be in ten thousands.
    pub has_unit: bool,
    /// The words that its cells may hold; empty where any text or value may stand.
    pub words: Vec<String>,
}

/// A mapping that a person made, and that files with the same header use again.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RememberedMapping {
    /// Of the header.
    pub fingerprint: String,
    pub kind: Noun,
    /// By the key of the column.
    pub columns: BTreeMap<String, ColumnChoice>,
    /// The file for which it was made last.
    pub file: String,
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
}

/// What a text in a field stands for, decided with an earlier import.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RememberedValue {
    pub id: i64,
    /// None for a name of a supplier, which means the same in every kind of file.
    pub kind: Option<Noun>,
    pub field: String,
    /// As the files have it.
    pub text: String,
    /// The word it is read as; the name of the supplier it means.
    pub becomes: String,
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
}
