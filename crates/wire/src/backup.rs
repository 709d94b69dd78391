//! Backups, as the screens show them.

use domain::archive::ArchiveReport;
use domain::backup::{PlaceStanding, RetentionRule};
use domain::journal::JournalEntry;
use domain::{Code, Problem};
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
    /// Every folder in which it lies.
    pub folders: Vec<String>,
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

/// A backup that was just made, and what became of it elsewhere.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupMade {
    pub backup: BackupRow,
    /// The further places, in the order in which they are set.
    pub places: Vec<PlaceOutcome>,
    /// How many backups beside the ledger the rule removed.
    pub removed: u64,
}

/// What became of a backup in a further place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlaceOutcome {
    pub folder: String,
    /// Why the place does not have everything that it should have.
    pub failure: Option<Problem>,
}

/// A place of backups, and how far the journal archive in it is.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupPlace {
    #[serde(flatten)]
    pub standing: PlaceStanding,
    /// The newest operation that the archive has; none where none is kept there, or it was not reached
    /// since the program started.
    pub archived: Option<i64>,
    /// Why the archive could not be written the last time.
    pub archive_failure: Option<Code>,
    /// How it stood when every byte of it was looked at last; none where nobody looked yet.
    pub archive_found: Option<ArchiveReport>,
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
    pub last_restore: Option<LastRestore>,
    /// Ledgers that could not be read, newest first.
    pub set_aside: Vec<SetAside>,
}

/// What the rule would remove, and why it keeps the rest; newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrunePlan {
    pub rule: RetentionRule,
    pub gone: Vec<BackupRow>,
    pub kept: Vec<KeptBackup>,
    /// Segments of the journal archive that no kept backup needs.
    pub segments: Vec<GoneSegment>,
}

/// A segment of the journal archive that goes.
#[derive(Debug, Clone, Serialize, TS)]
pub struct GoneSegment {
    pub path: String,
    /// The operations in it.
    pub first: i64,
    pub last: i64,
    pub bytes: u64,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct KeptBackup {
    pub name: String,
    pub made_at: String,
    pub kept_as: KeptAs,
}

/// The last restore of the open ledger, which can be undone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LastRestore {
    /// What was restored.
    pub name: String,
    /// The entry of the journal that tells of it.
    pub entry: JournalEntry,
    /// The backup of what there was before; none where that could not be read.
    pub before: Option<String>,
}

/// A ledger that could not be read and was set aside, never deleted.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SetAside {
    pub folder: String,
    /// UTC, RFC 3339.
    pub at: String,
    pub bytes: u64,
}
