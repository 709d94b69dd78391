//! The one way in which a file of ours appears at its place: whole, or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::file_name::is_kept_by_windows;
use tempfile::NamedTempFile;

use crate::{Error, Result};

/// Pauses between the attempts to replace a file that a virus scanner or an indexer holds for a
/// moment: 1.4 s in all.
const PAUSES: [u64; 6] = [20, 40, 80, 160, 400, 700];

/// What the names of our temporary files begin and end with.
const PREFIX: &str = ".lantai-";
const SUFFIX: &str = ".tmp";
/// Nobody has written for so long at a file that is still being written.
const UNTOUCHED: Duration = Duration::from_secs(24 * 60 * 60);

/// Writes bytes that stand ready, such as a kept file, to a place that the user named.
pub fn file(to: &Path, content: &[u8]) -> Result<()> {
    publish(to, |writer| writer.write_all(content).map_err(|error| Error::writing(to, error)))
}

/// Writes a temporary file beside the target, makes it durable and renames it over the target.
///
/// A target that cannot be replaced is noticed before the writing as well as after it.
pub(super) fn publish<T>(to: &Path, write: impl FnOnce(&mut BufWriter<&File>) -> Result<T>) -> Result<T> {
    check_target(to)?;
    let folder = folder_of(to);
    sweep(&folder);
    let temporary = temporary_in(&folder).map_err(|error| Error::writing(to, error))?;
    let mut writer = BufWriter::with_capacity(1 << 18, temporary.as_file());
    let value = write(&mut writer)?;
    writer.flush().map_err(|error| Error::writing(to, error))?;
    drop(writer);
    temporary.as_file().sync_all().map_err(|error| Error::writing(to, error))?;
    replace(temporary, to)?;
    sync_folder(&folder);
    Ok(value)
}

/// Refuses a target whose name Windows would read otherwise, and one that is a folder, read-only, or held by
/// another program.
fn check_target(to: &Path) -> Result<()> {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    if cfg!(windows) && !is_kept_by_windows(&name) {
        return Err(Error::NameUnsuitable { path: to.display().to_string() });
    }
    match fs::metadata(to) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::writing(to, error)),
        Ok(_) => match OpenOptions::new().write(true).open(to) {
            Ok(_) => Ok(()),
            Err(error) => Err(Error::writing(to, error)),
        },
    }
}

fn folder_of(to: &Path) -> PathBuf {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new(".")).to_owned()
}

fn temporary_in(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file of the user; the umask takes away what the user keeps from others.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Removes what a killed program left unfinished in a folder.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let modified = entry.metadata().and_then(|facts| facts.modified()).ok();
        let age = modified.and_then(|modified| modified.elapsed().ok()).unwrap_or_default();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) && age > UNTOUCHED {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn replace(temporary: NamedTempFile, to: &Path) -> Result<()> {
    let mut pauses = PAUSES.iter();
    let mut temporary = temporary;
    loop {
        let Err(refused) = temporary.persist(to) else { return Ok(()) };
        match pauses.next() {
            Some(pause) if is_held(&refused.error) => std::thread::sleep(Duration::from_millis(*pause)),
            _ if is_held(&refused.error) => return Err(Error::InUse { path: to.display().to_string() }),
            _ => return Err(Error::writing(to, refused.error)),
        }
        temporary = refused.file;
    }
}

/// Whether another program holds the target: on Windows a rename over an open file is also
/// "access denied" (5), and [`check_target`] has seen that writing is allowed.
fn is_held(error: &std::io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Makes the new name durable. Windows has no such call and needs none; elsewhere a folder that
/// cannot be synced has still received the file.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_beside_it() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("台账 2024.csv");
        publish(&target, |writer| writer.write_all(b"old").map_err(Error::scratch))?;
        let failed: Result<()> = publish(&target, |writer| {
            writer.write_all(b"half").map_err(Error::scratch)?;
            Err(Error::Cancelled)
        });
        assert!(matches!(failed, Err(Error::Cancelled)));
        assert_eq!(fs::read(&target)?, b"old");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        publish(&target, |writer| writer.write_all(b"new").map_err(Error::scratch))?;
        assert_eq!(fs::read(&target)?, b"new");
        Ok(())
    }

    #[test]
    fn a_folder_in_the_way_or_no_folder_at_all_is_not_writable() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        for target in [folder.path().to_owned(), folder.path().join("missing/file.csv")] {
            let refused = publish(&target, |_| Ok(()));
            assert!(matches!(refused, Err(Error::NotWritable { .. })), "{refused:?}");
        }
        Ok(())
    }
}
