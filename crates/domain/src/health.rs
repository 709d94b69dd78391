//! What a check of the ledger looks at, and what it finds.

/// One thing that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The file as SQLite reads it, page by page.
    Integrity,
    /// That every record named by another is there.
    References,
    /// The chain of the journal.
    Journal,
    /// Positions and search words, held against a computation from nothing.
    Derived,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckResult {
    pub check: Check,
    /// The number of faults; 0 is healthy.
    pub faults: u64,
    /// The first of them, as the checker says it.
    pub first: Vec<String>,
}

/// Every check of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HealthReport {
    pub checks: Vec<CheckResult>,
}

impl HealthReport {
    /// Whether no check found a fault.
    pub fn is_healthy(&self) -> bool {
        self.checks.iter().all(|check| check.faults == 0)
    }
}
