//! What an import tells, row by row.

use std::collections::BTreeMap;

use crate::plan::{ColumnMatch, UnknownSupplier, UnknownValue};
use crate::{Code, Noun};

/// What became, or would become, of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RowAction {
    Insert,
    Update,
    Unchanged,
    /// The record changed since the file was exported.
    Conflict,
    Error,
    Skipped,
}

/// Which records an import may touch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Creates what is new, updates what is known.
    #[default]
    Upsert,
    /// Only creates.
    Insert,
    /// Only updates.
    Update,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
}

/// One thing to know about one cell or one row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Issue {
    pub sheet: String,
    /// The 1-based row of the sheet.
    pub row: u32,
    /// The label as the file has it.
    pub column: Option<String>,
    /// The 0-based column of the sheet.
    pub at: Option<u32>,
    /// The text of the cell.
    pub value: Option<String>,
    pub code: Code,
    pub severity: Severity,
    pub params: BTreeMap<String, String>,
}

impl Issue {
    /// Says what is wrong in Chinese or English, in the words of the file.
    pub fn message(&self, in_english: bool) -> String {
        let mut params = self.params.clone();
        let cell = [("field", &self.column), ("value", &self.value)];
        for (name, text) in cell {
            if let Some(text) = text {
                params.entry(name.to_owned()).or_insert_with(|| text.clone());
            }
        }
        if in_english { self.code.message_en(&params) } else { self.code.message_zh(&params) }
    }
}

/// One cell that an update changes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CellChange {
    /// The label as the file has it.
    pub column: String,
    /// The 0-based column of the sheet.
    pub at: u32,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// One row of the file, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RowOutcome {
    pub row: u32,
    /// Of a table with a column for each month, the position among the columns of the month that
    /// the record stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub column: Option<u32>,
    pub action: RowAction,
    /// The business code of the record.
    pub key: Option<String>,
    /// The cells that change, for an update.
    pub changes: Vec<CellChange>,
}

/// How many rows ended how; they add up to the data rows read.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Counts {
    pub insert: u32,
    pub update: u32,
    pub unchanged: u32,
    pub conflict: u32,
    pub error: u32,
    pub skipped: u32,
}

impl Counts {
    /// Counts one row.
    pub fn add(&mut self, action: RowAction) {
        let count = match action {
            RowAction::Insert => &mut self.insert,
            RowAction::Update => &mut self.update,
            RowAction::Unchanged => &mut self.unchanged,
            RowAction::Conflict => &mut self.conflict,
            RowAction::Error => &mut self.error,
            RowAction::Skipped => &mut self.skipped,
        };
        *count += 1;
    }

    /// Returns the counts of two imports together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            insert: self.insert + other.insert,
            update: self.update + other.update,
            unchanged: self.unchanged + other.unchanged,
            conflict: self.conflict + other.conflict,
            error: self.error + other.error,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Returns the number of rows counted.
    pub fn total(&self) -> u32 {
        self.insert + self.update + self.unchanged + self.conflict + self.error + self.skipped
    }
}

/// An earlier import of the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EarlierImport {
    pub seq: i64,
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
}

/// What an import did, or would do: everything but the rows, which are asked for by page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ImportSummary {
    pub file: String,
    /// In hexadecimal.
    pub sha256: String,
    pub kind: Noun,
    pub sheet: String,
    /// The 1-based row of the header; 0 for a file recognised without one.
    pub header_row: u32,
    pub columns: Vec<ColumnMatch>,
    pub counts: Counts,
    #[serde(default)]
    pub mode: ImportMode,
    /// Suppliers named in the file that the ledger does not know, or would not without a decision.
    #[serde(default)]
    pub suppliers: Vec<UnknownSupplier>,
    /// Texts in columns of known words that are none of them, or that were decided about.
    #[serde(default)]
    pub values: Vec<UnknownValue>,
    pub already_imported: Option<EarlierImport>,
    /// The file name of the backup that was made before a large import.
    #[serde(default)]
    pub backup: Option<String>,
    pub committed: bool,
    pub journal_seq: Option<i64>,
}
