//! Moments in the life of a ledger: the time line that they are chosen from, and what going back
//! to one would cost.

use crate::Topic;

/// One operation in the time line.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TimelineRow {
    pub seq: i64,
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
    /// The stable name, such as `import_payment`.
    pub operation: String,
    pub subject: String,
    pub undoes: Option<i64>,
    /// How many records it touched.
    pub records: i64,
    /// The moment right after it, in hexadecimal.
    pub hash: String,
    /// The moment right before it: empty before the first.
    pub before: String,
    /// Whether the ledger stands on it; no longer where a restore took it back.
    pub in_force: bool,
}

/// A page of the time line, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Timeline {
    pub rows: Vec<TimelineRow>,
    pub count: i64,
    /// The numbers of operations that are damaged in an archive; the ledger or a backup may still
    /// have them.
    pub damaged: Vec<i64>,
}

/// What would be lost by going back to a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Loss {
    /// The last operation that stays; 0 where none does.
    pub last_kept: i64,
    /// How many operations would be taken back.
    pub operations: i64,
    /// How many records they touched.
    pub records: Vec<Touched>,
}

/// How many records of a topic were touched.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Touched {
    pub topic: Topic,
    pub count: i64,
}
