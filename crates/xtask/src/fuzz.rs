//! Throws strangers' bytes at the import for as long as one likes.

use anyhow::{Result, bail};

use crate::command;
use crate::steps::Steps;

const TARGETS: [&str; 5] = ["csv", "container", "sheet", "cells", "templates"];
const FOLDER: &str = "crates/exchange/fuzz";
/// Files to begin with.
const SEEDS: [&str; 2] = ["crates/exchange/tests/fixtures", "tests/fixtures/bad"];

/// What to fuzz, and how long.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct FuzzOptions {
    /// Only this target: csv, container, sheet, cells or templates.
    target: Option<String>,
    /// Seconds for each target.
    #[arg(long, default_value_t = 300)]
    seconds: u32,
}

/// Runs the targets one after the other; the first that breaks ends it, and its input is kept in
/// `crates/exchange/fuzz/artifacts`.
pub(crate) fn fuzz(options: &FuzzOptions, steps: &mut Steps) -> Result<()> {
    require_tools()?;
    let wanted = |target: &&str| options.target.as_deref().is_none_or(|wanted| wanted == *target);
    let targets: Vec<&str> = TARGETS.into_iter().filter(wanted).collect();
    if targets.is_empty() {
        bail!("there is no such target; there are {}", TARGETS.join(", "));
    }
    for target in targets {
        steps.step(&format!("fuzz {target}"), &format!("{} seconds", options.seconds), || {
            let corpus = format!("{FOLDER}/corpus/{target}");
            std::fs::create_dir_all(crate::workspace::root().join(&corpus))?;
            let mut fuzz = std::process::Command::new("cargo");
            fuzz.current_dir(crate::workspace::root());
            fuzz.args(["+nightly", "fuzz", "run", "--fuzz-dir", FOLDER, target, corpus.as_str()]).args(SEEDS);
            fuzz.args(["--", "-rss_limit_mb=2048", "-timeout=10", "-max_len=65536"]);
            command::run(fuzz.arg(format!("-max_total_time={}", options.seconds)))
        })?;
    }
    Ok(())
}

fn require_tools() -> Result<()> {
    if !command::answers("cargo", &["+nightly", "--version"]) {
        bail!("fuzzing needs the nightly compiler: `rustup toolchain install nightly`");
    }
    if !command::answers("cargo", &["+nightly", "fuzz", "--version"]) {
        bail!("fuzzing needs cargo-fuzz: `cargo install cargo-fuzz --locked`");
    }
    Ok(())
}
