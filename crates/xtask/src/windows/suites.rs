//! The tests as Windows programs: under wine, or on Windows itself.

use std::process::Command;

use anyhow::Result;

use super::boxes;
use super::toolchain::Toolchain;
use super::wine::Wine;
use crate::command;
use crate::shell::{self, DESKTOP};
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
    /// What the window says where it has no page.
    Boxes,
}

impl Suite {
    /// Returns the packages whose tests belong to it.
    const fn packages(self) -> &'static [&'static str] {
        match self {
            Self::All => {
                &["domain", "storage", "exchange", "backups", "ledger", "wire", "cli", "tests", "fault"]
            }
            Self::Core => &["storage", "exchange", "backups", "ledger", "tests"],
            Self::Boxes => &[],
        }
    }

    fn has_boxes(self) -> bool {
        match self {
            Self::All | Self::Boxes => true,
            Self::Core => false,
        }
    }
}

/// Builds and runs the tests of a suite.
pub(crate) fn test(suite: Suite, name: Option<&str>, steps: &mut Steps) -> Result<Tally> {
    let toolchain = Toolchain::prepare(steps)?;
    let mut tally = Tally::default();
    if !suite.packages().is_empty() {
        tally += of_crates(toolchain, suite.packages(), name, steps)?;
    }
    // On Windows itself there is a web view, and no box.
    if toolchain != Toolchain::Own && suite.has_boxes() && boxes::is_any(name) {
        tally += of_boxes(toolchain, name, steps)?;
    }
    Ok(tally)
}

fn of_crates(
    toolchain: Toolchain,
    packages: &[&str],
    name: Option<&str>,
    steps: &mut Steps,
) -> Result<Tally> {
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

fn of_boxes(toolchain: Toolchain, name: Option<&str>, steps: &mut Steps) -> Result<Tally> {
    shell::prepare(steps)?;
    steps.step("build the window for Windows", "5 to 10 minutes the first time", || {
        command::run(toolchain.cargo("build")?.args(["--package", DESKTOP, "--bin", DESKTOP]))
    })?;
    boxes::test(&toolchain.folder("debug")?, name, steps)
}
