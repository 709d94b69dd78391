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
    #[error("the place {0} cannot be reached")]
    PlaceAway(PathBuf),
    #[error("no operation is known for the moment {0}")]
    MomentUnknown(String),
    #[error("neither a backup nor the archive gives back the moment {0}, or any before it")]
    MomentUnreachable(String),
    #[error("no backup is named {0}")]
    Unknown(String),
    #[error("{needed} bytes are needed, {free} are free")]
    NoSpace { needed: u64, free: u64 },
    #[error("a backup was made at {made_at}, which is still to come")]
    ClockWentBack { made_at: String },
    #[error("{0} is no ledger")]
    NotOurs(PathBuf),
    #[error("{path} has schema {found}, newer than {known}")]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("the schema of {path} is not that of a ledger: {object}")]
    ForeignSchema { path: PathBuf, object: String },
    #[error("{0} has no manifest")]
    NoManifest(PathBuf),
    #[error("beside {0} lies a write-ahead log")]
    NotWhole(PathBuf),
    #[error("the ledger was never restored")]
    NeverRestored,
    #[error("what there was before the restore lies in {folder}")]
    NotReversible { folder: PathBuf },
    #[error("the restored ledger is not the backup")]
    Differs,
    #[error("nothing in {0} can be read")]
    NothingReadable(PathBuf),
    #[error("the passphrase does not open it")]
    PassphraseWrong,
    #[error("{0} is encrypted")]
    PassphraseNeeded(PathBuf),
    #[error("the key that encrypts backups cannot be read")]
    KeyDamaged,
    #[error("{name} is among the last that verify")]
    AmongLast { name: String },
    #[error("{name} is the newest that verifies")]
    NewestSound { name: String },
}

impl Error {
    /// Tells of a backup that was just made: it is not kept, so that its path says nothing.
    pub(crate) fn of_new(self) -> Self {
        if let Self::Damaged { reason, .. } = self { Self::Unverified(reason) } else { self }
    }

    /// Whether it says that the file itself is damaged, and not the disk or the place.
    pub(crate) fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        if let Self::Sqlite(error) | Self::Storage(storage::Error::Sqlite(error)) = self {
            return matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase));
        }
        matches!(
            self,
            Self::Unverified(_) | Self::Damaged { .. } | Self::Storage(storage::Error::Damaged { .. })
        )
    }

    /// Returns the stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Unverified(_) => Code::BackupUnverified,
            Self::Damaged { .. } => Code::BackupDamaged,
            Self::Unknown(_) => Code::BackupUnknown,
            Self::PlaceAway(_) => Code::BackupPlaceUnreachable,
            Self::MomentUnknown(_) => Code::MomentUnknown,
            Self::MomentUnreachable(_) => Code::MomentUnreachable,
            Self::NoSpace { .. } => Code::BackupDiskSpace,
            Self::ClockWentBack { .. } => Code::BackupClockWentBack,
            Self::NotOurs(_) => Code::BackupNotOurs,
            Self::Newer { .. } => Code::BackupNewer,
            Self::ForeignSchema { .. } => Code::BackupForeignSchema,
            Self::NoManifest(_) => Code::BackupNoManifest,
            Self::NotWhole(_) => Code::BackupNotWhole,
            Self::NeverRestored => Code::RestoreNone,
            Self::NotReversible { .. } => Code::RestoreNotReversible,
            Self::Differs => Code::RestoreDiffers,
            Self::NothingReadable(_) => Code::LedgerNothingReadable,
            Self::PassphraseWrong => Code::BackupPassphraseWrong,
            Self::PassphraseNeeded(_) => Code::BackupPassphraseNeeded,
            Self::KeyDamaged => Code::BackupKeyDamaged,
            Self::AmongLast { .. } => Code::BackupAmongLast,
            Self::NewestSound { .. } => Code::BackupNewestSound,
            Self::Storage(error) => error.code(),
            Self::Io(error) => storage::code_of_io(error),
            Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => {
                Code::DiskFull
            }
            Self::Sqlite(_) | Self::Manifest(_) => Code::Internal,
        }
    }

    /// Returns the values that the message of the code says.
    pub fn params(&self) -> BTreeMap<String, String> {
        let said = |name: &str, value: String| (name.to_owned(), value);
        match self {
            Self::Damaged { path, .. }
            | Self::NotOurs(path)
            | Self::NoManifest(path)
            | Self::NotWhole(path)
            | Self::NothingReadable(path)
            | Self::PassphraseNeeded(path)
            | Self::NotReversible { folder: path } => {
                BTreeMap::from([said("path", path.display().to_string())])
            }
            Self::Newer { path, found, known } => BTreeMap::from([
                said("path", path.display().to_string()),
                said("found", found.to_string()),
                said("known", known.to_string()),
            ]),
            Self::ForeignSchema { path, object } => {
                BTreeMap::from([said("path", path.display().to_string()), said("value", object.clone())])
            }
            Self::PlaceAway(path) => BTreeMap::from([said("value", path.display().to_string())]),
            Self::Unknown(value)
            | Self::AmongLast { name: value }
            | Self::NewestSound { name: value }
            | Self::MomentUnknown(value)
            | Self::MomentUnreachable(value) => BTreeMap::from([said("value", value.clone())]),
            Self::NoSpace { needed, free } => {
                BTreeMap::from([said("needed", megabytes(*needed)), said("free", megabytes(*free))])
            }
            Self::ClockWentBack { made_at } => BTreeMap::from([said("value", made_at.clone())]),
            Self::Storage(error) => error.params(),
            Self::Unverified(_)
            | Self::NeverRestored
            | Self::Differs
            | Self::PassphraseWrong
            | Self::KeyDamaged
            | Self::Sqlite(_)
            | Self::Io(_)
            | Self::Manifest(_) => BTreeMap::new(),
        }
    }
}

/// Rounded up: what is told as needed must be enough.
fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1 << 20))
}
