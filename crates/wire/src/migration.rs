//! Upgrades and rollbacks, as the screens show them.

use domain::migration::{MigrationLoss, MigrationStatus};
use serde::Serialize;
use ts_rs::TS;

/// Where a ledger stands among the migrations of this program.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MigrationStanding {
    pub status: MigrationStatus,
    pub interrupted: Option<InterruptedMigration>,
    pub rollback: Option<LastRollback>,
}

/// A migration that was under way when a program ended.
#[derive(Debug, Clone, Serialize, TS)]
pub struct InterruptedMigration {
    pub from: i64,
    pub to: i64,
    /// UTC, RFC 3339.
    pub at: String,
    /// Whether it was done; else nothing of it was.
    pub finished: bool,
}

/// The rollback that was done last, which can be undone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LastRollback {
    pub from: i64,
    pub to: i64,
    /// UTC, RFC 3339.
    pub at: String,
    /// The backup that would be restored.
    pub before: String,
    pub losses: Vec<MigrationLoss>,
    /// Operations since, which would be taken back too.
    pub operations_since: i64,
}
