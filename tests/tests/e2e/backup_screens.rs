//! The page of the backups as an operator finds it at night: sixty backups, a place that is away.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::screens::{APPEARANCES, SIZES, choose_appearance, take};
use crate::steps::{lantai, load_the_sample};
use crate::window::{LONG_WORK, Window, answer_next_dialog};
use crate::{barriers, play};

const BACKUPS: u32 = 60;

#[tokio::test]
async fn the_page_of_the_backups_fits_the_screen_with_many_of_them() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "backup-screens-sample", async |window| load_the_sample(window).await).await?;
    let made = lantai(&desk, &["backup", "create", "--note", "审计前", "--json"])?;
    multiply(Path::new(made["path"].as_str().context("a path")?))?;
    let (stick, away) = (desk.path("U 盘"), desk.path("共享"));
    for place in [&stick, &away] {
        fs::create_dir(place)?;
        lantai(&desk, &["backup", "settings", "add-place", place.to_str().context("UTF-8")?])?;
    }
    fs::remove_dir_all(&away)?;
    play(&desk, "backup-screens", async |window| {
        window.appears("nav-backups", LONG_WORK).await?;
        for size in SIZES {
            window.resize(*size).await?;
            for appearance in APPEARANCES {
                choose_appearance(window, appearance).await?;
                visit(window, appearance, *size).await?;
            }
        }
        copy_somewhere(window, &desk).await?;
        back_up_with_a_place_away(window).await?;
        barriers::expect_none(window)
    })
    .await
}

async fn visit(window: &mut Window, appearance: &str, (width, height): (u32, u32)) -> Result<()> {
    let named = |what: &str| format!("{what}-{width}x{height}-{appearance}");
    window.click("nav-backups").await?;
    window.click("backup-view-list").await?;
    window.click_on("[data-testid^=\"backup-db_backup_\"]").await?;
    window.appears("backup-detail", LONG_WORK).await?;
    take(window, &named("list")).await?;
    window.click("backup-delete").await?;
    window.appears("delete-dialog", LONG_WORK).await?;
    take(window, &named("delete")).await?;
    window.click("delete-cancel").await?;
    window.disappears("delete-dialog").await?;
    window.click("backup-view-settings").await?;
    window.text_when("backup-places", LONG_WORK, |text| text.contains("GB")).await?;
    take(window, &named("settings")).await?;
    window.click("passphrase-set").await?;
    window.appears("passphrase-dialog", LONG_WORK).await?;
    take(window, &named("passphrase")).await?;
    window.click("passphrase-cancel").await?;
    window.disappears("passphrase-dialog").await?;
    window.fill("field-keep_days", "1").await?;
    window.fill("field-keep_hours", "1").await?;
    window.click("backup-settings-save").await?;
    window.appears("rule-dialog", LONG_WORK).await?;
    take(window, &named("rule")).await?;
    window.click("rule-cancel").await?;
    window.disappears("rule-dialog").await?;
    window.click("backup-view-list").await
}

async fn copy_somewhere(window: &mut Window, desk: &Desk) -> Result<()> {
    let elsewhere = desk.path("拷贝");
    fs::create_dir(&elsewhere)?;
    answer_next_dialog(desk, &elsewhere)?;
    window.click("backup-copy").await?;
    window.appears("backup-copied", LONG_WORK).await?;
    window.picture("copied").await?;
    ensure!(fs::read_dir(&elsewhere)?.count() == 2, "a backup and its manifest");
    Ok(())
}

/// The backup stands, one place has it, and the other says why it has not.
async fn back_up_with_a_place_away(window: &mut Window) -> Result<()> {
    window.click("backup-now").await?;
    let told = window.text_when("backup-made", LONG_WORK, |text| !text.is_empty()).await?;
    ensure!(told.contains("U 盘") && told.contains("共享"), "{told}");
    window.picture("place-away").await
}

/// Makes many backups of one, an hour and a bit apart.
fn multiply(backup: &Path) -> Result<()> {
    let manifest = manifest_of(backup);
    let mut told: Value = serde_json::from_slice(&fs::read(&manifest)?)?;
    let reasons = ["scheduled", "manual", "before-import", "scheduled", "before-restore"];
    for number in 1..BACKUPS {
        let (day, hour) = (21 - number / 4, 8 + number % 4 * 3);
        told["made_at"] = json!(format!("2026-11-{day:02}T{hour:02}:05:{number:02}Z"));
        told["reason"] = json!(reasons[number as usize % reasons.len()]);
        told["note"] = if number % 3 == 0 { json!("合同 2026 年 11 月.xlsx") } else { Value::Null };
        let copy = backup.with_file_name(format!("db_backup_202611{day:02}_{hour:02}05{number:02}.sqlite3"));
        fs::copy(backup, &copy)?;
        fs::write(manifest_of(&copy), told.to_string())?;
    }
    Ok(())
}

fn manifest_of(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".json");
    PathBuf::from(name)
}
