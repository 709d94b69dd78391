//! The marker of a restore: what is being done, on the disk before it is done.
//!
//! It lies in a folder beside the ledger together with the file that is to be put in its place,
//! and goes last. A start that finds it knows what to finish.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use storage::lock::beside;

use super::quarantine::Shelf;
use crate::Result;
use crate::fs::{self, Fs, folder_of};
use crate::manifest::JournalHead;

const MARKER: &str = "plan.json";
const STAGED: &str = "new.sqlite3";

/// What a restore is about to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    /// UTC, RFC 3339.
    pub(super) at: String,
    /// The name of what is restored.
    pub(super) name: String,
    pub(super) way: Way,
    /// The entry of the journal by which the restored ledger is known.
    pub(super) head: JournalHead,
}

/// How the restored ledger gets into its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Way {
    /// Page by page into the ledger, as one transaction.
    Into,
    /// In the place of a ledger that is missing or cannot be opened, whose files go there.
    InPlaceOf { shelf: Option<Shelf> },
}

/// Returns the folder of a restore of this ledger.
pub(super) fn folder(ledger: &Path) -> PathBuf {
    beside(ledger, "restore")
}

/// Returns the file that is to be put in the ledger's place.
pub(super) fn staged(ledger: &Path) -> PathBuf {
    folder(ledger).join(STAGED)
}

/// Writes the marker; once this returns, a crash does not lose it.
pub(super) fn write(fs: &dyn Fs, ledger: &Path, plan: &Plan) -> Result<()> {
    fs::publish(fs, &folder(ledger).join(MARKER), &serde_json::to_vec_pretty(plan)?)?;
    Ok(fs.sync_folder(folder_of(ledger))?)
}

/// Reads the marker; none where no restore was under way, or none can be made out.
pub(super) fn read(ledger: &Path) -> Result<Option<Plan>> {
    match std::fs::read(folder(ledger).join(MARKER)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Removes the marker, then everything else of the restore.
pub(super) fn clear(fs: &dyn Fs, ledger: &Path) -> Result<()> {
    let folder = folder(ledger);
    let entries = match std::fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    let marker = folder.join(MARKER);
    if marker.exists() {
        fs.remove(&marker)?;
        fs.sync_folder(&folder)?;
    }
    for entry in entries {
        let path = entry?.path();
        if path != marker {
            fs.remove(&path)?;
        }
    }
    std::fs::remove_dir(&folder)?;
    Ok(())
}
