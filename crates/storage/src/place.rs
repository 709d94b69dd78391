//! The places in which a live ledger can be kept.

use std::path::{Component, Path, PathBuf, Prefix};

use domain::file_name::is_kept_by_windows;

use crate::{Error, Result};

/// SQLite's own limit of a path on Unix is 512 bytes, of which `-journal` needs some.
const LONGEST_PATH_BYTES: usize = 500;
/// Windows takes 260 characters.
const LONGEST_PATH_CHARACTERS: usize = 248;

/// Folders of programs that copy files behind SQLite's back.
const SYNCED: [&str; 7] =
    ["onedrive", "dropbox", "google drive", "icloud drive", "坚果云", "nutstore", "baidunetdisk"];

/// Refuses a place in which no live ledger can be kept.
pub(crate) fn check(path: &Path) -> Result<()> {
    if is_too_long(path) {
        return Err(Error::PathTooLong(path.to_owned()));
    }
    if cfg!(windows) && !names_of(path).all(|name| is_kept_by_windows(&name)) {
        return Err(Error::NameUnsuitable(path.to_owned()));
    }
    let places = [path.parent().unwrap_or(path).to_owned(), real_folder(path)];
    if places.iter().any(|place| is_share(place) || is_synced(place)) {
        return Err(Error::FolderUnsuitable(path.to_owned()));
    }
    Ok(())
}

fn is_too_long(path: &Path) -> bool {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.chars().count() > LONGEST_PATH_CHARACTERS
    } else {
        text.len() > LONGEST_PATH_BYTES
    }
}

/// Returns the names of the file and of the folders that it lies in.
fn names_of(path: &Path) -> impl Iterator<Item = String> {
    path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    })
}

/// Returns the nearest folder above the ledger that there is, as the system itself knows it: behind links, and on
/// Windows behind the letter of a drive, which may stand for a share.
fn real_folder(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = path.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok());
    real.unwrap_or(path)
}

/// Whether a folder lies on another computer: there no lock is to be trusted, and no memory is shared.
fn is_share(folder: &Path) -> bool {
    folder.components().next().is_some_and(|first| match first {
        Component::Prefix(prefix) => {
            matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..) | Prefix::DeviceNS(_))
        }
        Component::RootDir | Component::CurDir | Component::ParentDir | Component::Normal(_) => false,
    })
}

fn is_synced(folder: &Path) -> bool {
    names_of(folder).any(|name| {
        let name = name.to_lowercase();
        SYNCED.iter().any(|known| name == *known || name.starts_with(&format!("{known} - ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cloud_folder_behind_a_link_is_found() -> Result<()> {
        let desk = tempfile::tempdir()?;
        let cloud = desk.path().join("OneDrive - 公司");
        std::fs::create_dir(&cloud)?;
        assert!(matches!(check(&cloud.join("台账.sqlite3")), Err(Error::FolderUnsuitable(_))));
        #[cfg(unix)]
        {
            let link = desk.path().join("台账");
            std::os::unix::fs::symlink(&cloud, &link)?;
            assert!(matches!(check(&link.join("台账.sqlite3")), Err(Error::FolderUnsuitable(_))));
        }
        assert!(check(&desk.path().join("还没有的文件夹/台账.sqlite3")).is_ok());
        Ok(())
    }

    #[cfg(windows)]
    #[test]
    fn a_share_is_refused_however_it_is_written() {
        for place in [
            r"\\server\share\台账.sqlite3",
            "//server/share/台账.sqlite3",
            r"\\?\UNC\server\share\台账.sqlite3",
            r"\\.\pipe\台账.sqlite3",
        ] {
            let refused = check(Path::new(place));
            assert!(matches!(refused, Err(Error::FolderUnsuitable(_))), "{place}: {refused:?}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn a_name_that_windows_would_read_otherwise_is_refused() -> Result<()> {
        let desk = tempfile::tempdir()?;
        for name in
            ["NUL", "con.sqlite3", "台账.sqlite3.", "台账.sqlite3 ", "台账.sqlite3:流", "aux/台账.sqlite3"]
        {
            let refused = check(&desk.path().join(name));
            assert!(matches!(refused, Err(Error::NameUnsuitable(_))), "{name}: {refused:?}");
        }
        let verbatim = desk.path().canonicalize()?.join("台账.sqlite3");
        assert!(verbatim.to_string_lossy().starts_with(r"\\?\"));
        check(&verbatim)
    }
}
