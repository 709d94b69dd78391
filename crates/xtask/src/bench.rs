//! Measures the ledger; the benchmarks themselves are `tests/benches`.

use anyhow::Result;

use crate::steps::Steps;
use crate::{command, setup};

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct BenchOptions {
    /// Handed on to the benchmark.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds the benchmark with optimisation and runs it.
pub(crate) fn bench(options: &BenchOptions, steps: &mut Steps) -> Result<()> {
    setup::machine(steps)?;
    steps.step("measure", "5 to 15 minutes", || {
        let mut bench = command::cargo(&["bench", "--package", "tests", "--bench", "ledger", "--"]);
        command::run(bench.args(&options.arguments))
    })
}
