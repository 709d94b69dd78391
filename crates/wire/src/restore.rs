//! Restores, as the screens show them: what is to be restored, and what that would do.

use domain::comparison::LedgerComparison;
use domain::moment::Loss;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::NounCount;

/// What is to be restored.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RestoreTarget {
    /// A backup of the list, by its file name.
    Backup { name: String },
    /// A file from elsewhere; one without a manifest only where a person insists.
    File { path: String, without_manifest: bool },
    /// The moment right after the operation of this hash, in hexadecimal; empty is before the first.
    Moment { hash: String },
    /// The last operation that the backups and the journal archive bring back.
    Newest,
    /// What can still be read of the ledger that cannot be opened.
    Recovered,
    /// What there was before the last restore.
    Undo,
}

/// What a restore would do. It is prepared: the file that would be restored lies ready.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RestorePreview {
    /// The number under which it is kept.
    pub id: u32,
    /// What would be restored.
    pub name: String,
    /// When the ledger was so: UTC, RFC 3339; none where nothing tells.
    pub at: Option<String>,
    /// The last operation in it; none where nothing tells.
    pub seq: Option<i64>,
    /// What would be lost; none where it is no state that this ledger was ever in.
    pub loss: Option<Loss>,
    /// The operations before the wanted moment that nothing brings back.
    pub lack: Option<RestoreLack>,
    /// What was got out of a damaged ledger.
    pub recovered: Option<RecoveredLedger>,
}

/// Operations that nothing brings back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RestoreLack {
    /// The last operation that comes back.
    pub reached: i64,
    /// The first and last number that is missing.
    pub first: i64,
    pub last: i64,
    /// Whether they are damaged; else they are in no archive and no backup.
    pub damaged: bool,
    /// What is known of them: of many the first.
    pub known: Vec<LostOperation>,
}

/// An operation that nothing brings back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LostOperation {
    pub seq: i64,
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
    pub operation: String,
    pub subject: String,
}

/// What was got out of a damaged ledger.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecoveredLedger {
    /// Whether indexes alone were damaged: then every row is there.
    pub reindexed: bool,
    /// Records of each noun that are there again.
    pub saved: Vec<NounCount>,
    /// The records that are known to be lost: of many the first.
    pub lost: Vec<LostRecord>,
    pub lost_count: u32,
    /// Whether the journal has a gap, behind which nothing can be checked.
    pub journal_is_cut: bool,
    /// References that are empty now, because what they named is gone.
    pub loosened: u64,
}

/// What brings back a damaged ledger, both ways made ready, and what each of them loses.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DamageSurvey {
    /// The newest backup with every operation since; none where no operation is known.
    pub replayed: Option<ReplayedLedger>,
    /// The records that can still be read; none where none can.
    pub recovered: Option<RecoveredLedger>,
    /// What each has that the other lacks: the replayed one before, the recovered one now.
    pub comparison: Option<LedgerComparison>,
    /// The way that is offered first.
    pub first: WayBack,
}

/// A way back from damage; named as its target of a restore is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WayBack {
    Newest,
    Recovered,
}

/// The newest backup with every operation since done again.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReplayedLedger {
    /// The last operation in it.
    pub seq: i64,
    /// When that was done: UTC, RFC 3339; none before the first.
    pub at: Option<String>,
    /// The file name of the backup; none where every operation was done again.
    pub base: Option<String>,
    /// How many operations were done again.
    pub operations: u64,
    /// The operations that nothing brings back.
    pub lack: Option<RestoreLack>,
}

/// A record that is lost.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LostRecord {
    pub noun: domain::Noun,
    /// The code or name by which people know it.
    pub key: String,
}
