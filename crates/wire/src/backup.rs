//! Backups, as the screens show them.

use domain::backup::RetentionRule;
use serde::Serialize;
use ts_rs::TS;

use crate::app::NounCount;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    Manual,
    Scheduled,
    BeforeImport,
    BeforeMigration,
    BeforeRestore,
}

/// Why the rule keeps a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeptAs {
    Recent,
    Daily,
    Weekly,
    Monthly,
    Apart,
    LastVerified,
    Damaged,
}

/// A backup, and what it says of itself.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupRow {
    /// The file name, by which it is meant.
    pub name: String,
    pub path: String,
    /// UTC, RFC 3339.
    pub made_at: String,
    pub reason: BackupReason,
    pub note: Option<String>,
    pub bytes: u64,
    /// Records of each noun in it.
    pub counts: Vec<NounCount>,
    /// The newest operation that it holds; 0 where there was none.
    pub seq: i64,
    pub program_version: String,
}

/// When backups were last proven restorable.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupDrill {
    /// UTC, RFC 3339.
    pub at: String,
    pub proofs: Vec<BackupProof>,
}

/// A backup that was restored for practice and found sound.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupProof {
    pub name: String,
    /// Contracts in the report that was made from it.
    pub contracts: u64,
}

/// The backups of the open ledger, newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupList {
    /// Where they lie.
    pub folder: String,
    pub backups: Vec<BackupRow>,
    pub drill: Option<BackupDrill>,
}

/// What the rule would remove, and why it keeps the rest; newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrunePlan {
    pub rule: RetentionRule,
    pub gone: Vec<BackupRow>,
    pub kept: Vec<KeptBackup>,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct KeptBackup {
    pub name: String,
    pub made_at: String,
    pub kept_as: KeptAs,
}
