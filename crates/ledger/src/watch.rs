//! Long work: who looks on, and may stop it.

use std::ops::ControlFlow;

use domain::migration::MigrationStage;

/// Looks on while long work goes on.
pub trait Watch: Send + Sync {
    /// Hears how many rows are done, of how many where that is known; `Break` cancels, and
    /// nothing of the work is kept.
    fn progress(&self, done: u64, total: Option<u64>) -> ControlFlow<()>;

    /// Hears what a migration is at: what is counted from now on begins anew.
    fn stage(&self, _stage: MigrationStage) {}
}

/// Lets the work run to its end.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _done: u64, _total: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
