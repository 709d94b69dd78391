//! Where a ledger goes that cannot be read: it is set aside, never deleted.

use std::path::{Path, PathBuf};

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::fs::{self, Fs, folder_of};

const FOLDER: &str = "quarantine";
const FACTS: &str = "why.json";

/// The database itself, and what SQLite may have beside it.
///
/// The ledger goes first: without its log it could be taken for a whole one, and is not.
const COMPANIONS: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// A ledger that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quarantined {
    pub folder: PathBuf,
    /// UTC, RFC 3339.
    pub at: String,
    /// Why it could not be read.
    pub reason: String,
    pub bytes: u64,
}

/// Where a ledger is to be set aside, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shelf {
    pub(super) folder: PathBuf,
    at: String,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct Facts {
    at: String,
    reason: String,
}

/// Returns the ledgers that were set aside beside this one, newest first.
pub fn quarantined(ledger: &Path) -> Result<Vec<Quarantined>> {
    let entries = match std::fs::read_dir(folder_of(ledger).join(FOLDER)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let folder = entry?.path();
        let Ok(facts) = std::fs::read(folder.join(FACTS)) else { continue };
        let Ok(facts) = serde_json::from_slice::<Facts>(&facts) else { continue };
        let bytes = size_of(&folder)?;
        found.push(Quarantined { folder, at: facts.at, reason: facts.reason, bytes });
    }
    found.sort_by(|one, other| (&other.at, &other.folder).cmp(&(&one.at, &one.folder)));
    Ok(found)
}

/// Says where a ledger would go, and why; none where no file of it is left.
pub(super) fn place(ledger: &Path, now: &Zoned, reason: &str) -> Result<Option<Shelf>> {
    if !files(ledger, Path::new("")).iter().any(|(from, _)| from.exists()) {
        return Ok(None);
    }
    let mut at = now.clone();
    loop {
        let mut name = ledger.file_name().unwrap_or_default().to_owned();
        name.push(format!("_{}", at.strftime("%Y%m%d_%H%M%S")));
        let folder = folder_of(ledger).join(FOLDER).join(name);
        if !folder.exists() {
            let at = now.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            return Ok(Some(Shelf { folder, at, reason: reason.to_owned() }));
        }
        at = at.checked_add(jiff::Span::new().seconds(1)).map_err(std::io::Error::other)?;
    }
}

impl Shelf {
    /// Moves a ledger and everything that belongs to it here; what an interrupted trial has moved
    /// already stays.
    pub(super) fn take(&self, fs: &dyn Fs, ledger: &Path) -> Result<()> {
        self.make(fs, ledger)?;
        for (from, to) in files(ledger, &self.folder) {
            if from.exists() {
                fs.rename(&from, &to)?;
            }
        }
        fs.sync_folder(&self.folder)?;
        Ok(fs.sync_folder(folder_of(ledger))?)
    }

    /// Copies a ledger that is open, and everything that belongs to it.
    pub(super) fn copy(&self, fs: &dyn Fs, ledger: &Path) -> Result<()> {
        self.make(fs, ledger)?;
        for (from, to) in files(ledger, &self.folder) {
            if from.exists() {
                fs::copy(fs, &from, &to, &mut |_| Ok(()))?;
            }
        }
        Ok(fs.sync_folder(&self.folder)?)
    }

    fn make(&self, fs: &dyn Fs, ledger: &Path) -> Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let facts = self.folder.join(FACTS);
        if !facts.exists() {
            let why = Facts { at: self.at.clone(), reason: self.reason.clone() };
            fs::publish(fs, &facts, &serde_json::to_vec_pretty(&why)?)?;
        }
        fs.sync_folder(folder_of(&self.folder))?;
        Ok(fs.sync_folder(folder_of(ledger))?)
    }
}

/// Returns a database and everything that may lie beside it, each with its place at another path.
pub(crate) fn companions(from: &Path, to: &Path) -> Vec<(PathBuf, PathBuf)> {
    let with = |path: &Path, suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    COMPANIONS.iter().map(|suffix| (with(from, suffix), with(to, suffix))).collect()
}

fn files(ledger: &Path, folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    companions(ledger, &folder.join(ledger.file_name().unwrap_or_default()))
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}
