//! A record as the ledger keeps it.

use serde::{Deserialize, Serialize};

/// A record together with what the ledger knows of it.
///
/// `id` never shows: people know a record by its business code. `revision` grows by one with each
/// change, so that a save over somebody else's newer version is noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Stored<T> {
    pub id: i64,
    pub revision: i64,
    /// UTC, RFC 3339.
    pub created_at: String,
    pub created_by: String,
    /// UTC, RFC 3339.
    pub updated_at: String,
    pub updated_by: String,
    pub record: T,
}
