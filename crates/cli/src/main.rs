//! `lantai`: the ledger for IT and scheduled tasks.
//!
//! Results go to the standard output, everything else to the standard error. The exit status is
//! 0 where nothing is wrong, 1 where the command ran and found errors in the data, and 2 where
//! the file, the ledger or the call is unusable.

mod arguments;
mod commands;
mod desk;
mod failure;
mod language;
mod output;
mod progress;
mod record;
mod table;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::language::Language;

fn main() -> ExitCode {
    ledger::run_reader_if_asked();
    log_to_standard_error();
    match Arguments::try_parse() {
        Ok(arguments) => run(arguments),
        Err(refusal) => refuse(&refusal),
    }
}

fn run(arguments: Arguments) -> ExitCode {
    let language = arguments.common.language;
    let wants_json = arguments.command.wants_json();
    match arguments.command.run(&arguments.common) {
        Ok(status) => ExitCode::from(status.code()),
        Err(failure) => {
            failure.report(language, wants_json);
            ExitCode::from(Status::Unusable.code())
        }
    }
}

/// Shows help where it was asked for; else refuses a call that cannot be understood.
fn refuse(refusal: &clap::Error) -> ExitCode {
    if !refusal.use_stderr() {
        // A reader that closed the pipe has read enough of the help.
        let _ = refusal.print();
        return ExitCode::SUCCESS;
    }
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    Failure::call(refusal).report(Language::asked_for(), wants_json);
    ExitCode::from(Status::Unusable.code())
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Sound,
    ErrorsInData,
    Unusable,
}

impl Status {
    const fn code(self) -> u8 {
        match self {
            Self::Sound => 0,
            Self::ErrorsInData => 1,
            Self::Unusable => 2,
        }
    }
}

/// Writes what the inner crates report, where `LANTAI_LOG` asks for it.
fn log_to_standard_error() {
    let Ok(filter) = tracing_subscriber::EnvFilter::try_from_env("LANTAI_LOG") else { return };
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(std::io::stderr).init();
}
