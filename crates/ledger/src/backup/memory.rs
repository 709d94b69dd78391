//! What the program remembers of backups between two runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use domain::archive::ArchiveReport;
use domain::backup::PlaceMemory;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Home, Result};

const FILE: &str = "backup-memory.json";

/// What happened to backups so far. Losing it costs a warning that comes later, nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BackupMemory {
    /// Further places, by their folder.
    pub places: BTreeMap<PathBuf, PlaceMemory>,
    /// When a scheduled backup last failed; none where the last one succeeded.
    pub failed_at: Option<Timestamp>,
    /// When all backups were last verified in full, and those that were found damaged then.
    pub checked_at: Option<Timestamp>,
    pub damaged: Vec<PathBuf>,
    /// How the journal archives stood when they were last looked at.
    pub archives: Vec<ArchiveReport>,
}

impl Home {
    /// Returns what is remembered of backups; nothing where it cannot be read.
    pub fn backup_memory(&self) -> BackupMemory {
        let text = fs::read(self.folder().join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Changes what is remembered.
    pub(super) fn remember_backups(&self, change: impl FnOnce(&mut BackupMemory)) -> Result<()> {
        let mut memory = self.backup_memory();
        change(&mut memory);
        self.write(FILE, &serde_json::to_vec_pretty(&memory)?)
    }
}
