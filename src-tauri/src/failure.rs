//! What went wrong, made ready for the screens: the one place where errors turn into codes.

use std::collections::BTreeMap;
use std::error::Error as Cause;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use ledger::domain::Code;
use wire::Failure;

/// What a command answers.
pub(crate) type Reply<T> = Result<T, Failure>;

pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    #[error("no ledger is open")]
    NotOpen,
    #[error("there is a ledger already")]
    HasLedger { path: PathBuf },
    #[error("the rehearsal is not kept any more")]
    RehearsalGone,
    #[error("what lay ready to be restored is not kept any more")]
    CandidateGone,
    #[error("a file to show is not there")]
    NothingToShow { path: String },
    #[error("the file manager did not answer")]
    FileManager(#[source] tauri_plugin_opener::Error),
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("the work ended before its time")]
    Stopped(#[source] tauri::Error),
}

impl Error {
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Ledger(error) => error.code(),
            Self::NotOpen => Code::LedgerNotOpen,
            Self::HasLedger { .. } => Code::LedgerExists,
            Self::RehearsalGone => Code::ImportNotReady,
            Self::CandidateGone => Code::RestoreNotReady,
            Self::NothingToShow { .. } => Code::FileNotFound,
            Self::Io(error) if error.kind() == io::ErrorKind::StorageFull => Code::DiskFull,
            Self::FileManager(_) | Self::Io(_) | Self::Stopped(_) => Code::Internal,
        }
    }

    pub(crate) fn params(&self) -> BTreeMap<String, String> {
        match self {
            Self::Ledger(error) => error.params(),
            Self::HasLedger { path } => one_param("path", path.display().to_string()),
            Self::NothingToShow { path } => one_param("path", path.clone()),
            Self::NotOpen
            | Self::RehearsalGone
            | Self::CandidateGone
            | Self::FileManager(_)
            | Self::Io(_)
            | Self::Stopped(_) => BTreeMap::new(),
        }
    }

    /// Returns what the log may tell of the cause: never a path, a name, an amount or a cell.
    pub(crate) fn story(&self) -> String {
        match self {
            Self::Ledger(ledger::Error::Json(error)) => {
                // The text of the error quotes what it could not read.
                format!("JSON, line {}, column {}", error.line(), error.column())
            }
            Self::Ledger(
                error @ (ledger::Error::Storage(_)
                | ledger::Error::Exchange(_)
                | ledger::Error::Backup(_)
                | ledger::Error::NotBackedUp { .. }
                | ledger::Error::NotBackedUpBeforeMigration { .. }
                | ledger::Error::RestoreUnfinished { .. }
                | ledger::Error::Io(_)),
            ) => chain(error.cause()),
            Self::Ledger(ledger::Error::Rules(_))
            | Self::NotOpen
            | Self::HasLedger { .. }
            | Self::RehearsalGone
            | Self::CandidateGone
            | Self::NothingToShow { .. } => String::new(),
            Self::FileManager(error) => chain(Some(error)),
            Self::Io(error) => chain(Some(error)),
            Self::Stopped(error) => chain(Some(error)),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let incident = next_incident();
        let code = error.code();
        log(code, &incident, &error.story());
        let mut params = error.params();
        if code == Code::Internal {
            params.insert("incident".to_owned(), incident.clone());
        }
        let problems = match error {
            Error::Ledger(error) => error.problems(),
            Error::NotOpen
            | Error::HasLedger { .. }
            | Error::RehearsalGone
            | Error::CandidateGone
            | Error::NothingToShow { .. }
            | Error::FileManager(_)
            | Error::Io(_)
            | Error::Stopped(_) => Vec::new(),
        };
        let field = problems.first().and_then(|problem| problem.field.clone());
        Self { code, params, field, problems, incident }
    }
}

fn log(code: Code, incident: &str, story: &str) {
    if code == Code::Internal {
        tracing::error!(%code, incident, story, "a command failed");
    } else {
        tracing::info!(%code, incident, story, "a command was refused");
    }
}

fn chain(mut cause: Option<&(dyn Cause + 'static)>) -> String {
    let mut texts = Vec::new();
    while let Some(error) = cause {
        texts.push(error.downcast_ref::<io::Error>().map_or_else(|| error.to_string(), kind_and_number));
        cause = error.source();
    }
    texts.join(": ")
}

/// Tells an error of the file system without its text, which may name the file.
fn kind_and_number(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("{} (os error {number})", error.kind()),
        None => error.kind().to_string(),
    }
}

fn one_param(name: &str, value: String) -> BTreeMap<String, String> {
    BTreeMap::from([(name.to_owned(), value)])
}

/// Returns a number that people can read out on the telephone, such as `TQ4K2A-7`: the second it
/// happened, and the how-manieth of this run it is.
fn next_incident() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map(|time| time.as_secs()).unwrap_or_default();
    format!("{}-{}", base36(seconds), COUNT.fetch_add(1, Ordering::Relaxed) + 1)
}

fn base36(mut number: u64) -> String {
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut digits = Vec::new();
    loop {
        let digit = usize::try_from(number % 36).unwrap_or_default();
        digits.push(char::from(DIGITS[digit]));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use ledger::domain::Problem;

    use super::*;

    #[test]
    fn a_broken_rule_keeps_its_code_its_field_and_every_problem() {
        let first = Problem::new(Code::RecordCodeTaken).field("code").param("value", "HT-1");
        let second = Problem::new(Code::RecordFieldMissing).field("name");
        let failure = Failure::from(Error::from(ledger::Error::Rules(vec![first, second])));
        assert_eq!(failure.code, Code::RecordCodeTaken);
        assert_eq!(failure.params.get("value").map(String::as_str), Some("HT-1"));
        assert_eq!(failure.field.as_deref(), Some("code"));
        assert_eq!(failure.problems.len(), 2);
    }

    #[test]
    fn an_internal_error_tells_its_number_and_the_log_its_cause() {
        let error = Error::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(error.story(), "broken pipe");
        let failure = Failure::from(error);
        assert_eq!(failure.code, Code::Internal);
        assert_eq!(failure.params.get("incident"), Some(&failure.incident));
    }

    #[test]
    fn no_value_of_a_record_reaches_the_log() {
        let problem = Problem::new(Code::SupplierNameTaken).field("name").param("value", "中铁某局");
        assert_eq!(Error::from(ledger::Error::rule(problem)).story(), "");
        let path = PathBuf::from("/home/李四/机密.sqlite3");
        assert_eq!(Error::HasLedger { path }.story(), "");
        let missing = Error::from(io::Error::new(io::ErrorKind::NotFound, "no /home/李四/机密.xlsx"));
        assert_eq!(missing.story(), "entity not found");
    }

    #[test]
    fn every_refusal_of_the_shell_has_a_code_of_its_own() {
        let refusals = [
            (Error::NotOpen, Code::LedgerNotOpen),
            (Error::HasLedger { path: PathBuf::new() }, Code::LedgerExists),
            (Error::RehearsalGone, Code::ImportNotReady),
            (Error::CandidateGone, Code::RestoreNotReady),
            (Error::NothingToShow { path: String::new() }, Code::FileNotFound),
        ];
        for (error, code) in refusals {
            assert_eq!(Failure::from(error).code, code);
        }
    }

    #[test]
    fn incidents_differ_and_are_short() {
        let (one, two) = (next_incident(), next_incident());
        assert_ne!(one, two);
        assert!(one.len() <= 14, "{one}");
        assert_eq!(base36(0), "0");
        assert_eq!(base36(36 * 36 - 1), "ZZ");
    }
}
