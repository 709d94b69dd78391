//! What may be put into the place of a ledger.

use std::path::{Path, PathBuf};

use domain::Code;

use crate::manifest::{JournalHead, Manifest};
use crate::snapshot::{manifest_of, read_manifest};
use crate::{Backup, Error, Result};

/// A self-contained ledger file that is to be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub path: PathBuf,
    /// The name under which people know it; the journal tells it.
    pub name: String,
    pub expected: Expected,
}

/// What a candidate must turn out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Byte for byte what this manifest says.
    Manifest(Box<Manifest>),
    /// A ledger whose journal ends here: one that was built for a moment.
    Head(JournalHead),
    /// A sound ledger; a person answers for the rest.
    Sound,
}

impl Candidate {
    /// Takes a file, which must be what the manifest beside it says.
    ///
    /// # Errors
    ///
    /// [`Error::Unknown`], [`Error::NoManifest`], and [`Error::Damaged`] where the manifest cannot
    /// be read.
    pub fn beside_manifest(path: &Path) -> Result<Self> {
        let candidate = Self::without_manifest(path)?;
        if !manifest_of(path).exists() {
            return Err(Error::NoManifest(path.to_owned()));
        }
        let manifest = read_manifest(path).map_err(|_| Error::Damaged {
            path: path.to_owned(),
            reason: "its manifest cannot be read".to_owned(),
        })?;
        Ok(Self { expected: Expected::Manifest(Box::new(manifest)), ..candidate })
    }

    /// Takes a file of which nothing proves that it is whole, because a person insists.
    ///
    /// # Errors
    ///
    /// [`Error::Unknown`] where there is none.
    pub fn without_manifest(path: &Path) -> Result<Self> {
        if !path.is_file() {
            return Err(Error::Unknown(path.display().to_string()));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { path: path.to_owned(), name, expected: Expected::Sound })
    }

    pub(super) fn damaged(&self, reason: &str) -> Error {
        Error::Damaged { path: self.path.clone(), reason: reason.to_owned() }
    }

    /// Says of the candidate what was found in its copy.
    pub(super) fn explain(&self, error: Error) -> Error {
        use storage::Error as Found;
        let path = self.path.clone();
        if error.code() == Code::DiskFull {
            return error;
        }
        if let Error::Sqlite(error) | Error::Storage(Found::Sqlite(error)) = error {
            return Error::Damaged { path, reason: error.to_string() };
        }
        if let Error::Damaged { reason, .. } | Error::Storage(Found::Damaged { reason, .. }) = error {
            return Error::Damaged { path, reason };
        }
        if let Error::Storage(Found::NotOurs(_)) = error {
            return Error::NotOurs(path);
        }
        if let Error::Storage(Found::Missing(_)) = error {
            return Error::Unknown(path.display().to_string());
        }
        if let Error::Storage(Found::Newer { found, known, .. }) = error {
            return Error::Newer { path, found, known };
        }
        if let Error::Storage(Found::MigrationEdited { number, .. }) = error {
            return Error::ForeignSchema { path, object: format!("migration {number}") };
        }
        error
    }
}

impl From<&Backup> for Candidate {
    fn from(backup: &Backup) -> Self {
        let expected = Expected::Manifest(Box::new(backup.manifest.clone()));
        Self { path: backup.path.clone(), name: backup.name(), expected }
    }
}
