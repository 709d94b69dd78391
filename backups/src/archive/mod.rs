//! The journal archive: a copy of every entry of the journal in each place of backups, written
//! within seconds of the operation.
//!
//! A disk that dies takes with it what came after the newest backup, unless each operation has
//! also gone elsewhere. An entry holds everything its operation changed, so that a backup and the
//! entries after it give back any moment since.
//!
//! A place has a folder `journal` with segments: a header that says which ledger and after which
//! entry, then a frame for each entry. Segments are only appended to. Which entry follows which
//! is told by their hashes, never by their numbers or by the names of files: after a restore the
//! journal goes on from an earlier entry, and both ways on are kept.

mod frame;
mod header;
mod inspect;
mod keeper;
mod prune;
mod segment;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

pub use inspect::inspect;
pub use keeper::Keeper;
pub use prune::GoneSegment;
pub(crate) use prune::unneeded;
pub use segment::{Archived, Damage, Segment};

use crate::watch::go_on;
use crate::{Result, Watch};

const FOLDER: &str = "journal";

/// Returns the folder of the archive in a place of backups.
pub fn folder_of(place: &Path) -> PathBuf {
    place.join(FOLDER)
}

/// What the archive of a place holds.
#[derive(Debug, Default)]
pub struct Archive {
    pub segments: Vec<Segment>,
    /// Files that are named as segments and whose header cannot be read.
    pub unreadable: Vec<PathBuf>,
}

/// How closely an archive is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What each entry says of itself; its changes are passed over.
    Headings,
    /// Every byte.
    Everything,
}

/// Reads the archive of a place; one that is not there holds nothing.
pub fn read(place: &Path, look: Look) -> Result<Archive> {
    read_watched(place, look, &|_, _| ControlFlow::Continue(()))
}

/// Reads as [`read`] does; `watch` hears how many bytes are read, of how many, and may stop it.
pub(crate) fn read_watched(place: &Path, look: Look, watch: Watch<'_>) -> Result<Archive> {
    let paths = paths(place)?;
    let length = |path: &PathBuf| fs::metadata(path).map(|facts| facts.len()).unwrap_or_default();
    let total = paths.iter().map(length).sum();
    let (mut archive, mut done) = (Archive::default(), 0);
    for path in paths {
        go_on(watch, done, total)?;
        done += length(&path);
        match Segment::read(&path, look)? {
            Some(segment) => archive.segments.push(segment),
            None => archive.unreadable.push(path),
        }
    }
    Ok(archive)
}

/// Returns the files that are named as segments, in the order of their names.
fn paths(place: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder_of(place)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry?;
        if segment::is_name(&entry.file_name().to_string_lossy()) {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}
