//! `lantai`: the ledger for IT and scheduled tasks.
//!
//! Results go to the standard output, everything else to the standard error. The exit status is
//! 0 where nothing is wrong, 1 where the command ran and found errors in the data, and 2 where
//! the file, the ledger or the call is unusable.

mod arguments;
mod commands;
mod consent;
mod desk;
mod failure;
mod language;
mod output;
mod progress;
mod record;
mod secret;
mod table;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use ledger::{Home, logs};

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::language::Language;

fn main() -> ExitCode {
    ledger::run_reader_if_asked();
    match Arguments::try_parse() {
        Ok(arguments) => {
            let _log = logs::start(&Home::find().logs(), true);
            run(arguments)
        }
        Err(refusal) => refuse(&refusal),
    }
}

fn run(arguments: Arguments) -> ExitCode {
    let language = arguments.common.language;
    let wants_json = arguments.command.wants_json();
    let (command, began) = (arguments.command.name(), Instant::now());
    let ended = arguments.command.run(&arguments.common);
    let status = *ended.as_ref().unwrap_or(&Status::Unusable);
    tracing::info!(command, status = status.code(), milliseconds = milliseconds_since(began), "command");
    if let Err(failure) = ended {
        failure.report(language, wants_json);
    }
    ExitCode::from(status.code())
}

fn milliseconds_since(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX)
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
