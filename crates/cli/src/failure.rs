//! Why a command did nothing.

use std::collections::BTreeMap;
use std::io::{self, Write};

use ledger::domain::Code;
use ledger::logs::next_incident;
use serde::Serialize;

use crate::language::Language;

/// Why a command did nothing: a stable code, and the values that its message says.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    params: BTreeMap<String, String>,
    /// What follows the message, such as how the command is called.
    advice: Option<String>,
}

#[derive(Serialize)]
struct Report<'failure> {
    error: Told<'failure>,
}

#[derive(Serialize)]
struct Told<'failure> {
    code: &'static str,
    message: String,
    params: &'failure BTreeMap<String, String>,
}

impl Failure {
    /// Fails with one value for the message.
    pub(crate) fn new(code: Code, name: &str, value: impl Into<String>) -> Self {
        Self { code, params: BTreeMap::from([(name.to_owned(), value.into())]), advice: None }
    }

    /// Fails because the call cannot be understood.
    pub(crate) fn call(refusal: &clap::Error) -> Self {
        let text = refusal.to_string();
        let (reason, advice) = text.split_once("\n\n").unwrap_or((&text, ""));
        let reason = reason.trim_start_matches("error: ").trim();
        let advice = Some(advice.trim().to_owned()).filter(|advice| !advice.is_empty());
        Self { advice, ..Self::new(Code::RequestInvalid, "detail", reason) }
    }

    pub(crate) const fn code(&self) -> Code {
        self.code
    }

    /// Tells the user; a standard error that nobody reads is no further failure.
    pub(crate) fn report(&self, language: Language, as_json: bool) {
        let message = language.message(self.code, &self.params);
        let mut stderr = io::stderr().lock();
        if as_json {
            let told = Told { code: self.code.as_str(), message, params: &self.params };
            let line = serde_json::to_string(&Report { error: told }).unwrap_or_default();
            let _ = writeln!(stderr, "{line}");
            return;
        }
        let label = language.say("错误", "error");
        let _ = writeln!(stderr, "{label} [{}] {message}", self.code);
        if let Some(advice) = &self.advice {
            let _ = writeln!(stderr, "\n{advice}");
        }
    }
}

impl From<ledger::Error> for Failure {
    fn from(error: ledger::Error) -> Self {
        let (code, mut params) = (error.code(), error.params());
        log(code, &error.story(), &mut params);
        if let Some(field) = error.problems().first().and_then(|problem| problem.field.clone()) {
            params.entry("field".to_owned()).or_insert(field);
        }
        Self { code, params, advice: None }
    }
}

/// Logs a failure; one of the program itself under a number, which its message tells.
fn log(code: Code, story: &str, params: &mut BTreeMap<String, String>) {
    if code == Code::Internal {
        let incident = next_incident();
        tracing::error!(%code, incident, story, "a command failed");
        params.insert("incident".to_owned(), incident);
    } else {
        tracing::info!(%code, story, "a command was refused");
    }
}

/// A standard output that cannot be written to, such as a file on a full disk.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(Code::FileNotWritable, "path", format!("stdout: {error}"))
    }
}
