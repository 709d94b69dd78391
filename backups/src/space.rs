//! Room for one more backup.

use std::fs;
use std::path::Path;

use crate::{Error, Result};

/// What must stay free besides the backup: a disk that is full to the last byte stops everybody.
const SPARE: u64 = 16 << 20;

/// Checks that a copy of the ledger finds room in `folder`.
///
/// # Errors
///
/// As [`check_room`].
pub(crate) fn check(ledger: &Path, folder: &Path) -> Result<()> {
    let wal = ledger.with_file_name({
        let mut name = ledger.file_name().unwrap_or_default().to_owned();
        name.push("-wal");
        name
    });
    let size = |path: &Path| fs::metadata(path).map_or(0, |facts| facts.len());
    // What the write-ahead log holds may still make the ledger longer.
    check_room(size(ledger) + size(&wal), folder)
}

/// Returns the room on the disk of a folder, or of a file; none where the disk does not tell.
pub fn free(path: &Path) -> Option<u64> {
    fs4::available_space(path).ok()
}

/// Returns the size of the disk of a folder, or of a file, and the room on it; none where the disk
/// does not tell.
///
/// What a system keeps for itself counts as neither: nobody can fill it, and nobody can use it.
pub fn room(path: &Path) -> Option<(u64, u64)> {
    let used = fs4::total_space(path).ok()?.saturating_sub(fs4::free_space(path).ok()?);
    let free = free(path)?;
    Some((used + free, free))
}

/// Checks that so many bytes find room in the folder, or where the file lies.
///
/// # Errors
///
/// [`Error::NoSpace`]. A place that cannot tell, such as some shares, is tried.
pub(crate) fn check_room(bytes: u64, folder: &Path) -> Result<()> {
    let needed = bytes + SPARE;
    match fs4::available_space(folder) {
        Ok(free) if free < needed => Err(Error::NoSpace { needed, free }),
        Ok(_) | Err(_) => Ok(()),
    }
}
