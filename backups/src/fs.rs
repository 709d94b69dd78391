//! The few things done to files, so that tests can let each of them fail.
//!
//! Every file that is published goes one way: written under another name in the same folder, to
//! the disk, read back, and only then given its name, which never takes that of another file. Nothing is
//! deleted to make room for it.

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::Result;

/// What is done to files.
pub trait Fs: Debug + Sync {
    /// Makes a new, empty file; refuses to take the place of another one.
    fn create(&self, path: &Path) -> io::Result<File>;

    /// Writes a piece.
    fn write(&self, file: &mut File, piece: &[u8]) -> io::Result<()>;

    /// Brings a file to the disk.
    fn sync(&self, file: &File) -> io::Result<()>;

    /// Gives a file another name; refuses to take that of another one.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Brings the names of a folder to the disk, where the system can be asked for that.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Fs for Disk {
    fn create(&self, path: &Path) -> io::Result<File> {
        retried(|| OpenOptions::new().read(true).write(true).create_new(true).open(path))
    }

    fn write(&self, file: &mut File, piece: &[u8]) -> io::Result<()> {
        file.write_all(piece)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        retried(|| {
            let moved = tempfile::TempPath::try_from_path(from)?.persist_noclobber(to);
            moved.map_err(|refused| {
                // A temporary path would remove the file that it could not rename.
                let _ = refused.path.keep();
                refused.error
            })
        })?;
        written_through(to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        retried(|| fs::remove_file(path))
    }
}

/// Brings a rename to the disk where folders cannot be.
fn written_through(path: &Path) -> io::Result<()> {
    if cfg!(unix) { Ok(()) } else { OpenOptions::new().write(true).open(path)?.sync_all() }
}

/// The first pause; each later one is twice as long, 1.4 seconds in all.
const FIRST_PAUSE: Duration = Duration::from_millis(11);
const TRIALS: u32 = 8;

/// Tries again, for a while, what another program hinders.
///
/// A virus scanner or Excel holds a file for a moment after it was written.
pub(crate) fn retried<T>(mut work: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for trial in 0..TRIALS - 1 {
        match work() {
            Err(error) if is_held_by_another(&error) => sleep(FIRST_PAUSE * 2_u32.pow(trial)),
            done => return done,
        }
    }
    work()
}

/// Whether another program holds the file: access denied, sharing and lock violation on Windows.
fn is_held_by_another(error: &io::Error) -> bool {
    let denied = cfg!(windows) && error.raw_os_error() == Some(5);
    denied
        || storage::is_held(error)
        || matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
}

/// Publishes a small file: all of it under its name, or nothing.
pub(crate) fn publish(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = draft_of(path);
    let published = write_draft(fs, &draft, bytes).and_then(|()| fs.rename(&draft, path));
    if let Err(error) = published {
        let _ = fs.remove(&draft);
        return Err(error);
    }
    fs.sync_folder(folder_of(path))
}

fn write_draft(fs: &dyn Fs, draft: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs.create(draft)?;
    fs.write(&mut file, bytes)?;
    fs.sync(&file)?;
    drop(file);
    if fs::read(draft)? == bytes { Ok(()) } else { Err(ErrorKind::InvalidData.into()) }
}

/// Copies a file into a new one and brings it to the disk; a copy that fails leaves none.
///
/// `told` hears every piece, and may end the copy by an error.
pub(crate) fn copy(
    fs: &dyn Fs,
    from: &Path,
    to: &Path,
    told: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let mut source = retried(|| File::open(from))?;
    let mut target = fs.create(to)?;
    let copied = copy_pieces(fs, &mut source, &mut target, told).and_then(|()| Ok(fs.sync(&target)?));
    if copied.is_err() {
        drop(target);
        let _ = fs.remove(to);
    }
    copied
}

const PIECE: usize = 1 << 20;

fn copy_pieces(
    fs: &dyn Fs,
    source: &mut File,
    target: &mut File,
    told: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let mut piece = vec![0; PIECE];
    loop {
        let read = source.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        told(&piece[..read])?;
        fs.write(target, &piece[..read])?;
    }
}

/// Returns the folder in which a file lies.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn draft_of(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".draft-");
    name.push(path.file_name().unwrap_or_default());
    // Whatever a killed program left behind has another number.
    name.push(format!("-{}", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_rename_takes_no_other_files_name_and_leaves_both() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        fs::write(&one, "1")?;
        fs::write(&other, "2")?;
        let refused = Disk.rename(&one, &other).expect_err("taken");
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!((fs::read(&one)?, fs::read(&other)?), (b"1".to_vec(), b"2".to_vec()));
        fs::remove_file(&other)?;
        Disk.rename(&one, &other)?;
        assert!(!one.exists());
        assert_eq!(fs::read(&other)?, b"1");
        Ok(())
    }

    #[test]
    fn what_another_program_holds_is_tried_again_and_not_for_ever() {
        let trials = Cell::new(0);
        let held_for = |times: u32| {
            trials.set(0);
            retried(|| {
                trials.set(trials.get() + 1);
                if trials.get() > times { Ok(()) } else { Err(ErrorKind::ResourceBusy.into()) }
            })
        };
        assert!(held_for(3).is_ok() && trials.get() == 4);
        assert!(held_for(u32::MAX).is_err() && trials.get() == TRIALS);
        let other = retried(|| -> io::Result<()> {
            trials.set(0);
            Err(ErrorKind::PermissionDenied.into())
        });
        assert!(other.is_err() && trials.get() == 0, "what no program holds is not tried again");
    }

    #[test]
    fn a_copy_that_is_ended_leaves_nothing() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::write(&from, vec![7; 3 * PIECE])?;
        let pieces = Cell::new(0);
        let mut told = |_: &[u8]| {
            pieces.set(pieces.get() + 1);
            if pieces.get() == 2 { Err(storage::Error::Cancelled.into()) } else { Ok(()) }
        };
        assert!(copy(&Disk, &from, &to, &mut told).is_err());
        assert!(!to.exists());
        copy(&Disk, &from, &to, &mut |_| Ok(()))?;
        assert_eq!(fs::read(&to)?, fs::read(&from)?);
        Ok(())
    }
}
