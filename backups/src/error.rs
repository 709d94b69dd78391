//! What can go wrong with a backup.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::Code;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why there is no backup, or why one is not to be trusted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the backup {path} did not verify: {reason}")]
    Unverified { path: PathBuf, reason: String },
    #[error(transparent)]
    Storage(#[from] storage::Error),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("the manifest is not readable: {0}")]
    Manifest(#[from] serde_json::Error),
}

impl Error {
    /// Returns the stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Unverified { .. } | Self::Manifest(_) => Code::BackupUnverified,
            Self::Storage(error) => error.code(),
            Self::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => Code::DiskFull,
            Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => {
                Code::DiskFull
            }
            Self::Io(_) | Self::Sqlite(_) => Code::Internal,
        }
    }

    /// Returns the values that the message of the code says.
    pub fn params(&self) -> BTreeMap<String, String> {
        match self {
            Self::Unverified { path, .. } => {
                BTreeMap::from([("path".to_owned(), path.display().to_string())])
            }
            Self::Storage(error) => error.params(),
            Self::Sqlite(_) | Self::Io(_) | Self::Manifest(_) => BTreeMap::new(),
        }
    }
}
