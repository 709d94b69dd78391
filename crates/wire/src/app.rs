//! The program itself: what it has opened, and what a change touched.

use domain::Noun;
use domain::access::{Access, Tampering};
use domain::migration::MigrationStage;
use serde::Serialize;
use ts_rs::TS;

use crate::Failure;
use crate::migration::InterruptedMigration;

/// What the window shows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// A ledger is open.
    Ready,
    /// There was never a ledger on this computer: offer a new one, or the sample.
    FirstStart,
    /// The ledger that was here cannot be opened: never a new empty one in its place.
    Recovery,
}

/// The state of the program.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own for the screens")]
pub struct AppState {
    pub opening: Opening,
    pub version: String,
    /// The ledger file, as the status bar shows it.
    pub ledger_path: String,
    /// Who is at work.
    pub actor: String,
    /// What they may do.
    pub access: Access,
    /// Traces of tampering: until an administrator acknowledges them nothing can be changed.
    pub tampering: Option<Tampering>,
    /// Why the ledger could not be opened.
    pub failure: Option<Failure>,
    /// Whether a backup may take the place of the ledger that could not be opened.
    pub replaceable: bool,
    /// Whether records may still be got out of it.
    pub recoverable: bool,
    /// Whether the open ledger was found damaged: it can be repaired.
    pub damaged: bool,
    /// How a restore ended that was interrupted before this start.
    pub interrupted: Option<InterruptedRestore>,
    /// How a migration ended that was interrupted before this start.
    pub interrupted_migration: Option<InterruptedMigration>,
    /// Whether the ledger is only looked at, because its upgrade is put off.
    pub read_only: bool,
    /// How many records of each noun there are.
    pub counts: Vec<NounCount>,
}

/// A restore that was interrupted, and how it ended at the next start.
#[derive(Debug, Clone, Serialize, TS)]
pub struct InterruptedRestore {
    /// Whether the ledger is the restored one; else it is as it was before.
    pub finished: bool,
    /// What was restored.
    pub name: String,
    /// UTC, RFC 3339.
    pub at: String,
}

#[derive(Debug, Clone, Serialize, TS)]
pub struct NounCount {
    pub noun: Noun,
    pub count: i64,
}

/// A record that was saved, and what the screens must refresh.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Saved {
    pub id: i64,
    pub seq: Option<i64>,
    pub changed: Vec<Noun>,
}

/// How far long work has come.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Progress {
    pub done: u64,
    /// None while it is not known yet.
    pub total: Option<u64>,
    pub per_second: u64,
    pub seconds_left: Option<u64>,
    /// What a migration is at; none of other work.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stage: Option<MigrationStage>,
}
