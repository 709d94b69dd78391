//! What becomes of a restore that was interrupted.

use std::path::Path;

use storage::lock::LedgerLock;

use super::has_head;
use super::marker::{self, Plan, Way};
use super::quarantine::Shelf;
use crate::Result;
use crate::fs::{Fs, folder_of};

/// How a restore ended that was interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It was done, or was done now: the ledger is the one that was to be restored.
    Finished { name: String, at: String },
    /// Nothing of it was done: the ledger is as it was before.
    WentBack { name: String, at: String },
}

/// Ends a restore that was interrupted; none where there was none.
///
/// To be called before a ledger is opened. A restore into a ledger that could be read has left the
/// old one or the new one. One in the place of a ledger that could not is finished: its files are
/// partly moved already.
///
/// # Errors
///
/// Those of the disk; then the next start tries again.
pub fn settle(fs: &dyn Fs, ledger: &Path, holder: &str) -> Result<Option<Ending>> {
    if !marker::folder(ledger).exists() {
        return Ok(None);
    }
    // Whoever has the ledger open is still at it.
    let Ok(_lock) = LedgerLock::acquire(ledger, holder) else { return Ok(None) };
    let Some(plan) = marker::read(ledger)? else {
        marker::clear(fs, ledger)?;
        return Ok(None);
    };
    let is_done = has_head(ledger, &plan.head);
    if let Way::InPlaceOf { shelf } = &plan.way
        && !is_done
        && has_head(&marker::staged(ledger), &plan.head)
    {
        put_in_place(fs, ledger, shelf.as_ref())?;
    }
    let finished = is_done || has_head(ledger, &plan.head);
    marker::clear(fs, ledger)?;
    let Plan { name, at, .. } = plan;
    Ok(Some(if finished { Ending::Finished { name, at } } else { Ending::WentBack { name, at } }))
}

/// Returns the name and the time of a restore that waits to be finished; none where none does.
pub fn unfinished(ledger: &Path) -> Option<(String, String)> {
    let plan = marker::read(ledger).ok().flatten()?;
    Some((plan.name, plan.at))
}

/// Moves the old files aside and the new ledger into its place.
pub(super) fn put_in_place(fs: &dyn Fs, ledger: &Path, shelf: Option<&Shelf>) -> Result<()> {
    if let Some(shelf) = shelf {
        shelf.take(fs, ledger)?;
    }
    fs.rename(&marker::staged(ledger), ledger)?;
    Ok(fs.sync_folder(folder_of(ledger))?)
}
