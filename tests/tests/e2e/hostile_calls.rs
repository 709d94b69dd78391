//! Every command of the program, called through the real bridge by a page that means harm.
//!
//! Whatever the page sends, the program goes on, answers, and tells nothing that is not the page's: no
//! path, no SQL, no place in the code, no hash of a password.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::play;
use crate::steps::work_alone;
use crate::window::{LONG_WORK, Window};

const SCRIPT: &str = include_str!("hostile_calls.js");
/// The list from which the handler of the program is made.
const LIST: &str = include_str!("../../../crates/wire/src/commands.rs");

/// How many calls a run makes, and from which seed.
const CALLS: &str = "LANTAI_CALLS";
const SEED: &str = "LANTAI_SEED";
const SHORT: u64 = 2_000;
/// Calls of one script: a driver waits only so long for its answer.
const AT_ONCE: u64 = 100;

/// With sensible arguments these end the run: another structure, a desk that asks for a password, a window that closes.
const SPARED: &[&str] = &["migrate", "begin_accounts", "answer_closing"];
/// These take a good part of a second or more each.
const SLOW: &[&str] = &[
    "load_sample",
    "create_backup",
    "drill_backups",
    "verify_backup",
    "check_archives",
    "survey_damage",
    "prepare_restore",
    "rehearse_migration",
    "set_backup_passphrase",
    "check_backup_passphrase",
    "sign_in",
    "unlock",
    "change_password",
    "create_account",
    "reset_password",
    "check_trust",
];

/// What no error may tell, whoever asks.
fn forbidden(desk: &Desk) -> Vec<String> {
    let parts =
        ["SELECT ", "INSERT ", "sqlite", "no such table", "constraint failed", "panicked", ".rs:", "$argon2"];
    let home = desk.home().display().to_string();
    parts.into_iter().map(str::to_owned).chain([home]).collect()
}

/// Paths that the page shows anyway: the ledger, in the status bar, and the folder of its backups.
fn shown(desk: &Desk) -> [String; 2] {
    [desk.window_ledger(), desk.home().join("backups")].map(|path| path.display().to_string())
}

/// Reads the names and arguments of all commands.
fn commands() -> Result<Vec<Value>> {
    let body = LIST.split_once("commands! { ($)").context("the list of commands")?.1;
    let lines = body.lines().filter(|line| line.contains("=>") && line.contains("::"));
    let commands: Vec<Value> = lines.map(command).collect::<Result<_>>()?;
    ensure!(commands.len() > 100, "only {} commands", commands.len());
    Ok(commands)
}

fn command(line: &str) -> Result<Value> {
    let (_, call) = line.split_once("::").context("a room")?;
    let (name, rest) = call.split_once('(').context("arguments")?;
    let (arguments, result) = rest.rsplit_once(')').context("arguments")?;
    // A result may have brackets of its own: `=> ()`.
    let arguments =
        if result.starts_with(';') { rest.split_once(") ").context("arguments")?.0 } else { arguments };
    let argument = |pair: &str| {
        let (name, kind) = pair.split_once(':')?;
        Some(json!({ "name": name.trim(), "type": kind.trim() }))
    };
    let arguments: Vec<Value> = arguments.split(", ").filter_map(argument).collect();
    let reports = line.contains(" reports ");
    let (spared, slow) = (SPARED.contains(&name), SLOW.contains(&name));
    Ok(json!({ "name": name, "args": arguments, "reports": reports, "spared": spared, "slow": slow }))
}

fn number(variable: &str, usual: u64) -> Result<u64> {
    std::env::var(variable).map_or(Ok(usual), |text| text.parse().context("a number"))
}

#[tokio::test]
async fn no_call_of_a_hostile_page_is_believed_or_told_too_much() -> Result<()> {
    let desk = Desk::bare()?;
    let (count, start) = (number(CALLS, SHORT)?, number(SEED, 1)?);
    play(&desk, "hostile_calls", async |window| {
        window.appears("start-sample", LONG_WORK).await?;
        window.click("start-sample").await?;
        work_alone(window).await?;
        window.appears("nav-contracts", LONG_WORK).await?;
        let seen = call_all(window, &desk, count, start).await?;
        println!(
            "{} hostile calls from seed {start}: {} answered, {} refused by code, {} not understood",
            seen.calls, seen.answered, seen.refused, seen.invalid
        );
        ensure!(seen.wrong.is_empty(), "seed {start}: {:#}", Value::from(seen.wrong));
        let uncalled: Vec<Value> = commands()?
            .into_iter()
            .filter(|one| !seen.names.contains_key(one["name"].as_str().unwrap_or_default()))
            .collect();
        ensure!(uncalled.is_empty(), "never called: {uncalled:?}");
        let state = window.run(STATE, Vec::new()).await?;
        ensure!(state["opening"] == "ready", "the ledger is not open any more: {state}");
        ensure!(!logs(&desk)?.contains("a thread panicked"), "a thread panicked; the log says where");
        Ok(())
    })
    .await
}

/// Asks once more, as the page itself does.
const STATE: &str = "const done = arguments[0];
    window.__TAURI_INTERNALS__.invoke('app_state').then(done, (error) => done({ error }));";

/// What came of the calls.
#[derive(Debug, Default)]
struct Seen {
    calls: u64,
    answered: u64,
    refused: u64,
    invalid: u64,
    names: BTreeMap<String, u64>,
    wrong: Vec<Value>,
}

async fn call_all(window: &Window, desk: &Desk, calls: u64, start: u64) -> Result<Seen> {
    let (commands, forbidden) = (commands()?, forbidden(desk));
    let mut seen = Seen::default();
    for batch in 0..calls.div_ceil(AT_ONCE) {
        let count = AT_ONCE.min(calls - batch * AT_ONCE);
        let seed = json!(start * 1_000 + batch);
        let arguments = vec![json!(commands), seed, json!(count), json!(forbidden), json!(shown(desk))];
        let told = window.run(SCRIPT, arguments).await.with_context(|| format!("batch {batch}"))?;
        let of = |name: &str| told[name].as_u64().unwrap_or_default();
        seen.calls += of("calls");
        seen.answered += of("answered");
        seen.refused += of("refused");
        seen.invalid += of("invalid");
        for (name, times) in told["names"].as_object().context("names")? {
            *seen.names.entry(name.clone()).or_default() += times.as_u64().unwrap_or_default();
        }
        seen.wrong.extend(told["wrong"].as_array().context("an answer")?.iter().cloned());
        ensure!(told["error"].is_null(), "{told}");
        if seen.wrong.len() > 20 {
            break;
        }
    }
    Ok(seen)
}

fn logs(desk: &Desk) -> Result<String> {
    let mut text = String::new();
    for entry in fs::read_dir(desk.home().join("logs"))? {
        text.push_str(&fs::read_to_string(entry?.path())?);
    }
    Ok(text)
}
