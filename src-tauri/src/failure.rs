//! What went wrong, made ready for the screens: the one place where errors turn into codes.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use ledger::domain::Code;
use ledger::error::story_of;
use ledger::logs::next_incident;
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
            Self::Ledger(error) => error.story(),
            Self::NotOpen
            | Self::HasLedger { .. }
            | Self::RehearsalGone
            | Self::CandidateGone
            | Self::NothingToShow { .. } => String::new(),
            Self::FileManager(error) => story_of(Some(error)),
            Self::Io(error) => story_of(Some(error)),
            Self::Stopped(error) => story_of(Some(error)),
        }
    }

    /// Tells the log of what went wrong without a person who asked for it.
    pub(crate) fn log(&self, what: &str) {
        tracing::error!(code = %self.code(), story = self.story(), "{what}");
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

fn one_param(name: &str, value: String) -> BTreeMap<String, String> {
    BTreeMap::from([(name.to_owned(), value)])
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
}
