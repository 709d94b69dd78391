//! How long the window takes to its first painted list and what memory it has then, beside an empty
//! window of the same kind, for `cargo xtask bench --window`.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tests::program::{Desk, desktop};

use crate::OFFICE;
use crate::speed::large_ledger;
use crate::window::Window;

/// Names the program that shows an empty window.
const EMPTY: &str = "LANTAI_EMPTY_WINDOW";
/// Each window is started so often, in turn: the machine is no quieter for one than for the other.
const ROUNDS: usize = 7;
/// Memory is told once the program has come to rest.
const REST: Duration = Duration::from_secs(3);

/// Waits for what a selector names, clicks on what another one names where there is one, waits for what
/// that brings; returns, as milliseconds since 1970, when each had been painted.
const PAINTED: &str = r"
const [steps, done] = arguments;
const painted = [];
const next = () => {
  if (painted.length === steps.length) { done(painted); return; }
  const step = steps[painted.length];
  if (!document.querySelector(step.wait)) { requestAnimationFrame(next); return; }
  requestAnimationFrame(() => requestAnimationFrame(() => {
    painted.push(performance.timeOrigin + performance.now());
    if (step.click) document.querySelector(step.click).click();
    next();
  }));
};
next();
";

struct Start {
    /// Milliseconds from the order to start until each thing was painted.
    painted: Vec<f64>,
    /// Proportional memory of the program, and of the web view's processes, in MB.
    memory: (f64, f64),
}

#[tokio::test]
#[ignore = "measures the release build: `cargo xtask bench --window` runs it"]
async fn start_of_the_window_on_a_large_ledger() -> Result<()> {
    let empty =
        std::env::var_os(EMPTY).map(PathBuf::from).with_context(|| format!("{EMPTY} names no program"))?;
    let list = [
        json!({ "wait": "[data-testid^=\"todo.\"]", "click": "[data-testid=\"nav-contracts\"]" }),
        json!({ "wait": "[data-testid=\"list-table\"] .ledger-row[data-testid]" }),
    ];
    let nothing = [json!({ "wait": "[data-testid=\"nothing\"]" })];
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(start(&Desk::bare()?, &empty, &nothing).await?);
        ours.push(start(&large_ledger()?, &desktop()?, &list).await?);
    }
    println!("| Start of the window, {ROUNDS} times in turn | Median | Least | Most |\n|---|---|---|---|");
    tell("empty window painted", &bare, "ms", |start| start.painted[0]);
    tell("home page painted", &ours, "ms", |start| start.painted[0]);
    tell("first list painted, after a click on it at once", &ours, "ms", |start| start.painted[1]);
    tell("memory of the empty window: program", &bare, "MB", |start| start.memory.0);
    tell("— its web view", &bare, "MB", |start| start.memory.1);
    tell("memory of Lantai: program", &ours, "MB", |start| start.memory.0);
    tell("— its web view", &ours, "MB", |start| start.memory.1);
    Ok(())
}

fn tell(what: &str, starts: &[Start], unit: &str, figure: impl Fn(&Start) -> f64) {
    let mut figures: Vec<f64> = starts.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    let of = |at: usize| format!("{:.0} {unit}", figures[at]);
    println!("| {what} | {} | {} | {} |", of(figures.len() / 2), of(0), of(figures.len() - 1));
}

async fn start(desk: &Desk, program: &Path, steps: &[Value]) -> Result<Start> {
    let order = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1_000.0;
    let window = Window::of(program, desk, "start", OFFICE, &[]).await?;
    let painted = window.run(PAINTED, vec![json!(steps)]).await?;
    let painted = painted.as_array().context("nothing was painted")?.iter().filter_map(Value::as_f64);
    let painted: Vec<f64> = painted.map(|at| at - order).collect();
    ensure!(painted.len() == steps.len(), "everything was painted");
    tokio::time::sleep(REST).await;
    let memory = memory(program)?;
    window.close().await?;
    Ok(Start { painted, memory })
}

/// Returns the proportional memory of a running program and of the processes below it, in MB.
fn memory(program: &Path) -> Result<(f64, f64)> {
    let processes = processes()?;
    let own = processes.iter().find(|process| process.program.as_deref() == Some(program));
    let own = own.context("the program does not run")?;
    let mut below = vec![own.id];
    let mut at = 0;
    while let Some(parent) = below.get(at).copied() {
        below.extend(processes.iter().filter(|process| process.parent == parent).map(|process| process.id));
        at += 1;
    }
    let others = below[1..].iter().filter_map(|id| proportional(*id).ok()).sum();
    Ok((proportional(own.id)?, others))
}

struct Process {
    id: u32,
    parent: u32,
    program: Option<PathBuf>,
}

fn processes() -> Result<Vec<Process>> {
    let mut processes = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let path = entry?.path();
        let id = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
        // A process may end while it is looked at.
        let (Some(id), Ok(stat)) = (id, std::fs::read_to_string(path.join("stat"))) else { continue };
        // The name in brackets may hold blanks.
        let behind = stat.rsplit(')').next().unwrap_or_default();
        let parent = behind.split_whitespace().nth(1).and_then(|parent| parent.parse().ok());
        let program = std::fs::read_link(path.join("exe")).ok();
        processes.push(Process { id, parent: parent.context("a process without a parent")?, program });
    }
    Ok(processes)
}

fn proportional(process: u32) -> Result<f64> {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("no memory is told")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1_024.0)
}
