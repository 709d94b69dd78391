//! Making a backup, and listing those that there are.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use storage::Store;
use tempfile::NamedTempFile;

use crate::fs::{Disk, Fs};
use crate::manifest::{FORMAT, Manifest, Reason};
use crate::verify::{Depth, Facts, check_inside, facts_of, hash_of};
use crate::watch::go_on;
use crate::workshop::Workshop;
use crate::{Error, Result, Watch, space};

const PREFIX: &str = "db_backup_";
const SUFFIX: &str = ".sqlite3";
/// What the name of an encrypted one ends in.
pub(crate) const SEALED: &str = ".age";

/// A backup in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    pub manifest: Manifest,
}

impl Backup {
    /// Returns the file name.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Makes a verified backup of an open ledger in `folder`, named after the local time `now`.
///
/// `watch` hears how many bytes are copied, of how many, and may stop it up to the last moment. The
/// ledger can be written meanwhile: the backup holds it as it was at one moment.
///
/// # Errors
///
/// Whatever the disk or the check says, and that `watch` stopped it; nothing that looks like a
/// backup is left behind then.
pub fn create(
    store: &Store,
    folder: &Path,
    now: &Zoned,
    reason: Reason,
    note: Option<&str>,
    watch: Watch<'_>,
) -> Result<Backup> {
    create_through(&Disk, store, folder, now, reason, note, watch)
}

pub(crate) fn create_through(
    fs: &dyn Fs,
    store: &Store,
    folder: &Path,
    now: &Zoned,
    reason: Reason,
    note: Option<&str>,
    watch: Watch<'_>,
) -> Result<Backup> {
    std::fs::create_dir_all(folder)?;
    space::check(store.path(), folder)?;
    let workshop = Workshop::open_in(folder)?;
    let copy = NamedTempFile::new_in(workshop.path())?;
    copy_in_pieces(fs, store, &copy, watch)?;
    let bytes = std::fs::metadata(copy.path())?.len();
    go_on(watch, bytes, bytes)?;
    let (sha256, facts) = prove_new(fs, copy.as_file(), copy.path())?;
    let manifest = Manifest {
        format: FORMAT,
        made_at: now.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: facts.schema_version,
        sqlite_version: rusqlite::version().to_owned(),
        bytes,
        sha256,
        rows: facts.rows,
        schema_sha256: facts.schema_sha256,
        journal_head: facts.journal_head,
        reason,
        note: note.map(str::to_owned),
        ledger: facts.ledger,
        sealed: None,
    };
    go_on(watch, bytes, bytes)?;
    let path = publish(fs, copy, &manifest, folder, now)?;
    Ok(Backup { path, manifest })
}

/// How much of a copy gathers before it is brought to the disk.
const PIECE: u64 = 32 << 20;

/// Copies the ledger piece by piece to the disk: whoever saves meanwhile waits for the disk to take
/// one piece at most, not a whole ledger.
fn copy_in_pieces(fs: &dyn Fs, store: &Store, copy: &NamedTempFile, watch: Watch<'_>) -> Result<()> {
    let (mut synced, mut refused) = (0, None);
    let copied = store.copy_to(copy.path(), &mut |done, total| {
        if done >= synced + PIECE {
            synced = done;
            if let Err(error) = fs.sync(copy.as_file()) {
                refused = Some(error);
                return ControlFlow::Break(());
            }
        }
        watch(done, Some(total))
    });
    match refused {
        Some(error) => Err(error.into()),
        None => Ok(copied?),
    }
}

/// Brings a new snapshot to the disk and checks it from there: beside each other, because the one
/// waits for the disk and the other computes.
///
/// Indexes and references are as they are in the ledger, page by page: the weekly check and the
/// drill look at both, every restore at the references.
fn prove_new(fs: &dyn Fs, file: &File, path: &Path) -> Result<(String, Facts)> {
    std::thread::scope(|scope| {
        let hash = scope.spawn(|| {
            fs.sync(file)?;
            hash_of(path)
        });
        let facts = check_inside(path, Depth::Pages).and_then(|()| facts_of(path)).map_err(Error::of_new);
        let hash = hash.join().unwrap_or_else(|_| Err(Error::Unverified("it cannot be read".to_owned())));
        Ok((hash?, facts?))
    })
}

/// Returns the backups of a folder, newest first; files without a readable manifest are left out.
/// A folder that is not there has none.
pub fn list(folder: &Path) -> Result<Vec<Backup>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut backups = Vec::new();
    for entry in entries {
        let entry = entry?;
        if !is_name(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        if let Ok(manifest) = read_manifest(&path) {
            backups.push(Backup { path, manifest });
        }
    }
    backups.sort_by(|one, other| other.path.cmp(&one.path));
    Ok(backups)
}

/// Finds the backup of this name in a folder.
///
/// # Errors
///
/// [`Error::Unknown`] also for what is no name of a backup, such as a path: nothing outside the
/// folder can be meant.
pub fn find(folder: &Path, name: &str) -> Result<PathBuf> {
    let path = folder.join(name);
    if is_name(name) && path.is_file() { Ok(path) } else { Err(Error::Unknown(name.to_owned())) }
}

/// Whether a file is named as backups are: `db_backup_20261121_170200.sqlite3`, encrypted
/// `db_backup_20261121_170200.sqlite3.age`.
fn is_name(name: &str) -> bool {
    let name = name.strip_suffix(SEALED).unwrap_or(name);
    let inside = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    inside.is_some_and(|moment| {
        moment.len() == 15
            && moment.bytes().enumerate().all(|(place, byte)| match place {
                8 => byte == b'_',
                _ => byte.is_ascii_digit(),
            })
    })
}

/// Reads a backup by its path.
///
/// # Errors
///
/// [`Error::Unknown`], [`Error::NoManifest`], and [`Error::Damaged`] where the manifest cannot be
/// read.
pub fn read(path: &Path) -> Result<Backup> {
    if !path.is_file() {
        return Err(Error::Unknown(path.display().to_string()));
    }
    if !manifest_of(path).exists() {
        return Err(Error::NoManifest(path.to_owned()));
    }
    let reason = "its manifest cannot be read".to_owned();
    let manifest = read_manifest(path).map_err(|_| Error::Damaged { path: path.to_owned(), reason })?;
    Ok(Backup { path: path.to_owned(), manifest })
}

/// Whether a file is named as encrypted backups are.
pub fn is_sealed(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(SEALED))
}

