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
    /// Which ledger it is of: the hash of the first entry of its journal, in hexadecimal. None for
    /// an unused ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<String>,
    /// What is inside an encrypted backup. Of those, what tells of the business is left out here:
    /// `rows` and `note`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Sealed>,
}

/// The snapshot inside an encrypted backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    pub bytes: u64,
    /// In hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// Whether the backup is encrypted.
    pub fn is_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    /// Returns the hash of the snapshot, encrypted or not.
    pub fn snapshot_sha256(&self) -> &str {
        self.sealed.as_ref().map_or(&self.sha256, |sealed| &sealed.sha256)
    }

    /// Returns the manifest of the same backup once it is encrypted.
    pub(crate) fn sealed(&self, bytes: u64, sha256: String) -> Self {
        Self {
            sealed: Some(Sealed { bytes: self.bytes, sha256: self.sha256.clone() }),
            bytes,
            sha256,
            rows: BTreeMap::new(),
            note: None,
            ..self.clone()
        }
    }
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
