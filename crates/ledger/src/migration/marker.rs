//! The marker of a migration: what is being done, on the disk before it is done.
//!
//! It lies in a folder beside the ledger, together with the copy on which is rehearsed, and both go
//! at the end. The ledger itself changes in one transaction: where the marker is still there, the
//! schema of the ledger tells how it ended.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use domain::migration::MigrationPlan;
use serde::{Deserialize, Serialize};
use storage::Store;
use storage::lock::{LedgerLock, beside};

use crate::Result;

const MARKER: &str = "plan.json";

/// A migration that was under way when a program ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Interrupted {
    pub from: i64,
    pub to: i64,
    /// When it was begun: UTC, RFC 3339.
    pub at: String,
    pub ended: Stopped,
}

/// How an interrupted migration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// It was done: only what follows it was not.
    Finished,
    /// Nothing of it was done.
    NothingDone,
}

#[derive(Debug, Serialize, Deserialize)]
struct Marker {
    from: i64,
    to: i64,
    at: String,
}

impl Marker {
    fn told(self, schema: i64) -> Interrupted {
        let Self { from, to, at } = self;
        let ended = if schema == to { Stopped::Finished } else { Stopped::NothingDone };
        Interrupted { from, to, at, ended }
    }
}

/// The folder of a migration; it goes with everything in it when it is dropped.
#[derive(Debug)]
pub(super) struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    pub(super) fn begin(ledger: &Path, plan: &MigrationPlan, now: &str) -> Result<Self> {
        let workshop = Self { folder: folder_of(ledger) };
        fs::create_dir_all(&workshop.folder)?;
        let marker = Marker { from: plan.from, to: plan.to, at: now.to_owned() };
        let mut file = tempfile::NamedTempFile::new_in(&workshop.folder)?;
        file.write_all(&serde_json::to_vec_pretty(&marker)?)?;
        file.as_file().sync_all()?;
        file.persist(workshop.folder.join(MARKER)).map_err(|refused| refused.error)?;
        Ok(workshop)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the folder of a migration is left behind");
        }
    }
}

/// Tells of a migration that was interrupted, and leaves its marker; none while one goes on.
pub(super) fn interrupted(ledger: &Path, schema: i64) -> Option<Interrupted> {
    let marker = read(ledger)?;
    let is_idle = LedgerLock::acquire(ledger, &crate::open::holder()).is_ok();
    is_idle.then(|| marker.told(schema))
}

/// Tells of a migration that was interrupted, and clears what it left. Whoever asks has the ledger.
pub(crate) fn settle(ledger: &Path, store: &Store) -> Result<Option<Interrupted>> {
    let Some(marker) = read(ledger) else {
        match fs::remove_dir_all(folder_of(ledger)) {
            Err(error) if error.kind() != ErrorKind::NotFound => tracing::warn!(%error, "a folder is left"),
            Ok(()) | Err(_) => {}
        }
        return Ok(None);
    };
    let interrupted = marker.told(store.schema_version()?);
    fs::remove_dir_all(folder_of(ledger))?;
    Ok(Some(interrupted))
}

fn read(ledger: &Path) -> Option<Marker> {
    serde_json::from_slice(&fs::read(folder_of(ledger).join(MARKER)).ok()?).ok()
}

fn folder_of(ledger: &Path) -> PathBuf {
    beside(ledger, "migration")
}