pub(crate) fn read_manifest(path: &Path) -> Result<Manifest> {
    Ok(serde_json::from_slice(&std::fs::read(manifest_of(path))?)?)
}

pub(crate) fn manifest_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".json");
    PathBuf::from(name)
}

/// Gives the copy its name, the manifest first: a file named as a backup always has one.
fn publish(
    fs: &dyn Fs,
    copy: NamedTempFile,
    manifest: &Manifest,
    folder: &Path,
    now: &Zoned,
) -> Result<PathBuf> {
    let path = free_name(folder, now)?;
    crate::fs::publish(fs, &manifest_of(&path), &serde_json::to_vec_pretty(manifest)?)?;
    let mut copy = copy.into_temp_path();
    if let Err(error) = fs.rename(&copy, &path) {
        let _ = fs.remove(&manifest_of(&path));
        return Err(error.into());
    }
    copy.disable_cleanup(true);
    fs.sync_folder(folder)?;
    Ok(path)
}

/// Finds the first second from `now` on whose name is not taken.
fn free_name(folder: &Path, now: &Zoned) -> Result<PathBuf> {
    let mut at = now.clone();
    loop {
        let path = folder.join(format!("{PREFIX}{}{SUFFIX}", at.strftime("%Y%m%d_%H%M%S")));
        if !path.exists() && !manifest_of(&path).exists() {
            return Ok(path);
        }
        at = at.checked_add(jiff::Span::new().seconds(1)).map_err(std::io::Error::other)?;
    }
}

/// Removes a backup, the snapshot first: a manifest alone is nobody's backup.
pub(crate) fn delete(path: &Path) -> Result<()> {
    Disk.remove(path)?;
    Ok(Disk.remove(&manifest_of(path))?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::verify;

    fn moment() -> Zoned {
        "2026-11-21T17:02:00+08:00[Asia/Shanghai]".parse().expect("a moment")
    }

    fn unwatched(_: u64, _: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn ledger(folder: &Path) -> Store {
        Store::create(&folder.join("a.sqlite3"), "test", "2026-11-21T09:00:00Z").expect("a new ledger")
    }

    #[test]
    fn a_backup_is_listed_with_its_facts_and_verifies() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let store = ledger(folder.path());
        let place = folder.path().join("backups");
        let made = create(&store, &place, &moment(), Reason::Manual, Some("before the audit"), &unwatched)?;
        assert!(made.path.ends_with("db_backup_20261121_170200.sqlite3"));
        assert_eq!(made.manifest.rows.get("contract"), Some(&0));
        assert_eq!(list(&place)?, std::slice::from_ref(&made));
        verify(&made.path)
    }

    #[test]
    fn two_backups_of_one_second_get_two_names() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let store = ledger(folder.path());
        let place = folder.path().join("backups");
        create(&store, &place, &moment(), Reason::Manual, None, &unwatched)?;
        let second = create(&store, &place, &moment(), Reason::Manual, None, &unwatched)?;
        assert!(second.path.ends_with("db_backup_20261121_170201.sqlite3"));
        assert_eq!(list(&place)?.len(), 2);
        Ok(())
    }

    #[test]
    fn a_cancel_at_any_step_leaves_nothing_behind() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let store = ledger(folder.path());
        let place = folder.path().join("backups");
        for step in 0.. {
            let asked = std::cell::Cell::new(0);
            let stop = |_: u64, _: Option<u64>| {
                asked.set(asked.get() + 1);
                if asked.get() > step { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let made = create(&store, &place, &moment(), Reason::BeforeImport, None, &stop);
            if made.is_ok() {
                assert!(step >= 2, "asked {step} times only");
                return Ok(());
            }
            assert!(matches!(made, Err(Error::Storage(storage::Error::Cancelled))));
            assert_eq!(fs::read_dir(&place).map(Iterator::count).unwrap_or_default(), 0, "step {step}");
        }
        Ok(())
    }

    #[test]
    fn only_a_name_of_a_backup_finds_one() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let store = ledger(folder.path());
        let place = folder.path().join("backups");
        let made = create(&store, &place, &moment(), Reason::Manual, None, &unwatched)?;
        assert_eq!(find(&place, "db_backup_20261121_170200.sqlite3")?, made.path);
        let others = [
            "",
            "../a.sqlite3",
            "../../x",
            "/etc/passwd",
            "db_backup_20261121_170200.sqlite3.json",
            "db_backup_20261121_170201.sqlite3",
            "./db_backup_20261121_170200.sqlite3",
            "db_backup_.sqlite3",
        ];
        for name in others {
            assert!(matches!(find(&place, name), Err(Error::Unknown(_))), "{name}");
        }
        Ok(())
    }

    #[test]
    fn one_changed_byte_is_found() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let store = ledger(folder.path());
        let made =
            create(&store, &folder.path().join("backups"), &moment(), Reason::Manual, None, &unwatched)?;
        let mut bytes = fs::read(&made.path)?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&made.path, bytes)?;
        assert!(matches!(verify(&made.path), Err(Error::Damaged { .. })));
        Ok(())
    }
}
