//! Folders in which files are made before they get their names, and what killed programs left of
//! them.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, File, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

/// What the names of such folders begin with.
const PREFIX: &str = ".lantai-work-";
/// The file in each that its program holds locked as long as it works there.
const LOCK: &str = "lock";
/// How long a folder may stand without its lock: while it is being made.
const UNLOCKED: Duration = Duration::from_secs(60 * 60);
/// Small files that are made in place, for moments only. One that was not touched for so long belongs
/// to nobody any more.
const DRAFTS: [&str; 3] = [".backup-", ".draft-", ".journal-"];
const UNTOUCHED: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder for files in the making. It goes with everything in it when it is dropped.
///
/// What a killed program leaves is a copy of the ledger: it takes room, and whoever finds it can read
/// it. So each folder holds a lock, by which a later start knows whether anybody still works there.
#[derive(Debug)]
pub struct Workshop {
    // Dropped first: Windows removes no file that is open.
    _lock: File,
    folder: TempDir,
}

impl Workshop {
    /// Makes a folder in another one.
    pub fn open_in(place: &Path) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place)?;
        // Locked before it has its name: one that others see unlocked is left behind.
        let unseen = folder.path().join("lock-to-be");
        let lock = File::create_new(&unseen)?;
        lock.lock()?;
        fs::rename(unseen, folder.path().join(LOCK))?;
        Ok(Self { _lock: lock, folder })
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes from a folder what killed programs left behind, and what nobody works on any more; a
/// folder that cannot be read keeps it until a later start.
pub fn sweep(place: &Path) {
    let Ok(entries) = fs::read_dir(place) else { return };
    let mut swept = 0;
    for entry in entries.flatten() {
        let path = entry.path();
        let removed = match kind(&entry.file_name()) {
            Some(Kind::Workshop) if is_left_behind(&entry) => fs::remove_dir_all(path),
            Some(Kind::Draft) if is_older(&entry, UNTOUCHED) => fs::remove_file(path),
            Some(Kind::Workshop | Kind::Draft) | None => continue,
        };
        swept += usize::from(removed.is_ok());
    }
    if swept > 0 {
        tracing::info!(swept, "what a program left unfinished was removed");
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Workshop,
    Draft,
}

fn kind(name: &OsStr) -> Option<Kind> {
    let name = name.to_string_lossy();
    let is_draft = || DRAFTS.iter().any(|prefix| name.starts_with(prefix));
    if name.starts_with(PREFIX) { Some(Kind::Workshop) } else { is_draft().then_some(Kind::Draft) }
}

/// Whether nobody holds the lock of a folder any more.
fn is_left_behind(entry: &DirEntry) -> bool {
    match File::open(entry.path().join(LOCK)).map(|lock| lock.try_lock()) {
        Ok(Ok(())) => true,
        Ok(Err(TryLockError::WouldBlock | TryLockError::Error(_))) => false,
        Err(_) => is_older(entry, UNLOCKED),
    }
}

fn is_older(entry: &DirEntry, age: Duration) -> bool {
    let modified = entry.metadata().and_then(|facts| facts.modified()).ok();
    modified.and_then(|modified| modified.elapsed().ok()).is_some_and(|elapsed| elapsed > age)
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn what_somebody_works_on_stays_and_what_nobody_does_goes() -> io::Result<()> {
        let place = tempfile::tempdir()?;
        let (held, left) = (Workshop::open_in(place.path())?, Workshop::open_in(place.path())?);
        fs::write(held.path().join("copy.sqlite3"), "held")?;
        fs::write(left.path().join("copy.sqlite3"), "left")?;
        // A killed program keeps no lock and removes no folder.
        let Workshop { _lock: lock, folder } = left;
        drop(lock);
        let left = folder.keep();
        sweep(place.path());
        assert!(held.path().join("copy.sqlite3").exists() && !left.exists());
        let path = held.path().to_owned();
        drop(held);
        assert!(!path.exists());
        Ok(())
    }

    #[test]
    fn a_draft_goes_once_it_was_not_touched_for_a_day_and_nothing_of_anybody_else() -> io::Result<()> {
        let place = tempfile::tempdir()?;
        let names =
            [".draft-db_backup_1.sqlite3.json-7", ".journal-a1b2c3", ".backup-x", "notes.txt", ".hidden"];
        let old = SystemTime::now() - UNTOUCHED - Duration::from_secs(60);
        for name in names {
            File::create_new(place.path().join(name))?.set_modified(old)?;
        }
        let young = place.path().join(".draft-young");
        File::create_new(&young)?;
        sweep(place.path());
        let there = |name: &&str| place.path().join(name).exists();
        assert_eq!(names.iter().filter(|name| there(name)).collect::<Vec<_>>(), [&"notes.txt", &".hidden"]);
        assert!(young.exists());
        Ok(())
    }
}
