//! What can go wrong with a backup.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::Code;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why there is no backup, or why one is not to be trusted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the new backup does not verify: {0}")]
    Unverified(String),
    #[error("the backup {path} is not what its manifest says: {reason}")]
    Damaged { path: PathBuf, reason: String },
    #[error(transparent)]
    Storage(#[from] storage::Error),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("a manifest cannot be written: {0}")]
    Manifest(#[from] serde_json::Error),
    #[error("no backup is named {0}")]
    Unknown(String),
    #[error("{needed} bytes are needed, {free} are free")]
    NoSpace { needed: u64, free: u64 },
    #[error("a backup was made at {made_at}, which is still to come")]
    ClockWentBack { made_at: String },
}

impl Error {
    /// Tells of a backup that was just made: it is not kept, so that its path says nothing.
    pub(crate) fn of_new(self) -> Self {
        if let Self::Damaged { reason, .. } = self { Self::Unverified(reason) } else { self }
    }

    /// Returns the stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Unverified(_) => Code::BackupUnverified,
            Self::Damaged { .. } => Code::BackupDamaged,
            Self::Unknown(_) => Code::BackupUnknown,
            Self::NoSpace { .. } => Code::BackupDiskSpace,
            Self::ClockWentBack { .. } => Code::BackupClockWentBack,
            Self::Storage(error) => error.code(),
            Self::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => Code::DiskFull,
            Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => {
                Code::DiskFull
            }
            Self::Io(_) | Self::Sqlite(_) | Self::Manifest(_) => Code::Internal,
        }
    }

    /// Returns the values that the message of the code says.
    pub fn params(&self) -> BTreeMap<String, String> {
        let said = |name: &str, value: String| (name.to_owned(), value);
        match self {
            Self::Damaged { path, .. } => BTreeMap::from([said("path", path.display().to_string())]),
            Self::Unknown(name) => BTreeMap::from([said("value", name.clone())]),
            Self::NoSpace { needed, free } => {
                BTreeMap::from([said("needed", megabytes(*needed)), said("free", megabytes(*free))])
            }
            Self::ClockWentBack { made_at } => BTreeMap::from([said("value", made_at.clone())]),
            Self::Storage(error) => error.params(),
            Self::Unverified(_) | Self::Sqlite(_) | Self::Io(_) | Self::Manifest(_) => BTreeMap::new(),
        }
    }
}

/// Rounded up: what is told as needed must be enough.
fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}
