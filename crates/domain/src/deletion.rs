//! What a deletion did, or would do, record by record.

use crate::{Code, Noun};

/// A record as people tell it from others: its code or name, and what else it is called.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct NamedRecord {
    pub id: i64,
    pub key: String,
    pub name: String,
}

/// The records of one noun that refer to a record: how many, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Referrers {
    pub noun: Noun,
    pub count: i64,
    pub first: Vec<NamedRecord>,
}

/// Why a record stays.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Refusal {
    /// `record.referred`, `record.stale` or `record.not_found`.
    pub code: Code,
    /// What refers to it, where that is the reason.
    pub referrers: Vec<Referrers>,
}

/// One record of a deletion, and why it stays where it does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DeletionRecord {
    #[serde(flatten)]
    pub record: NamedRecord,
    pub refusal: Option<Refusal>,
}

/// What a deletion did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DeletionReport {
    pub noun: Noun,
    /// The entry that records it; none in a rehearsal, or where nothing was deleted.
    pub seq: Option<i64>,
    pub deleted: i64,
    pub refused: i64,
    /// The refused records, then the deleted ones; of each up to a page's worth.
    pub records: Vec<DeletionRecord>,
    /// The nouns whose screens are to be refreshed.
    pub changed: Vec<Noun>,
}
