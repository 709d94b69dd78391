//! The tests as Windows programs: under wine, or on Windows itself.

use std::process::Command;

use anyhow::Result;

use super::toolchain::Toolchain;
use super::wine::Wine;
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
}

impl Suite {
    /// Returns the packages whose tests belong to it.
    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::All => {
                &["domain", "storage", "exchange", "backups", "ledger", "wire", "cli", "tests", "fault"]
            }
            Self::Core => &["storage", "exchange", "backups", "ledger", "tests"],
        }
    }
}

/// Builds and runs the tests of a suite.
pub(crate) fn test(suite: Suite, name: Option<&str>, steps: &mut Steps) -> Result<Tally> {
    let toolchain = Toolchain::prepare(steps)?;
    let wine = if toolchain == Toolchain::Own { None } else { Some(Wine::prepare(steps)?) };
    let cargo = |subcommand| -> Result<Command> {
        let mut cargo = toolchain.cargo(subcommand)?;
        for package in suite.packages() {
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
