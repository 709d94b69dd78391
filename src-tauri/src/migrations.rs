//! Upgrades and rollbacks, from the panel to the ledger and back.

use ledger::Watch;
use ledger::domain::access::Operation;
use ledger::domain::migration::{MigrationPlan, MigrationRehearsal};
use ledger::migration::{self, Interrupted, Rollback, Stopped};
use wire::app::AppState;
use wire::migration::{InterruptedMigration, LastRollback, MigrationStanding};

use crate::failure::Result;
use crate::program::Program;

impl Program {
    /// Tells where the ledger stands, open or not.
    pub(crate) fn migration_standing(&self) -> Result<MigrationStanding> {
        let standing = migration::status(&self.opening.path())?;
        Ok(MigrationStanding {
            status: standing.status,
            interrupted: standing.interrupted.as_ref().map(interrupted),
            rollback: standing.rollback.map(rollback),
        })
    }

    /// Tells what bringing the ledger to another structure would do.
    pub(crate) fn plan_migration(&self, to: i64) -> Result<MigrationPlan> {
        self.refuse_unless_may(Operation::Migrate)?;
        Ok(migration::plan(&self.opening.path(), to)?)
    }

    /// Does it on a copy.
    pub(crate) fn rehearse_migration(&self, to: i64, watch: &dyn Watch) -> Result<MigrationRehearsal> {
        self.refuse_unless_may(Operation::Migrate)?;
        Ok(migration::rehearse(&self.opening.path(), to, watch)?)
    }

    /// Backs the ledger up, brings it to another structure, and opens it where this program can.
    pub(crate) fn migrate(&self, to: i64, watch: &dyn Watch) -> Result<AppState> {
        self.refuse_unless_may(Operation::Migrate)?;
        self.rehearsals.clear();
        self.opening.alone(|path| migration::migrate(path, to, &self.session(), watch).map(drop))?;
        self.state()
    }

    /// Puts back what there was before the last rollback.
    pub(crate) fn undo_rollback(&self, watch: &dyn Watch) -> Result<AppState> {
        self.refuse_unless_may(Operation::Migrate)?;
        self.rehearsals.clear();
        self.opening.alone(|path| migration::undo_rollback(path, &self.session(), watch).map(drop))?;
        self.state()
    }

    /// Opens a copy of a ledger whose upgrade is put off, to look at it.
    pub(crate) fn look_at_ledger(&self, watch: &dyn Watch) -> Result<AppState> {
        self.opening.look(watch)?;
        self.state()
    }
}

/// Returns how an interrupted migration ended, for the window.
pub(crate) fn interrupted(told: &Interrupted) -> InterruptedMigration {
    let finished = told.ended == Stopped::Finished;
    InterruptedMigration { from: told.from, to: told.to, at: told.at.clone(), finished }
}

fn rollback(rollback: Rollback) -> LastRollback {
    let Rollback { migrated, at, operations_since } = rollback;
    LastRollback {
        from: migrated.from,
        to: migrated.to,
        at,
        before: migrated.before,
        losses: migrated.losses,
        operations_since,
    }
}
