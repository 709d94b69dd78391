//! Throws strangers' bytes at the import for as long as one likes.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};

use crate::command;
use crate::steps::Steps;

/// The targets, each with the longest input that it is given in bytes. Most of what can be wrong with a
/// cell fits in a few characters, and what is short is tried far more often.
const TARGETS: [(&str, u32); 5] =
    [("csv", 8_192), ("container", 65_536), ("sheet", 16_384), ("cells", 256), ("templates", 4_096)];
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
///
/// Where the tools for that are missing, it says which, and throws what the tests throw for as
/// long: bytes of a plain generator, which no coverage guides.
pub(crate) fn fuzz(options: &FuzzOptions, steps: &mut Steps) -> Result<()> {
    let wanted = |(target, _): &(&str, u32)| options.target.as_deref().is_none_or(|wanted| wanted == *target);
    let targets: Vec<(&str, u32)> = TARGETS.into_iter().filter(wanted).collect();
    if targets.is_empty() {
        bail!("there is no such target; there are {}", TARGETS.map(|(target, _)| target).join(", "));
    }
    let missing = missing_tool();
    if let Some(missing) = missing {
        println!("{missing}\nUntil then a plain generator throws its bytes, guided by nothing.");
    }
    for (target, longest) in targets {
        steps.step(&format!("fuzz {target}"), &format!("{} seconds", options.seconds), || match missing {
            None => guided(target, longest, options.seconds),
            Some(_) => plain(target, options.seconds),
        })?;
    }
    Ok(())
}

/// Runs a target of cargo-fuzz.
fn guided(target: &str, longest: u32, seconds: u32) -> Result<()> {
    let corpus = format!("{FOLDER}/corpus/{target}");
    std::fs::create_dir_all(crate::workspace::root().join(&corpus))?;
    let mut fuzz = std::process::Command::new("cargo");
    fuzz.current_dir(crate::workspace::root());
    fuzz.args(["+nightly", "fuzz", "run", "--fuzz-dir", FOLDER, target, corpus.as_str()]).args(SEEDS);
    fuzz.args(["--", "-rss_limit_mb=2048", "-timeout=10"]).arg(format!("-max_len={longest}"));
    command::run(fuzz.arg(format!("-max_total_time={seconds}")))
}

/// Runs the test that throws the bytes of a plain generator at the same function.
fn plain(target: &str, seconds: u32) -> Result<()> {
    let test = match target {
        "csv" => "texts_end_in_rows_or_words",
        "sheet" => "sheets_end_in_rows_or_words",
        "cells" => "cells_end_in_values_or_words",
        "templates" => "templates_end_in_names_or_words",
        other => {
            println!("{other}: a broken workbook may ask for all memory; only cargo-fuzz holds it in");
            return Ok(());
        }
    };
    let seed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    println!("the seed is {seed}");
    let test = format!("fuzzing::seeded::{test}");
    let mut cargo = command::cargo(&["test", "--release", "--package", "exchange", "--lib", &test]);
    cargo.env("LANTAI_FUZZ_SEED", seed.to_string()).env("LANTAI_FUZZ_SECONDS", seconds.to_string());
    command::run(&mut cargo)
}

/// Says how to get what cargo-fuzz needs and this machine lacks.
fn missing_tool() -> Option<&'static str> {
    if !command::answers("cargo", &["+nightly", "--version"]) {
        return Some("cargo-fuzz needs the nightly compiler: `rustup toolchain install nightly`");
    }
    if !command::answers("cargo", &["+nightly", "fuzz", "--version"]) {
        return Some("fuzzing guided by coverage needs cargo-fuzz: `cargo install cargo-fuzz --locked`");
    }
    None
}
