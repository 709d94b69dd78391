//! The tests as Windows programs: under wine, or on Windows itself.

use std::process::Command;

use anyhow::{Result, ensure};

use super::toolchain::Toolchain;
use super::wine::Wine;
use super::{boxes, programs};
use crate::command;
use crate::steps::Steps;
use crate::suites::counted;
use crate::tally::Tally;

/// Which tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Suite {
    /// Everything that needs no window.
    All,
    /// The file, its journal, its backups, and workbooks.
    Core,
    /// What the window that is given to users says where it has no page.
    Boxes,
}

/// The packages whose tests need no window, and of them those on which everything rests.
const ALL: &[&str] = &["domain", "storage", "exchange", "backups", "ledger", "wire", "cli", "tests", "fault"];
const CORE: &[&str] = &["storage", "exchange", "backups", "ledger", "tests"];

/// Builds and runs the tests of a suite.
pub(crate) fn test(suite: Suite, name: Option<&str>, steps: &mut Steps) -> Result<Tally> {
    match suite {
        Suite::All => of_crates(ALL, name, steps),
        Suite::Core => of_crates(CORE, name, steps),
        Suite::Boxes => {
            // On Windows itself there is a web view, and no box.
            ensure!(!cfg!(windows), "the boxes are shown under wine, which has no web view of its own");
            boxes::test(&programs::build(steps)?, name, steps)
        }
    }
}

fn of_crates(packages: &[&str], name: Option<&str>, steps: &mut Steps) -> Result<Tally> {
    let toolchain = Toolchain::prepare(steps)?;
    let wine = if toolchain == Toolchain::Own { None } else { Some(Wine::prepare(steps)?) };
    let cargo = |subcommand| -> Result<Command> {
        let mut cargo = toolchain.cargo(subcommand)?;
        for package in packages {
            cargo.args(["--package", package]);
        }
        Ok(cargo)
    };
    steps.step("build the tests for Windows", "5 to 10 minutes the first time", || {
        command::run(cargo("build")?.args(["--package", "cli", "--bins", "--tests"]))
    })?;
    steps.step("test as a Windows program", "5 to 15 minutes", || {
        let mut test = cargo("test")?;
        test.arg("--no-fail-fast").args(name);
        if let Some(wine) = &wine {
            wine.enter(&mut test);
        }
        counted(&mut test)
    })
}
