//! What the program itself knows of and no record tells yet.

use crate::minute::Minute;

/// What happened that a record can be made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A backup was restored: there was a fault.
    Restore,
    /// The structure of the ledger was changed.
    Migration,
    /// Backups were restored for practice.
    Drill,
}

/// One thing that happened, with what a record of it starts with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UpkeepSource {
    pub kind: SourceKind,
    pub at: Minute,
    /// Who did it; empty where that was not written down.
    pub by: String,
    /// What it was about, in the words of the journal.
    pub subject: String,
    /// The operation or the backups that a record refers to.
    pub links: String,
    pub seconds: Option<u32>,
}
