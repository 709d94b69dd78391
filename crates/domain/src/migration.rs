//! Changes of the structure of a ledger, and what they would do before they do it.

/// One sentence in both languages.
///
/// It stands beside the SQL of its migration and not among the messages: it is part of what is
/// described, and comes with it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Purpose {
    pub zh: String,
    pub en: String,
}

/// A migration, and whether a ledger has it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MigrationState {
    /// 1-based; the schema of a ledger is that of the last one it has.
    pub number: i64,
    pub name: String,
    pub purpose: Purpose,
    /// The tables that it makes, changes or fills.
    pub tables: Vec<String>,
    /// Of its SQL, by which an edit is noticed.
    pub checksum: String,
    pub reversible: bool,
    /// None where it is pending.
    pub applied: Option<AppliedMigration>,
}

/// When a ledger got a migration.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AppliedMigration {
    /// UTC, RFC 3339.
    pub at: String,
    pub program_version: String,
}

/// A version of the program, and the schema that its ledgers have.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Release {
    pub version: String,
    pub schema: i64,
}

/// Where a ledger stands among the migrations of this program.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MigrationStatus {
    /// The schema of the ledger.
    pub schema: i64,
    /// The schema of this program.
    pub known: i64,
    /// Every one that the program knows, in order.
    pub migrations: Vec<MigrationState>,
    /// The versions for which a ledger can be prepared, the oldest first.
    pub releases: Vec<Release>,
}

impl MigrationStatus {
    /// Returns how many migrations the ledger lacks.
    pub fn pending(&self) -> usize {
        self.migrations.iter().filter(|migration| migration.applied.is_none()).count()
    }
}

/// What bringing a ledger to another schema would do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MigrationPlan {
    pub from: i64,
    pub to: i64,
    /// In the order in which they are done: a rollback begins with the last.
    pub steps: Vec<PlannedMigration>,
    /// What a rollback takes away; nothing where an upgrade loses nothing.
    pub losses: Vec<MigrationLoss>,
    /// The versions of the program that open the ledger afterwards.
    pub opened_by: Vec<String>,
}

impl MigrationPlan {
    /// Whether it takes migrations back.
    pub fn is_rollback(&self) -> bool {
        self.to < self.from
    }
}

/// One migration of a plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlannedMigration {
    pub number: i64,
    pub name: String,
    pub purpose: Purpose,
    /// The tables it touches, with the rows that are in them now.
    pub tables: Vec<TableRows>,
    /// A guess from the number of rows; a rehearsal measures it.
    pub estimated_ms: u64,
}

/// How many rows a table has.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TableRows {
    pub table: String,
    pub rows: i64,
}

/// Rows of a table, or values of one column of it, that are gone afterwards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MigrationLoss {
    pub table: String,
    /// None where whole rows go.
    pub column: Option<String>,
    pub count: i64,
}

/// What a migration is at, in the order in which it is done; a rehearsal ends with its checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MigrationStage {
    /// A copy of the ledger is made.
    Copying,
    /// What the copy holds is read, so that it can be held against what it holds afterwards.
    Reading,
    /// The steps are done on the copy.
    Rehearsing,
    /// What the copy holds now is read.
    Comparing,
    /// The file and the chain of the journal are checked.
    Checking,
    /// The ledger is backed up.
    BackingUp,
    /// The steps are done on the ledger.
    Changing,
    /// The ledger is backed up as it is now. It cannot be stopped any more.
    Snapshotting,
}

/// What is held against the ledger before once a rehearsal is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MigrationCheck {
    /// The structure is, to the letter, that of a new ledger of this schema.
    Structure,
    /// Every record named by another is there.
    References,
    /// What stays is what it was, row by row.
    Rows,
    /// The file as SQLite reads it.
    Integrity,
    /// The chain of the journal.
    Journal,
}

impl MigrationCheck {
    /// Every check, in the order in which they are made.
    pub const ALL: [Self; 5] =
        [Self::References, Self::Structure, Self::Rows, Self::Integrity, Self::Journal];
}

/// What the same did on a copy of the ledger, where every check passed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MigrationRehearsal {
    pub from: i64,
    pub to: i64,
    pub steps: Vec<TimedMigration>,
    /// From the first statement to the end of the checks.
    pub total_ms: u64,
    /// What was gone: what the plan tells, and what only the work itself can tell.
    pub losses: Vec<MigrationLoss>,
    pub checks: Vec<MigrationCheck>,
}

/// How long one migration took.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TimedMigration {
    pub number: i64,
    pub ms: u64,
}

/// What was done to a ledger; the entry of the journal tells the same.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Migrated {
    pub from: i64,
    pub to: i64,
    /// The backup of the ledger as it was before; by it a rollback is undone.
    pub before: String,
    pub losses: Vec<MigrationLoss>,
    /// The version of the program that did it.
    pub program_version: String,
}

impl Migrated {
    /// Whether it took migrations back.
    pub fn is_rollback(&self) -> bool {
        self.to < self.from
    }
}
