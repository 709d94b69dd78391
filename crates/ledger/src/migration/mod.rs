//! Upgrading a ledger to the structure of this program, and taking an upgrade back.
//!
//! Always in one order: plan → rehearsal on a copy → backup → the ledger itself, in one transaction
//! with its entry in the journal → a new snapshot. A ledger is named by its path, not by a handle:
//! of one that waits for its upgrade this program can open little else.

mod look;
mod marker;
mod setting;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use backups::{Candidate, Reason};
use domain::Code;
use domain::Problem;
use domain::migration::{Migrated, MigrationPlan, MigrationRehearsal, MigrationStage, MigrationStatus};
use storage::migrations::{self, Order, Rehearsed};
use storage::{Store, journal};

pub(crate) use self::look::View;
use self::marker::Workshop;
pub(crate) use self::marker::settle;
pub use self::marker::{Interrupted, Stopped};
use crate::backup::{self, built_in, restore_in_place_of};
use crate::open::holder;
use crate::{Clock, Error, Home, Ledger, Result, Session, SystemClock, Watch};

/// Where a ledger stands among the migrations of this program, and what was done to it before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Standing {
    #[serde(flatten)]
    pub status: MigrationStatus,
    /// A migration that was under way when a program ended.
    pub interrupted: Option<Interrupted>,
    /// The rollback that was done last, where nothing was migrated since: it can be undone.
    pub rollback: Option<Rollback>,
}

/// A rollback that can be undone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Rollback {
    #[serde(flatten)]
    pub migrated: Migrated,
    /// When it was done: UTC, RFC 3339.
    pub at: String,
    /// Operations that were done since and that undoing it takes back too.
    pub operations_since: i64,
}

/// Tells which migrations a ledger has and lacks; changes nothing.
///
/// # Errors
///
/// Those of opening it: `ledger.missing`, `ledger.newer`, `ledger.migration_edited` and the others.
pub fn status(path: &Path) -> Result<Standing> {
    let (status, rollback) = storage::store::look(path, |reader| {
        let last = journal::last_migration(reader)?;
        let head = journal::head(reader)?.map_or(0, |head| head.seq);
        Ok::<_, Error>((migrations::status(reader)?, last.map(|entry| (entry, head))))
    })?;
    let rollback = match rollback {
        Some((entry, head)) => {
            let migrated: Migrated = serde_json::from_str(entry.detail.as_deref().unwrap_or("null"))?;
            let is_last = migrated.is_rollback() && migrated.to == status.schema;
            is_last.then(|| Rollback { migrated, at: entry.at, operations_since: head - entry.seq })
        }
        None => None,
    };
    Ok(Standing { interrupted: marker::interrupted(path, status.schema), status, rollback })
}

/// Tells what bringing a ledger to the schema `to` would do; changes nothing.
///
/// # Errors
///
/// `migration.unknown`, `migration.below_release`, `migration.irreversible`; those of [`status`].
pub fn plan(path: &Path, to: i64) -> Result<MigrationPlan> {
    Ok(storage::store::look(path, |reader| migrations::plan(reader, to))?)
}

/// Does it on a copy beside the ledger, with every check, and throws the copy away.
///
/// # Errors
///
/// Those of [`plan`]; `migration.failed`, `migration.changes`, `backup.disk_space`, `cancelled`.
pub fn rehearse(path: &Path, to: i64, watch: &dyn Watch) -> Result<MigrationRehearsal> {
    plan(path, to)?;
    let folder = backups::Workshop::open_in(folder_of(path))?;
    Ok(rehearse_in(folder.path(), path, to, watch)?.report)
}

/// Brings a ledger that nobody has open to the schema `to`; none where it has it already.
///
/// # Errors
///
/// Those of [`rehearse`]; `ledger.in_use`, `migration.not_backed_up`, `migration.differs`. The ledger
/// is as it was then.
pub fn migrate(path: &Path, to: i64, session: &Session, watch: &dyn Watch) -> Result<Option<Migrated>> {
    backup::settle(path)?;
    let store = Store::open_as_it_is(path, &holder())?;
    settle(path, &store)?;
    let plan = store.read(|reader| migrations::plan(reader, to))?;
    if plan.from == plan.to {
        return Ok(None);
    }
    let stamp = session.stamp(&SystemClock);
    let workshop = Workshop::begin(path, &plan, &stamp.at)?;
    let rehearsed = rehearse_in(workshop.folder(), path, to, watch)?;
    watch.stage(MigrationStage::BackingUp);
    let told = |done, total| watch.progress(done, total);
    let before = back_up(&store, Reason::BeforeMigration, &plan, &told)?;
    let order = Order { stamp: &stamp, rehearsed: &rehearsed, before: &before };
    let migrated = store.migrate(&order, &staged(watch))?;
    watch.stage(MigrationStage::Snapshotting);
    // It is done: what is told now is told alone.
    let told = |done, total| {
        let _ = watch.progress(done, total);
        ControlFlow::Continue(())
    };
    if let Err(error) = back_up(&store, Reason::Scheduled, &plan, &told) {
        // The ledger is sound and the backup before it lies there: the schedule makes the next one.
        tracing::warn!(code = %error.code(), "no snapshot was made after a migration");
    }
    Ok(Some(migrated))
}

