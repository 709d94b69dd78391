//! Every test suite, and how many tests of them passed.

use std::process::Command;

use anyhow::{Context, Result};

use crate::command;
use crate::display::VirtualDisplay;
use crate::headless;
use crate::shell::{self, TEST_FEATURE};
use crate::steps::Steps;
use crate::tally::Tally;
use crate::tools::{CARGO_DENY, TAURI_DRIVER};
use crate::{check, workspace};

/// How the window is tested.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct WindowOptions {
    /// Run on the screen of this desktop, to watch, instead of a virtual one.
    #[arg(long)]
    pub(crate) visible: bool,
    /// Run only the scenarios whose name contains this text.
    pub(crate) scenario: Option<String>,
    /// Run those that are no part of the tests.
    #[arg(skip)]
    ignored: bool,
    /// What the scenarios find in their environment.
    #[arg(skip)]
    variables: Vec<(&'static str, String)>,
}

impl WindowOptions {
    /// One scenario that is no part of the tests.
    pub(crate) fn only_ignored(scenario: &str) -> Self {
        Self { ignored: true, scenario: Some(scenario.to_owned()), ..Self::default() }
    }
}

/// Runs every check and every suite to the end.
pub(crate) fn test(steps: &mut Steps) -> Result<Tally> {
    shell::prepare(steps)?;
    CARGO_DENY.install(steps)?;
    TAURI_DRIVER.install(steps)?;
    let mut tally = check::every_check(steps);
    for suite in [of_screens, of_crates, in_window] {
        tally += suite(steps).unwrap_or_else(|error| {
            println!("error: {error:#}");
            Tally::ONE_FAILURE
        });
    }
    Ok(tally)
}

/// Drives the real window.
pub(crate) fn end_to_end(options: WindowOptions, steps: &mut Steps) -> Result<Tally> {
    shell::prepare(steps)?;
    TAURI_DRIVER.install(steps)?;
    build(steps)?;
    window(&options, steps)
}

/// Calls every command of the real window, 100,000 times in all, as a page that means harm might.
pub(crate) fn hostile_calls(seed: u64, steps: &mut Steps) -> Result<()> {
    shell::prepare(steps)?;
    TAURI_DRIVER.install(steps)?;
    build(steps)?;
    // So many at once are done before a scenario is given up.
    for part in 0..4 {
        let variables =
            vec![("LANTAI_CALLS", "25000".to_owned()), ("LANTAI_SEED", (seed + part).to_string())];
        let scenario = Some("hostile_calls".to_owned());
        let tally = window(&WindowOptions { scenario, variables, ..WindowOptions::default() }, steps)?;
        anyhow::ensure!(tally.failed == 0, "a hostile call from seed {} did harm", seed + part);
    }
    Ok(())
}

fn of_screens(steps: &mut Steps) -> Result<Tally> {
    steps.step("test the screens", "under a minute", || {
        let report = workspace::target()?.join("vitest.json");
        if report.exists() {
            std::fs::remove_file(&report).context("cannot remove the report of the last run")?;
        }
        let mut vitest =
            command::npm(&["exec", "--", "vitest", "run", "--reporter=default", "--reporter=json"]);
        vitest.arg(format!("--outputFile={}", report.display()));
        let succeeded = vitest.status().context("cannot start npm")?.success();
        let counted = std::fs::read_to_string(&report).ok().and_then(|text| Tally::of_vitest_report(&text));
        counted.context("vitest left no report").map(|tally| tally.of_run(succeeded))
    })
}

fn of_crates(steps: &mut Steps) -> Result<Tally> {
    build(steps)?;
    steps.step("test the crates", "1 to 3 minutes", || {
        counted(cargo_of_workspace("test").arg("--no-fail-fast"))
    })
}

fn in_window(steps: &mut Steps) -> Result<Tally> {
    window(&WindowOptions::default(), steps)
}

/// Builds programs and tests in one go: the whole-system tests run the programs.
///
/// Always the whole workspace with the same features, so that nothing is compiled twice.
fn build(steps: &mut Steps) -> Result<()> {
    steps.step("build programs and tests", "10 to 15 minutes the first time", || {
        command::run(cargo_of_workspace("build").args(["--bins", "--tests"]))
    })
}

fn window(options: &WindowOptions, steps: &mut Steps) -> Result<Tally> {
    steps.step("test the real window", "1 to 3 minutes", || {
        if options.visible || !cfg!(target_os = "linux") {
            return counted(&mut scenarios(cargo_of_workspace("test"), options)?);
        }
        let display = VirtualDisplay::start(1920, 1080)?;
        let alone = headless::cut_off(&headless::in_session(&cargo_of_workspace("test")));
        let mut session = scenarios(alone, options)?;
        let tally = counted(headless::on(&display, &mut session))?;
        if tally.failed > 0 {
            let picture = workspace::screenshots()?.join("display-after-failure.png");
            display.screenshot(&picture)?;
            println!("the display after the failure: {}", picture.display());
        }
        Ok(tally)
    })
}

fn scenarios(mut test: Command, options: &WindowOptions) -> Result<Command> {
    test.args(["--test", "e2e", "--", "--test-threads", "1", "--nocapture"]);
    if options.ignored {
        test.arg("--ignored");
    }
    test.args(&options.scenario).envs(options.variables.iter().cloned());
    test.env("LANTAI_TAURI_DRIVER", TAURI_DRIVER.path()?);
    test.env("LANTAI_SCREENSHOTS", workspace::screenshots()?);
    test.env("LANTAI_DESKTOP", workspace::program(shell::DESKTOP, "debug")?);
    Ok(test)
}

fn cargo_of_workspace(subcommand: &str) -> Command {
    let mut cargo = command::cargo(&[subcommand, "--workspace", "--features", TEST_FEATURE]);
    if cfg!(windows) {
        // Windows cannot replace a program that runs, and this one does.
        cargo.args(["--exclude", "xtask"]);
    }
    cargo
}

/// Runs cargo's test runner and adds up what its suites report.
pub(crate) fn counted(runner: &mut Command) -> Result<Tally> {
    let mut tally = Tally::default();
    // A failed test says what went wrong and where; the frames of the runner say nothing more.
    runner.env("RUST_LIB_BACKTRACE", "0");
    let succeeded = command::follow(runner, |line| {
        if let Some(suite) = Tally::of_cargo_line(line) {
            tally += suite;
        }
    })?;
    Ok(tally.of_run(succeeded))
}
