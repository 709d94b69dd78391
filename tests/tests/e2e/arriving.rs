//! Files that come from outside the window: dropped on the program's icon, or opened by their type.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tests::program::{Desk, desktop};

use crate::steps::{lantai, load_the_sample};
use crate::window::{LONG_WORK, Window};
use crate::{play, play_with};

const SUPPLIERS: &str = "报送的供应商.csv";

#[tokio::test]
async fn a_file_on_the_icon_opens_the_import_and_a_second_start_hands_its_own_to_the_first() -> Result<()> {
    let desk = Desk::of_a_user()?;
    std::fs::write(desk.path(SUPPLIERS), "供应商编码,供应商名称\nS-9001,岚州新到供应商有限公司\n")?;
    play(&desk, "arriving-sample", async |window| load_the_sample(window).await).await?;
    let backup = backup_of(&desk)?;
    play_with(&desk, "arriving", &[&text(&desk.path(SUPPLIERS))], async |window| {
        is_read(window, &desk.path(SUPPLIERS)).await?;
        window.click("nav-contracts").await?;
        window.disappears("import-path").await?;

        let second = desk.path("又一份.csv");
        std::fs::copy(desk.path(SUPPLIERS), &second)?;
        start_again(&desk, &second)?;
        is_read(window, &second).await?;

        start_again(&desk, &backup)?;
        window.appears("restore-dialog", LONG_WORK).await?;
        window.picture("restore-of-a-file").await
    })
    .await
}

async fn is_read(window: &Window, path: &Path) -> Result<()> {
    window.appears("import-mode", LONG_WORK).await?;
    window.holds("import-path", &text(path)).await
}

/// Starts the program once more; it hands its file to the window that is open, and ends.
fn start_again(desk: &Desk, file: &Path) -> Result<()> {
    let mut command = Command::new(desktop()?);
    desk.seat(&mut command);
    let status = command
        .arg(file.file_name().context("a name")?)
        .current_dir(file.parent().context("a folder")?)
        .status()?;
    ensure!(status.success(), "the second start ended with {status}");
    Ok(())
}

fn backup_of(desk: &Desk) -> Result<std::path::PathBuf> {
    let made = lantai(desk, &["backup", "create", "--json"])?;
    let path = made["path"].as_str().context("a path")?;
    Ok(path.into())
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
