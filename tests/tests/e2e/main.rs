//! The real window, driven from start to end as a person would.
//!
//! `cargo xtask e2e` builds the program, starts a display and runs this; pictures of every step
//! are kept in `target/screenshots`.
#![expect(clippy::print_stdout, reason = "scenarios that measure print what they saw")]

mod arriving;
mod backup_road;
mod backup_screens;
mod barriers;
#[cfg(target_os = "linux")]
mod closing;
#[cfg(target_os = "linux")]
mod cross;
mod driver;
mod first_road;
mod health_screens;
mod hostile_calls;
mod import_road;
mod list;
mod offline;
mod people_road;
mod plan_screens;
mod readme_pictures;
mod restore_screens;
mod screens;
mod sheets_road;
mod speed;
#[cfg(target_os = "linux")]
mod start;
mod steps;
mod upgrade_road;
mod whole_ledger;
mod window;

use std::time::Duration;

use anyhow::{Context, Result};
use tests::program::Desk;

use tokio::time::timeout;

use crate::window::Window;

/// The size of an office screen.
const OFFICE: (u32, u32) = (1366, 768);
/// No part of a scenario takes longer than this, whatever hangs.
const PART: Duration = Duration::from_secs(600);
const GOODBYE: Duration = Duration::from_secs(30);

/// Opens the window on a desk, plays a scenario, keeps evidence of a failure, closes the window.
async fn play(desk: &Desk, scenario: &str, part: impl AsyncFnOnce(&mut Window) -> Result<()>) -> Result<()> {
    play_with(desk, scenario, &[], part).await
}

/// Opens the window with words behind the program's name, and plays a scenario.
async fn play_with(
    desk: &Desk,
    scenario: &str,
    words: &[&str],
    part: impl AsyncFnOnce(&mut Window) -> Result<()>,
) -> Result<()> {
    let opened = timeout(PART, Window::open(desk, scenario, OFFICE, words)).await;
    let mut window = opened.context("no window")??;
    let outcome = timeout(PART, part(&mut window)).await.context("the driver hangs").flatten();
    if outcome.is_err() {
        timeout(GOODBYE, window.keep_evidence()).await.ok();
    }
    let closed = timeout(GOODBYE, window.close()).await.context("the window does not close").flatten();
    outcome.and(closed)?;
    timeout(GOODBYE, let_go(desk)).await.context("the program still holds the ledger")?
}

/// Waits until the program behind the window has ended and its ledger is free.
async fn let_go(desk: &Desk) -> Result<()> {
    let mut lock = desk.window_ledger().into_os_string();
    lock.push(".lock");
    let lock = std::fs::OpenOptions::new().write(true).open(lock).context("no window held a ledger")?;
    while lock.try_lock().is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
