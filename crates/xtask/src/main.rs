//! `cargo xtask`: sets up a machine, runs, tests, checks and measures Lantai.
//!
//! Every command first does what it needs and nothing that is already done, so that a fresh
//! checkout on a bare machine needs one command and the next run of it is quick.
#![expect(clippy::print_stdout, reason = "this program reports to the developer's terminal")]

mod bench;
mod check;
mod command;
mod display;
mod fault;
mod fuzz;
mod headless;
mod installers;
mod palette;
mod run;
mod screenshots;
mod setup;
mod shell;
mod steps;
mod suites;
mod tally;
mod tools;
mod windows;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::steps::Steps;

/// Sets up, runs, tests, checks and measures Lantai.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Open the window. The first time 10 to 20 minutes, then seconds.
    Run(run::RunOptions),
    /// Run every check and every test, the real window included. The first time 30 to 45 minutes,
    /// then 3 to 6.
    Test,
    /// Check format, lints, licences, bindings and the screens. The first time 10 to 15 minutes,
    /// then under one.
    Check,
    /// Drive the real window from start to end. The first time 10 to 20 minutes, then one or two.
    E2e(suites::WindowOptions),
    /// Take the pictures of the README anew, into `docs/screenshots`. Two minutes beside the build of `e2e`.
    Screenshots,
    /// Write the TypeScript bindings of the screens. Seconds.
    Bindings,
    /// Measure import, lists, search, edit, undo and export on a generated ledger, or the window.
    /// 5 to 15 minutes.
    Bench(bench::BenchOptions),
    /// Throw broken files at the import, five minutes for each of five targets: guided by coverage
    /// with nightly and cargo-fuzz, else by a plain generator. A short run of it is part of `test`.
    Fuzz(fuzz::FuzzOptions),
    /// Kill a ledger at work, cut its power, fill its disk. 5 to 15 minutes; a short run of the same is
    /// part of `test`.
    Fault(fault::FaultOptions),
    /// Build Lantai for Windows into `target/windows`, or run the tests as Windows programs. The first time 15
    /// to 25 minutes.
    Windows(windows::WindowsOptions),
    /// Keep a ledger of this version as a fixture: once for each release. A minute.
    ReleaseFixture,
    /// Pack Lantai for Windows into `target/installers`: two setups, a portable zip, their SHA-256 and what
    /// they are made of; with `--test` try them out. 2 to 5 minutes beside the build of `windows`.
    Installers(installers::InstallersOptions),
    /// Install what this machine lacks. The first time 3 to 10 minutes, then a second.
    Setup,
}

fn main() -> ExitCode {
    let task = Arguments::parse().task;
    let mut steps = Steps::default();
    let outcome = perform(task, &mut steps);
    steps.print_times();
    match outcome {
        Ok(tally) => {
            if let Some(tally) = tally {
                println!("{tally}");
                return if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does one task; the tests that were run are counted, so that the last line can say them.
fn perform(task: Task, steps: &mut Steps) -> Result<Option<tally::Tally>> {
    match task {
        Task::Run(options) => run::run(&options, steps).map(|()| None),
        Task::Test => suites::test(steps).map(Some),
        Task::Check => check::check(steps).map(|()| None),
        Task::E2e(options) => suites::end_to_end(options, steps).map(Some),
        Task::Screenshots => screenshots::screenshots(steps).map(|()| None),
        Task::Bindings => check::write_bindings(steps).map(|()| None),
        Task::Bench(options) => bench::bench(&options, steps).map(|()| None),
        Task::Fault(options) => fault::fault(&options, steps).map(|()| None),
        Task::Fuzz(options) => fuzz::fuzz(&options, steps).map(|()| None),
        Task::Windows(options) => windows::windows(&options, steps),
        Task::ReleaseFixture => check::keep_release_fixture(steps).map(|()| None),
        Task::Installers(options) => installers::installers(&options, steps),
        Task::Setup => setup::everything(steps).map(|()| None),
    }
}
