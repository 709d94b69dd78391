//! Which records an operation over many of them is about.

use crate::list::ListQuery;

/// A record, as the screen knew it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecordVersion {
    pub id: i64,
    /// The revision that the screen knew: a record that was changed since is told apart. None
    /// takes it as it is now.
    pub revision: Option<i64>,
}

/// The records of one noun that a person chose.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// These.
    Records(Vec<RecordVersion>),
    /// Every record that fits, shown or not, but for the ones that were taken out again.
    Fitting { query: ListQuery, except: Vec<i64> },
}

/// What the records of a selection come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SelectionSummary {
    pub count: i64,
    pub sums: Vec<SelectionSum>,
}

/// One amount of the selected records.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SelectionSum {
    pub field: String,
    pub sum: crate::Money,
    /// The sum ÷ how many of the records have the amount, rounded half up; none where none has.
    pub mean: Option<crate::Money>,
}
