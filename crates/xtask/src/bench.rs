//! Measures the ledger; the benchmarks themselves are `tests/benches`, those of the window
//! `tests/tests/e2e/speed.rs`.

use std::process::Command;

use anyhow::{Context, Result};

use crate::display::VirtualDisplay;
use crate::steps::Steps;
use crate::tools::TAURI_DRIVER;
use crate::{command, headless, setup, shell, workspace};

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct BenchOptions {
    /// Measure the real window, built with optimisation, on a large ledger.
    #[arg(long)]
    window: bool,
    /// Handed on to the benchmark.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds the benchmark with optimisation and runs it.
pub(crate) fn bench(options: &BenchOptions, steps: &mut Steps) -> Result<()> {
    if options.window {
        return window(options, steps);
    }
    setup::machine(steps)?;
    steps.step("measure", "5 to 15 minutes", || command::run(&mut benchmark(&options.arguments)))
}

fn benchmark(arguments: &[String]) -> Command {
    let mut bench = command::cargo(&["bench", "--package", "tests", "--bench", "ledger", "--"]);
    bench.args(arguments);
    bench
}

fn window(options: &BenchOptions, steps: &mut Steps) -> Result<()> {
    shell::prepare(steps)?;
    TAURI_DRIVER.install(steps)?;
    let program = shell::build(true, steps)?;
    let empty = shell::build_empty_window(steps)?;
    let ledger = steps.step("fill a ledger", "2 to 5 minutes the first time", || {
        let fill = [&options.arguments[..], &["--fill".to_owned()]].concat();
        let said = command::output(&mut benchmark(&fill))?;
        said.lines().last().map(str::to_owned).context("the benchmark names no ledger")
    })?;
    steps.step("measure the window", "2 to 5 minutes", || {
        let mut scenario = command::cargo(&["test", "--package", "tests", "--test", "e2e"]);
        scenario.args([
            "--",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
            "of_the_window_on_a_large_ledger",
        ]);
        scenario.env("LANTAI_TAURI_DRIVER", TAURI_DRIVER.path()?);
        scenario.env("LANTAI_SCREENSHOTS", workspace::screenshots()?);
        scenario.env("LANTAI_EMPTY_WINDOW", empty);
        scenario.env("LANTAI_DESKTOP", program).env("LANTAI_BENCH_LEDGER", ledger);
        if !cfg!(target_os = "linux") {
            return command::run(&mut scenario);
        }
        let display = VirtualDisplay::start(1920, 1080)?;
        command::run(headless::on(&display, &mut headless::in_session(&scenario)))
    })
}
