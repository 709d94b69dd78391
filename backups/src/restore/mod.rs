//! Putting a backup into the place of the ledger, so that it can be undone.
//!
//! The candidate is copied beside the ledger and proven there; the copy is brought to the schema
//! of this program and gets its entry in the journal. Only then is what there is backed up, the
//! plan written down, and the ledger replaced in one step. Whenever the power fails, the next
//! start finds the old ledger or the new one, and knows which.

mod candidate;
mod marker;
mod quarantine;
mod settle;
mod staging;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use storage::lock::LedgerLock;
use storage::{Stamp, Store};

pub use self::candidate::{Candidate, Expected};
use self::marker::{Plan, Way};
pub(crate) use self::quarantine::companions;
pub use self::quarantine::{Quarantined, quarantined};
pub use self::settle::{Ending, settle, unfinished};
use self::staging::{Proven, Staging, go_on};
use crate::fs::{Fs, folder_of};
use crate::manifest::JournalHead;
use crate::snapshot::create_through;
use crate::verify::facts_of;
use crate::{Error, Reason, Result};

/// What is to be restored, by whom and when.
#[derive(Clone, Copy)]
pub struct Order<'o> {
    pub candidate: &'o Candidate,
    /// Where the backup of what there is goes.
    pub place: &'o Path,
    pub now: &'o Zoned,
    pub stamp: &'o Stamp,
    /// Hears how many bytes are done, of how many, and may stop the restore up to the point of no
    /// return.
    pub watch: &'o dyn Fn(u64, Option<u64>) -> ControlFlow<()>,
    pub fs: &'o dyn Fs,
}

impl std::fmt::Debug for Order<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Order").field("candidate", self.candidate).finish_non_exhaustive()
    }
}

/// What a restore did; the entry of the journal tells the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The name of what was restored.
    pub name: String,
    /// Where its journal ended; none for an unused ledger.
    pub restored_head: Option<JournalHead>,
    /// Where the journal of the ledger before ended; none where it was unused or unreadable.
    pub replaced_head: Option<JournalHead>,
    /// The backup of the ledger as it was before; by it the restore is undone.
    pub before: Option<String>,
    /// Where the files of a ledger lie that could not be backed up.
    pub quarantine: Option<PathBuf>,
}

/// Restores into an open ledger. Whoever writes waits meanwhile; what was held is rolled back.
///
/// # Errors
///
/// Whatever is wrong with the candidate, the disk, or the backup before, and that `watch` stopped
/// it: the ledger is as it was then.
pub fn restore(store: &Store, order: Order<'_>) -> Result<Restored> {
    let staging = Staging::make(order.fs, store.path())?;
    let proven = staging.prove(order.candidate, order.watch)?;
    let still = store.stand_still()?;
    let mut restored = Restored::of(order.candidate, &proven);
    restored.replaced_head = facts_of(store.path()).ok().and_then(|facts| facts.journal_head);
    keep_what_there_is(store, order, &mut restored)?;
    let new = complete(&staging, order, proven, &restored)?;
    let plan = plan(order, &new, Way::Into)?;
    marker::write(order.fs, store.path(), &plan)?;
    let bytes = std::fs::metadata(&new.file)?.len();
    let replaced = still
        .replace_by(&new.file, &mut |done, pages| (order.watch)(bytes / pages.max(1) * done, Some(bytes)));
    match (replaced, has_head(store.path(), &plan.head)) {
        (_, true) => {}
        (Err(error), false) => return Err(error.into()),
        (Ok(()), false) => return Err(Error::Differs),
    }
    if facts_of(store.path())? != new.facts {
        return Err(Error::Differs);
    }
    Ok(restored)
}

/// Restores in the place of a ledger that is missing or cannot be opened; its files are set aside.
///
/// # Errors
///
/// As [`restore`]; from the moment on at which the old files are moved, the next start goes on.
pub fn restore_in_place_of(ledger: &Path, holder: &str, reason: &str, order: Order<'_>) -> Result<Restored> {
    std::fs::create_dir_all(folder_of(ledger))?;
    let _lock = LedgerLock::acquire(ledger, holder)?;
    let staging = Staging::make(order.fs, ledger)?;
    let proven = staging.prove(order.candidate, order.watch)?;
    let mut restored = Restored::of(order.candidate, &proven);
    let shelf = quarantine::place(ledger, order.now, reason)?;
    restored.quarantine = shelf.as_ref().map(|shelf| shelf.folder.clone());
    let new = complete(&staging, order, proven, &restored)?;
    go_on(order.watch, 1, 1)?;
    let plan = plan(order, &new, Way::InPlaceOf { shelf: shelf.clone() })?;
    marker::write(order.fs, ledger, &plan)?;
    if let Err(error) = settle::put_in_place(order.fs, ledger, shelf.as_ref()) {
        staging.keep();
        return Err(error);
    }
    if facts_of(ledger)? != new.facts {
        return Err(Error::Differs);
    }
    Ok(restored)
}

impl Restored {
    fn of(candidate: &Candidate, proven: &Proven) -> Self {
        Self {
            name: candidate.name.clone(),
            restored_head: proven.facts.journal_head.clone(),
            replaced_head: None,
            before: None,
            quarantine: None,
        }
    }
}

/// Backs up the ledger as it is; where it is too damaged for that, its files are kept.
fn keep_what_there_is(store: &Store, order: Order<'_>, restored: &mut Restored) -> Result<()> {
    let note = Some(order.candidate.name.as_str());
    let made =
        create_through(order.fs, store, order.place, order.now, Reason::BeforeRestore, note, order.watch);
    match made {
        Ok(backup) => {
            restored.before = backup.path.file_name().map(|name| name.to_string_lossy().into_owned());
        }
        Err(error) if error.is_damage() => {
            if let Some(shelf) = quarantine::place(store.path(), order.now, &error.to_string())? {
                shelf.copy(order.fs, store.path())?;
                restored.quarantine = Some(shelf.folder);
            }
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

fn complete(staging: &Staging<'_>, order: Order<'_>, proven: Proven, restored: &Restored) -> Result<Proven> {
    let detail = serde_json::to_string(restored)?;
    staging.complete(order.candidate, proven, order.stamp.clone(), detail)
}

fn plan(order: Order<'_>, new: &Proven, way: Way) -> Result<Plan> {
    let head = new.facts.journal_head.clone().ok_or(Error::Differs)?;
    Ok(Plan { at: order.stamp.at.clone(), name: order.candidate.name.clone(), way, head })
}

/// Whether a ledger can be read and its journal ends at this entry.
fn has_head(ledger: &Path, head: &JournalHead) -> bool {
    ledger.exists() && facts_of(ledger).is_ok_and(|facts| facts.journal_head.as_ref() == Some(head))
}
