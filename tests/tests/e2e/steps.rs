//! Steps that every scenario takes.

use anyhow::{Context, Result};
use serde_json::Value;
use tests::program::Desk;

use crate::window::{LONG_WORK, Window};

const KINDS: &[&str] =
    &["project", "supplier", "procurement", "contract", "payment", "settlement", "evaluation", "interview"];

/// Fills a fresh ledger with the sample.
pub(crate) async fn load_the_sample(window: &mut Window) -> Result<()> {
    window.appears("first-start", LONG_WORK).await?;
    window.picture("choice").await?;
    window.click("start-sample").await?;
    work_alone(window).await?;
    window.appears("nav-contracts", LONG_WORK).await?;
    window.click("nav-contracts").await?;
    window.appears("list-table", LONG_WORK).await?;
    window.picture("sample").await
}

/// Answers that one person works with the new ledger.
pub(crate) async fn work_alone(window: &Window) -> Result<()> {
    window.appears("who-one", LONG_WORK).await?;
    window.click("who-one").await
}

/// Waits until the status bar counts so many rows, whatever the language says around the number.
pub(crate) async fn rows_become(window: &Window, rows: usize) -> Result<()> {
    let counted = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse() == Ok(rows)
    };
    window.text_when("status-rows", LONG_WORK, counted).await.map(drop)
}

pub(crate) async fn progress_becomes(window: &Window, percent: &str) -> Result<()> {
    window.text_when("panel-progress", LONG_WORK, |text| text.trim() == percent).await.map(drop)
}

/// Returns everything in the ledger of the window, as the command line tells it.
pub(crate) fn everything(desk: &Desk) -> Result<Vec<Vec<Value>>> {
    let records = |kind: &&str| {
        let list = lantai(desk, &["list", kind, "--json"])?;
        Ok(list.as_array().context("a list is an array")?.clone())
    };
    KINDS.iter().map(records).collect()
}

/// Runs the command line on the ledger that the window left behind.
pub(crate) fn lantai(desk: &Desk, arguments: &[&str]) -> Result<Value> {
    let run = desk.lantai_on(&desk.window_ledger(), arguments)?.ended_with(0)?;
    Ok(run.json().unwrap_or_default())
}
