//! Lantai for Windows: built and tested from Linux, and by the same command on Windows.

mod boxes;
mod computer;
mod executable;
mod programs;
mod suites;
mod toolchain;
mod wine;

use anyhow::Result;

use crate::steps::Steps;
use crate::tally::Tally;

pub(crate) use self::computer::{Computer, Ran, wait_until};
pub(crate) use self::programs::build;
pub(crate) use self::suites::Suite;

/// What is done for Windows.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct WindowsOptions {
    /// Run the tests as Windows programs instead of building the release: all of them, or those on which
    /// everything rests.
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "all")]
    test: Option<Suite>,
    /// Run only the tests whose name contains this text.
    #[arg(requires = "test")]
    name: Option<String>,
}

/// Builds the two programs, or runs the tests as Windows programs.
pub(crate) fn windows(options: &WindowsOptions, steps: &mut Steps) -> Result<Option<Tally>> {
    match options.test {
        Some(suite) => suites::test(suite, options.name.as_deref(), steps).map(Some),
        None => programs::build(steps).map(|_| None),
    }
}
