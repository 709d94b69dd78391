//! How a backup differs from the ledger as it is now.

use crate::Noun;
use crate::journal::FieldChange;

/// How a record differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// It was changed since the backup.
    Changed,
    /// It is in the backup, and no longer in the ledger.
    Missing,
    /// It came since the backup.
    New,
}

/// The records of one noun, in a backup and now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NounComparison {
    pub noun: Noun,
    /// How many there are now, and were then.
    pub now: i64,
    pub before: i64,
    pub changed: i64,
    pub missing: i64,
    pub new: i64,
}

/// A backup beside the ledger.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LedgerComparison {
    pub nouns: Vec<NounComparison>,
    /// Whether the settings differ.
    pub settings: bool,
    /// The last operation in the backup, and in the ledger.
    pub seq_before: i64,
    pub seq_now: i64,
}

/// A record that differs.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DifferingRecord {
    pub noun: Noun,
    pub id: i64,
    /// The code or name by which people know it: as it is now, or was where it is gone.
    pub key: String,
    pub difference: Difference,
}

/// A page of the records that differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DifferingPage {
    pub rows: Vec<DifferingRecord>,
    pub count: i64,
}

/// The fields of one record that differ: `old` is that of the backup, `new` that of now.
pub type DifferingFields = Vec<FieldChange>;