/// Brings a ledger to the structure of this program, and opens it.
///
/// # Errors
///
/// Those of [`migrate`].
pub fn upgrade(path: &Path, session: &Session, watch: &dyn Watch) -> Result<Ledger> {
    migrate(path, migrations::known_version(), session, watch)?;
    Ledger::open(path)
}

/// Opens a ledger, and upgrades it before where IT has set so for this computer. One that was rolled
/// back waits for a person all the same: somebody wants to go on with an older program.
///
/// # Errors
///
/// Those of [`Ledger::open`] and of [`migrate`].
pub fn open_or_upgrade(path: &Path, home: &Home, session: &Session, watch: &dyn Watch) -> Result<Ledger> {
    match Ledger::open(path) {
        Err(why)
            if why.code() == Code::LedgerUpgradePending
                && home.upgrades_by_itself()
                && status(path)?.rollback.is_none() =>
        {
            upgrade(path, session, watch)
        }
        opened => opened,
    }
}

/// Puts back what there was before the last rollback; itself a restore, which can be undone.
///
/// # Errors
///
/// `migration.no_rollback`; those of a restore.
pub fn undo_rollback(path: &Path, session: &Session, watch: &dyn Watch) -> Result<Ledger> {
    let rollback = status(path)?.rollback;
    let none = || Error::rule(Problem::new(Code::MigrationNoRollback));
    let before = backups::find(&built_in(path), &rollback.ok_or_else(none)?.migrated.before)?;
    let candidate = Candidate::beside_manifest(&before)?;
    match Ledger::open(path) {
        Ok(ledger) => {
            ledger.restore(session, &candidate, watch)?;
            Ok(ledger)
        }
        Err(why) => Ok(restore_in_place_of(path, session, &candidate, &why, watch)?.0),
    }
}

/// Returns the schema for which a version of the program is made.
///
/// # Errors
///
/// `migration.release_unknown`, with the versions that are known.
pub fn schema_of(version: &str) -> Result<i64> {
    Ok(migrations::schema_of(version)?)
}

/// Returns the SQL of a migration, or of its way back.
///
/// # Errors
///
/// `migration.unknown`.
pub fn sql(number: i64, down: bool) -> Result<&'static str> {
    let step = migrations::ALL.iter().find(|step| step.number == number);
    let step = step.ok_or(storage::Error::MigrationUnknown { number })?;
    Ok(if down { step.down } else { step.up })
}

/// Returns the schema of this program.
pub fn known() -> i64 {
    migrations::known_version()
}

fn rehearse_in(folder: &Path, ledger: &Path, to: i64, watch: &dyn Watch) -> Result<Rehearsed> {
    let copy = folder.join("copy.sqlite3");
    refuse_full_disk(ledger, folder)?;
    watch.stage(MigrationStage::Copying);
    storage::store::copy(ledger, &copy, &mut |done, total| watch.progress(done, Some(total)))?;
    let rehearsed = migrations::rehearse(&copy, to, &SystemClock.now_text(), &staged(watch))?;
    std::fs::remove_file(&copy)?;
    Ok(rehearsed)
}

/// Tells whoever looks on what the work is at, before how far it is.
fn staged(watch: &dyn Watch) -> impl Fn(MigrationStage, u64, Option<u64>) -> ControlFlow<()> + Sync {
    let at = Mutex::new(None);
    move |stage, done, total| {
        let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
        if at.replace(stage) != Some(stage) {
            watch.stage(stage);
        }
        drop(at);
        watch.progress(done, total)
    }
}

/// The copy, what its tables need while they are rebuilt, and the backup.
fn refuse_full_disk(ledger: &Path, folder: &Path) -> Result<()> {
    let needed = std::fs::metadata(ledger)?.len() * 3;
    match backups::free_space(folder) {
        Some(free) if free < needed => Err(backups::Error::NoSpace { needed, free }.into()),
        Some(_) | None => Ok(()),
    }
}

/// Makes a verified backup, and returns its file name.
fn back_up(store: &Store, reason: Reason, plan: &MigrationPlan, told: backups::Watch<'_>) -> Result<String> {
    let folder = built_in(store.path());
    let note = format!("{:04} → {:04}", plan.from, plan.to);
    let now = SystemClock.now().to_zoned(jiff::tz::TimeZone::system());
    match backups::create(store, &folder, &now, reason, Some(&note), told) {
        Ok(made) => Ok(made.name()),
        Err(error) if error.code() == Code::Cancelled => Err(error.into()),
        Err(source) => Err(Error::NotBackedUpBeforeMigration { folder, source }),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
