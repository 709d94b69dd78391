//! What can go wrong with the file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::{Code, Problem};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the ledger could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no ledger file {0}")]
    Missing(PathBuf),
    #[error("{0} exists already")]
    Exists(PathBuf),
    #[error("the ledger {path} is open in another program ({holder})")]
    InUse { path: PathBuf, holder: String },
    #[error("{0} is not a ledger of this program")]
    NotOurs(PathBuf),
    #[error("the ledger {path} has schema {found}, newer than {known}")]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("the ledger {path} is damaged: {reason}")]
    Damaged { path: PathBuf, reason: String },
    #[error("the folder of {path} cannot be written")]
    NotWritable { path: PathBuf, source: std::io::Error },
    #[error("the path {0} is too long")]
    PathTooLong(PathBuf),
    #[error("Windows keeps no file under the name {0}")]
    NameUnsuitable(PathBuf),
    #[error("{0} lies on a network, removable or cloud-synced drive")]
    FolderUnsuitable(PathBuf),
    #[error("the ledger {path} has schema {found} and waits to be brought to {known}")]
    UpgradePending { path: PathBuf, found: i64, known: i64 },
    #[error("migration {number} of {path} was edited after it was applied")]
    MigrationEdited { path: PathBuf, number: i64 },
    #[error("there is no migration {number}")]
    MigrationUnknown { number: i64 },
    #[error("no program opens schema {number}; the first released one is {first}")]
    MigrationBelowRelease { number: i64, first: i64 },
    #[error("migration {number} cannot be taken back")]
    MigrationIrreversible { number: i64 },
    #[error("migration {number} does not fit this ledger")]
    MigrationFailed { number: i64, source: rusqlite::Error },
    #[error("what should have stayed would be other than before: {table}")]
    MigrationChanges { table: String },
    #[error("the ledger is other than at the rehearsal")]
    MigrationDiffers,
    #[error("the ledger is only looked at")]
    ReadOnly,
    #[error("the disk is full")]
    DiskFull(#[source] rusqlite::Error),
    #[error("a record breaks a rule: {0}")]
    Rule(Problem),
    #[error("record {id} does not exist")]
    NotFound { id: i64 },
    #[error("record {id} was changed since revision {expected}")]
    Stale { id: i64, expected: i64 },
    #[error("cancelled")]
    Cancelled,
    #[error(transparent)]
    Sqlite(rusqlite::Error),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("a value of the file is not what it should be: {0}")]
    Value(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull(error),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Rule(problem)
    }
}

impl Error {
    /// Returns the stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Missing(_) => Code::LedgerMissing,
            Self::Exists(_) => Code::LedgerExists,
            Self::InUse { .. } => Code::LedgerInUse,
            Self::NotOurs(_) => Code::LedgerNotOurs,
            Self::Newer { .. } => Code::LedgerNewer,
            Self::Damaged { .. } => Code::LedgerDamaged,
            Self::NotWritable { .. } => Code::LedgerNotWritable,
            Self::PathTooLong(_) => Code::LedgerPathTooLong,
            Self::NameUnsuitable(_) => Code::LedgerNameUnsuitable,
            Self::FolderUnsuitable(_) => Code::LedgerFolderUnsuitable,
            Self::UpgradePending { .. } => Code::LedgerUpgradePending,
            Self::MigrationEdited { .. } => Code::LedgerMigrationEdited,
            Self::MigrationUnknown { .. } => Code::MigrationUnknown,
            Self::MigrationBelowRelease { .. } => Code::MigrationBelowRelease,
            Self::MigrationIrreversible { .. } => Code::MigrationIrreversible,
            Self::MigrationFailed { source, .. }
                if source.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) =>
            {
                Code::DiskFull
            }
            Self::MigrationFailed { .. } => Code::MigrationFailed,
            Self::MigrationChanges { .. } => Code::MigrationChanges,
            Self::MigrationDiffers => Code::MigrationDiffers,
            Self::ReadOnly => Code::LedgerReadOnly,
            Self::DiskFull(_) => Code::DiskFull,
            Self::Rule(problem) => problem.code,
            Self::NotFound { .. } => Code::RecordNotFound,
            Self::Stale { .. } => Code::RecordStale,
            Self::Cancelled => Code::Cancelled,
            Self::Io(error) => code_of_io(error),
            Self::Sqlite(_) | Self::Value(_) => Code::Internal,
        }
    }

    /// Returns the values that the message of the code says.
    pub fn params(&self) -> BTreeMap<String, String> {
        let of = |pairs: &[(&str, String)]| {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
        };
        let path_of = |path: &PathBuf| ("path", path.display().to_string());
        match self {
            Self::Missing(path)
            | Self::Exists(path)
            | Self::NotOurs(path)
            | Self::PathTooLong(path)
            | Self::NameUnsuitable(path)
            | Self::FolderUnsuitable(path)
            | Self::Damaged { path, .. }
            | Self::NotWritable { path, .. } => of(&[path_of(path)]),
            Self::InUse { path, holder } => of(&[path_of(path), ("holder", holder.clone())]),
            Self::Newer { path, found, known } | Self::UpgradePending { path, found, known } => {
                of(&[path_of(path), ("found", found.to_string()), ("known", known.to_string())])
            }
            Self::MigrationEdited { path, number } => of(&[path_of(path), ("number", number.to_string())]),
            Self::MigrationUnknown { number }
            | Self::MigrationIrreversible { number }
            | Self::MigrationFailed { number, .. } => of(&[("number", number.to_string())]),
            Self::MigrationBelowRelease { number, first } => {
                of(&[("number", number.to_string()), ("first", first.to_string())])
            }
            Self::MigrationChanges { table } => of(&[("value", table.clone())]),
            Self::Rule(problem) => problem.params.clone(),
            Self::NotFound { .. }
            | Self::Stale { .. }
            | Self::DiskFull(_)
            | Self::Cancelled
            | Self::MigrationDiffers
            | Self::ReadOnly
            | Self::Sqlite(_)
            | Self::Io(_)
            | Self::Value(_) => BTreeMap::new(),
        }
    }
}

/// Returns the code of what the system said of a file that is not named.
pub fn code_of_io(error: &std::io::Error) -> Code {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, StorageFull};
    if is_held(error) {
        Code::FileHeld
    } else if error.kind() == StorageFull {
        Code::DiskFull
    } else if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) {
        Code::FileDenied
    } else {
        Code::Internal
    }
}

/// Whether another program holds the file: sharing and lock violations of Windows.
pub fn is_held(error: &std::io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}
