//! Everything that can be said about the code without running it.

use anyhow::{Result, bail};

use crate::command;
use crate::shell::{self, TEST_FEATURE};
use crate::steps::Steps;
use crate::tally::Tally;
use crate::tools::CARGO_DENY;

/// Runs every check, and fails where one of them did.
pub(crate) fn check(steps: &mut Steps) -> Result<()> {
    shell::prepare(steps)?;
    CARGO_DENY.install(steps)?;
    let failed = every_check(steps).failed;
    if failed > 0 {
        bail!("{failed} of the checks failed");
    }
    Ok(())
}

/// Runs every check to the end, so that one run tells everything that is wrong; counts failures.
pub(crate) fn every_check(steps: &mut Steps) -> Tally {
    let results =
        [format(steps), bindings_are_current(steps), screens(steps), lints(steps), dependencies(steps)];
    let mut tally = Tally::default();
    for error in results.into_iter().filter_map(Result::err) {
        println!("error: {error:#}");
        tally += Tally::ONE_FAILURE;
    }
    tally
}

/// Writes the TypeScript that the screens see of Rust.
pub(crate) fn write_bindings(steps: &mut Steps) -> Result<()> {
    steps.step("write the bindings", "seconds", || {
        command::run(&mut command::cargo(&["run", "--quiet", "--package", "wire", "--bin", "bindings"]))
    })
}

/// Makes the ledger of this version that every later version must be able to open.
pub(crate) fn keep_release_fixture(steps: &mut Steps) -> Result<()> {
    steps.step("keep a ledger of this version", "a minute", || {
        command::run(&mut command::cargo(&[
            "run",
            "--quiet",
            "--package",
            "tests",
            "--bin",
            "release_fixture",
        ]))
    })
}

fn format(steps: &mut Steps) -> Result<()> {
    steps.step("cargo fmt --check", "seconds", || {
        command::run(&mut command::cargo(&["fmt", "--all", "--check"]))
    })
}

fn bindings_are_current(steps: &mut Steps) -> Result<()> {
    steps.step("bindings are up to date", "seconds", || {
        let mut bindings = command::cargo(&["run", "--quiet", "--package", "wire", "--bin", "bindings"]);
        command::run(bindings.args(["--", "--check"]))
    })
}

fn screens(steps: &mut Steps) -> Result<()> {
    steps.step("lint and type-check the screens", "seconds", || {
        command::run(&mut command::npm(&["run", "--silent", "check"]))
    })
}

fn lints(steps: &mut Steps) -> Result<()> {
    steps.step("cargo clippy", "5 to 8 minutes the first time", || {
        // The scenarios of the real window are no test that runs by itself, so they are named.
        let mut clippy = command::cargo(&["clippy", "--workspace", "--all-targets", "--test", "e2e"]);
        command::run(clippy.args(["--features", TEST_FEATURE, "--quiet", "--", "--deny", "warnings"]))
    })
}

/// Checks licences, sources and bans. Advisories need a database from the network: that check is
/// left to those who have one.
fn dependencies(steps: &mut Steps) -> Result<()> {
    steps.step("cargo deny", "seconds", || {
        let mut deny = std::process::Command::new(CARGO_DENY.path()?);
        deny.current_dir(crate::workspace::root());
        command::run(deny.args([
            "--log-level",
            "error",
            "--all-features",
            "check",
            "bans",
            "licenses",
            "sources",
        ]))
    })
}
