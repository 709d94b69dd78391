//! Kills, power cuts and full disks under a ledger at work.

use anyhow::Result;

use crate::command;
use crate::steps::Steps;
use crate::suites;

/// How often, and from which seed.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct FaultOptions {
    /// As often as a release asks for: hours.
    #[arg(long)]
    long: bool,
    /// What the random choices come from; a failure says its own.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Runs the harness in `tests/fault`, which prints what came of each kind of fault.
pub(crate) fn fault(options: &FaultOptions, steps: &mut Steps) -> Result<()> {
    let often = if options.long { "hours" } else { "5 to 15 minutes" };
    steps.step("throw faults at a ledger", often, || {
        let mut harness = command::cargo(&["run", "-q", "-p", "fault", "--", "all"]);
        harness.arg("--seed").arg(options.seed.to_string());
        if options.long {
            harness.arg("--long");
        }
        command::run(&mut harness)
    })?;
    if options.long { suites::hostile_calls(options.seed, steps) } else { Ok(()) }
}
