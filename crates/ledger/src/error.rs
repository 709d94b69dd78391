//! Why an operation did nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::{Code, Problem, Problems};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation did nothing. Whatever it says, the ledger is as it was.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A record breaks rules; never empty.
    #[error("a record breaks {} rules", .0.len())]
    Rules(Vec<Problem>),
    #[error(transparent)]
    Storage(#[from] storage::Error),
    #[error(transparent)]
    Exchange(#[from] exchange::Error),
    #[error(transparent)]
    Backup(#[from] backups::Error),
    #[error("no backup in {folder} before the import")]
    NotBackedUp { folder: PathBuf, source: backups::Error },
    #[error("no backup in {folder} before the migration")]
    NotBackedUpBeforeMigration { folder: PathBuf, source: backups::Error },
    #[error("the restore of {name} that began at {at} is not finished")]
    RestoreUnfinished { name: String, at: String, cause: backups::Error },
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("a password could not be hashed: {0}")]
    Password(String),
    #[error("facts of the journal are not readable: {0}")]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// Refuses for one reason.
    pub fn rule(problem: Problem) -> Self {
        Self::Rules(vec![problem])
    }

    /// Returns the stable code: of several broken rules, the first one's.
    pub fn code(&self) -> Code {
        match self {
            Self::Rules(problems) => problems.first().map_or(Code::Internal, |problem| problem.code),
            Self::Storage(error) => error.code(),
            Self::Exchange(error) => error.code(),
            Self::Backup(error) => error.code(),
            Self::NotBackedUp { .. } => Code::ImportNotBackedUp,
            Self::NotBackedUpBeforeMigration { .. } => Code::MigrationNotBackedUp,
            Self::RestoreUnfinished { .. } => Code::RestoreUnfinished,
            Self::Io(error) => storage::code_of_io(error),
            Self::Password(_) | Self::Json(_) => Code::Internal,
        }
    }

    /// Returns the values that the message of the code says.
    pub fn params(&self) -> BTreeMap<String, String> {
        match self {
            Self::Rules(problems) => {
                problems.first().map(|problem| problem.params.clone()).unwrap_or_default()
            }
            Self::Storage(error) => error.params(),
            Self::Exchange(error) => error.params(),
            Self::Backup(error) => error.params(),
            Self::NotBackedUp { folder, .. } | Self::NotBackedUpBeforeMigration { folder, .. } => {
                BTreeMap::from([("path".to_owned(), folder.display().to_string())])
            }
            Self::RestoreUnfinished { name, at, cause } => BTreeMap::from([
                ("name".to_owned(), name.clone()),
                ("at".to_owned(), at.clone()),
                ("cause".to_owned(), cause.to_string()),
            ]),
            Self::Password(_) | Self::Io(_) | Self::Json(_) => BTreeMap::new(),
        }
    }

    /// Returns every broken rule.
    pub fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Rules(problems) => problems.clone(),
            Self::Storage(storage::Error::Rule(problem)) => vec![problem.clone()],
            Self::Storage(_)
            | Self::Exchange(_)
            | Self::Backup(_)
            | Self::NotBackedUp { .. }
            | Self::NotBackedUpBeforeMigration { .. }
            | Self::RestoreUnfinished { .. }
            | Self::Password(_)
            | Self::Io(_)
            | Self::Json(_) => Vec::new(),
        }
    }

    /// Returns the technical cause, which a log may tell: it holds no path, name, amount or cell.
    pub fn cause(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Rules(_) | Self::Password(_) | Self::Json(_) => None,
            Self::Storage(storage::Error::Sqlite(error)) => Some(error),
            Self::Storage(storage::Error::MigrationFailed { source, .. }) => Some(source),
            Self::Storage(storage::Error::Io(error))
            | Self::NotBackedUp { source: backups::Error::Io(error), .. }
            | Self::RestoreUnfinished { cause: backups::Error::Io(error), .. }
            | Self::Io(error) => Some(error),
            Self::Storage(error) => std::error::Error::source(error),
            Self::Exchange(error) => std::error::Error::source(error),
            Self::Backup(error) => std::error::Error::source(error),
            Self::NotBackedUp { source, .. }
            | Self::NotBackedUpBeforeMigration { source, .. }
            | Self::RestoreUnfinished { cause: source, .. } => std::error::Error::source(source),
        }
    }

    /// Returns what a log may tell of the cause: never a path, a name, an amount or a cell.
    pub fn story(&self) -> String {
        match self {
            // The text of the error quotes what it could not read.
            Self::Json(error) => format!("JSON, line {}, column {}", error.line(), error.column()),
            Self::Password(why) => why.clone(),
            Self::Rules(_)
            | Self::Storage(_)
            | Self::Exchange(_)
            | Self::Backup(_)
            | Self::NotBackedUp { .. }
            | Self::NotBackedUpBeforeMigration { .. }
            | Self::RestoreUnfinished { .. }
            | Self::Io(_) => story_of(self.cause()),
        }
    }

    /// Returns the message in Chinese.
    pub fn message_zh(&self) -> String {
        self.code().message_zh(&self.params())
    }
}

/// Returns what a log may tell of a cause and of what is behind it.
pub fn story_of(mut cause: Option<&(dyn std::error::Error + 'static)>) -> String {
    let mut texts = Vec::new();
    while let Some(error) = cause {
        texts.push(error.downcast_ref::<std::io::Error>().map_or_else(|| error.to_string(), kind_and_number));
        cause = error.source();
    }
    texts.join(": ")
}

/// Tells an error of the file system without its text, which may name the file.
fn kind_and_number(error: &std::io::Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("{} (os error {number})", error.kind()),
        None => error.kind().to_string(),
    }
}

/// Refuses a record that breaks any rule.
pub(crate) fn refuse_broken(problems: Problems) -> Result<()> {
    problems.into_result().map_err(Error::Rules)
}

/// Refuses a code that another record has.
pub(crate) fn refuse_taken(field: &str, code: &str, own: Option<i64>, taken: Option<i64>) -> Result<()> {
    match taken {
        Some(id) if own != Some(id) => {
            Err(Error::rule(Problem::new(Code::RecordCodeTaken).field(field).param("value", code)))
        }
        _ => Ok(()),
    }
}

/// Returns a record with its texts as they are kept; refuses one whose texts are too long.
pub(crate) fn tidied<T: domain::text::Texts>(record: &T) -> Result<T> {
    let record = record.tidied();
    refuse_broken(record.check_lengths())?;
    Ok(record)
}
