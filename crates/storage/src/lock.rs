//! The lock that keeps a second program out of an open ledger.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::{Error, Result};

/// Holds a ledger for the life of the process.
///
/// The operating system lets go of the lock when the process ends, however it ends, so that a
/// power cut never leaves a ledger locked.
#[derive(Debug)]
pub struct LedgerLock {
    _held: File,
    holder_file: PathBuf,
}

impl LedgerLock {
    /// Locks the ledger at `path` for `holder`, a line that tells people who has it.
    pub fn acquire(path: &Path, holder: &str) -> Result<Self> {
        // One file has several names: a link, or on Windows a short one. It has only one lock.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let lock_file = beside(&real, "lock");
        // Windows keeps others from reading a locked file: who holds it stands in a second one.
        let holder_file = beside(&real, "lock.txt");
        let not_writable = |source| Error::NotWritable { path: path.to_owned(), source };
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_file)
            .map_err(not_writable)?;
        if !lock(&file, &holder_file).map_err(not_writable)? {
            let holder = std::fs::read_to_string(&holder_file).unwrap_or_default();
            return Err(Error::InUse { path: path.to_owned(), holder: holder.trim().to_owned() });
        }
        std::fs::write(&holder_file, holder).map_err(not_writable)?;
        Ok(Self { _held: file, holder_file })
    }
}

/// How often a lock is tried that nobody says to hold, and the pause in between.
const TRIALS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// Locks the file; says no where somebody else has it.
///
/// A program that just closed the ledger, and that was starting another one at that moment, lets go
/// of it an instant later than its note.
fn lock(file: &File, holder_file: &Path) -> std::io::Result<bool> {
    for _ in 0..TRIALS {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if holder_file.exists() => return Ok(false),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(source)) => return Err(source),
        }
    }
    Ok(false)
}

impl Drop for LedgerLock {
    fn drop(&mut self) {
        // Only the note goes; the lock file stays, because removing it would let two programs
        // lock two different files of the same name.
        let _ = std::fs::remove_file(&self.holder_file);
    }
}

/// Returns the file beside the ledger whose name goes on with `suffix`.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}
