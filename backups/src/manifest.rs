//! What a backup says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use storage::journal::Head;

/// The format of the manifest; grows when its meaning changes.
pub const FORMAT: u32 = 1;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Manual,
    Scheduled,
    BeforeImport,
    BeforeMigration,
    BeforeRestore,
}

/// The facts of a backup, in the JSON file beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// UTC, RFC 3339.
    pub made_at: String,
    pub program_version: String,
    pub schema_version: i64,
    pub sqlite_version: String,
    pub bytes: u64,
    /// Of the snapshot file, in hexadecimal.
    pub sha256: String,
    /// Rows of each table that holds records.
    pub rows: BTreeMap<String, i64>,
    /// SHA-256 over the whole schema.
    pub schema_sha256: String,
    /// The newest entry of the journal and its hash; none in an unused ledger.
    pub journal_head: Option<JournalHead>,
    pub reason: Reason,
    pub note: Option<String>,
}

/// Where the journal stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalHead {
    pub seq: i64,
    /// In hexadecimal.
    pub hash: String,
}

impl JournalHead {
    /// Returns the head as the journal has it; none where the hash is none.
    pub fn decoded(&self) -> Option<Head> {
        let digits = self.hash.as_bytes().chunks(2);
        let bytes = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        Some(Head { seq: self.seq, hash: bytes.collect::<Option<_>>()? })
    }
}
