//! Traces of a change that went around the program.

use serde::{Deserialize, Serialize};

/// What somebody did to the file by other means than this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TamperKind {
    /// An entry of the journal says something else than was written.
    EntryEdited,
    /// One or more entries are gone, or stand elsewhere.
    EntryMissing,
    /// The newest entries that this program wrote are gone: the journal was cut, or the file is an
    /// older one or another one.
    JournalCut,
    /// An account is not as the last operation on it left it.
    AccountEdited,
    /// Whether there are accounts, the idle lock or a feature switch is not as the program left it.
    AccessEdited,
}

/// One trace.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TamperFinding {
    pub kind: TamperKind,
    /// The entry of the journal, where it is about one.
    pub seq: Option<i64>,
    /// The name of the account, where it is about one.
    pub value: Option<String>,
    /// What exactly was found, as a digest: what an administrator has seen is told no second time.
    pub digest: String,
}

/// Traces that no administrator has acknowledged: until then nothing can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Tampering {
    /// UTC, RFC 3339.
    pub found_at: String,
    pub findings: Vec<TamperFinding>,
}
