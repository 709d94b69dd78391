//! The window is closed by its cross: nothing that was typed is lost, and the backup is made.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::program::Desk;
use tokio::time::timeout;

use crate::cross::click_on_cross;
use crate::steps::{lantai, load_the_sample};
use crate::window::{LONG_WORK, Window};
use crate::{OFFICE, let_go};

/// Longer than the program waits for a page that does not answer.
const LONGER_THAN_SILENCE: Duration = Duration::from_secs(7);
const TYPED: &str = "输煤栈桥加固";

#[tokio::test]
async fn the_cross_asks_for_what_is_not_saved_and_backs_up_before_the_end() -> Result<()> {
    let desk = Desk::bare()?;
    let mut window = Window::open(&desk, "closing", OFFICE, &[]).await?;
    load_the_sample(&mut window).await?;
    begin_project(&window).await?;
    click_on_cross()?;
    window.appears("closing-losses", LONG_WORK).await?;
    window.picture("not-saved").await?;
    // However long the person thinks: only a page that does not answer is closed over.
    tokio::time::sleep(LONGER_THAN_SILENCE).await;
    // Who is impatient is asked no less.
    click_on_cross()?;
    window.click("closing-stay").await?;
    window.disappears("closing-losses").await?;
    window.holds("field-name", TYPED).await?;

    window.fill("field-code", "GZ-77").await?;
    window.save_form().await?;
    click_on_cross()?;
    ends(&desk).await?;
    ensure!(projects_typed(&desk)? == 1, "the project was saved before the end");
    let backups = lantai(&desk, &["backup", "list", "--json"])?;
    let newest = backups.get(0).context("no backup was made")?;
    ensure!(newest["reason"] == "scheduled", "the backup of the end: {newest}");
    Ok(())
}

#[tokio::test]
async fn who_closes_without_saving_leaves_the_ledger_as_it_was() -> Result<()> {
    let desk = Desk::bare()?;
    let mut window = Window::open(&desk, "closing-discard", OFFICE, &[]).await?;
    load_the_sample(&mut window).await?;
    begin_project(&window).await?;
    click_on_cross()?;
    window.click("closing-discard").await?;
    ends(&desk).await?;
    ensure!(projects_typed(&desk)? == 0, "what was typed was not saved");
    lantai(&desk, &["journal", "verify"])?;
    Ok(())
}

async fn begin_project(window: &Window) -> Result<()> {
    window.click("nav-projects").await?;
    window.appears("list-table", LONG_WORK).await?;
    window.click("new").await?;
    window.fill("field-name", TYPED).await
}

async fn ends(desk: &Desk) -> Result<()> {
    timeout(LONG_WORK, let_go(desk)).await.context("the window does not close")?
}

fn projects_typed(desk: &Desk) -> Result<usize> {
    let projects = lantai(desk, &["list", "project", "--json"])?;
    let typed = |project: &&Value| project["name"] == TYPED;
    Ok(projects.as_array().context("a list is an array")?.iter().filter(typed).count())
}
