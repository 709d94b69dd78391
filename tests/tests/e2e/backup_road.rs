//! Backed up, the wrong workbook imported, restored, the restore undone, restored again from the
//! command line; and a ledger file that is damaged.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use tests::program::Desk;
use tests::row;
use tests::workbook::{self, Cell};

use crate::play;
use crate::steps::{everything, lantai, load_the_sample, rows_become};
use crate::window::{LONG_WORK, Window, answer_next_dialog};

#[tokio::test]
async fn a_restore_brings_the_ledger_back_and_can_be_undone() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "backup-sample", async |window| load_the_sample(window).await).await?;
    let before = everything(&desk)?;
    let suppliers = before.get(1).map_or(0, Vec::len);
    let wrong = wrong_workbook(&desk)?;
    play(&desk, "backup-road", async |window| {
        back_up(window).await?;
        answer_next_dialog(&desk, &wrong)?;
        import(window).await?;
        suppliers_become(window, suppliers + 2).await?;
        see_the_difference(window).await?;
        restore_to_before_the_import(window).await?;
        suppliers_become(window, suppliers).await?;
        window.picture("as-it-was").await?;
        undo_the_restore(window).await?;
        suppliers_become(window, suppliers + 2).await?;
        drill(window).await
    })
    .await?;
    let backups = lantai(&desk, &["backup", "list", "--json"])?;
    let manual = backups.as_array().context("backups")?.iter().find(|one| one["reason"] == "manual");
    let name = manual.and_then(|one| one["name"].as_str()).context("the backup of the button")?;
    lantai(&desk, &["backup", "restore", name, "--yes", "--json"])?;
    assert_eq!(everything(&desk)?, before, "the ledger is as it was");
    lantai(&desk, &["journal", "verify"])?;
    damaged(&desk).await?;
    assert_eq!(everything(&desk)?, before, "the backup took the place of the damaged ledger");
    Ok(())
}

async fn back_up(window: &mut Window) -> Result<()> {
    window.click("nav-backups").await?;
    window.fill("backup-note", "导入前").await?;
    window.click("backup-now").await?;
    window.appears("backup-detail", LONG_WORK).await?;
    window.picture("backed-up").await
}

async fn import(window: &mut Window) -> Result<()> {
    window.click("nav-import").await?;
    window.click("import-choose").await?;
    window.click("import-rehearse").await?;
    window.text_when("count-insert", LONG_WORK, |text| text == "2").await?;
    window.click("import-commit").await?;
    window.appears("import-result", LONG_WORK).await
}

/// What the wrong workbook brought, told by the backup before anything is restored.
async fn see_the_difference(window: &mut Window) -> Result<()> {
    window.click("nav-backups").await?;
    window.click_on("[data-testid^=\"backup-db_backup_\"]").await?;
    window.click("backup-compare").await?;
    window.text_when("differing-supplier-new", LONG_WORK, |text| text == "2").await?;
    window.click("differing-supplier-new").await?;
    window.appears("differs-错厂物资贸易公司", LONG_WORK).await?;
    window.picture("differences").await?;
    window.click("compare-close").await?;
    window.disappears("compare-dialog").await
}

async fn restore_to_before_the_import(window: &mut Window) -> Result<()> {
    window.click("backup-view-timeline").await?;
    window.click_on("[data-testid^=\"moment-\"]").await?;
    window.text_when("moment-detail", LONG_WORK, |text| text.contains("别的电厂 供应商.xlsx")).await?;
    window.picture("time-line").await?;
    window.click("restore-before").await?;
    let lost = window.text("restore-loss").await?;
    ensure!(lost.contains('1'), "one operation would be lost: {lost}");
    window.picture("what-would-be-lost").await?;
    agree(window).await?;
    window.appears("last-restore", LONG_WORK).await?;
    window.picture("restored").await
}

async fn undo_the_restore(window: &mut Window) -> Result<()> {
    window.click("nav-backups").await?;
    // Nothing was done since: one click is enough.
    window.click("undo-restore").await?;
    window.text_when("last-restore", LONG_WORK, |text| text.contains("db_backup_")).await.map(drop)
}

async fn agree(window: &Window) -> Result<()> {
    window.tick("restore-agree").await?;
    window.click("restore-confirm").await?;
    window.disappears("restore-dialog").await
}

async fn drill(window: &mut Window) -> Result<()> {
    window.click("nav-backups").await?;
    window.click("backup-drill").await?;
    let proven = |text: &str| text.chars().any(|letter| letter.is_ascii_digit());
    window.text_when("backup-proven", LONG_WORK, proven).await?;
    window.picture("drilled").await?;
    window.click("nav-home").await?;
    window.text_when("home-backups", LONG_WORK, |text| text.contains("最近证明可恢复 2")).await?;
    window.picture("proven").await
}

/// A ledger file that is no longer one: the recovery screen puts the newest backup into its place.
async fn damaged(desk: &Desk) -> Result<()> {
    lantai(desk, &["backup", "create", "--json"])?;
    let ledger = desk.window_ledger();
    let mut bytes = fs::read(&ledger)?;
    bytes[..100].fill(0xFF);
    fs::write(&ledger, bytes)?;
    play(desk, "backup-damaged", async |window| {
        window.appears("recovery", LONG_WORK).await?;
        window.appears("lost-backups", LONG_WORK).await?;
        window.picture("backups-found").await?;
        window.click("lost-newest").await?;
        window.tick("restore-agree").await?;
        window.picture("in-its-place").await?;
        window.click("restore-confirm").await?;
        window.disappears("restore-dialog").await?;
        window.appears("nav-backups", LONG_WORK).await?;
        window.click("nav-backups").await?;
        window.appears("set-aside", LONG_WORK).await?;
        window.picture("kept-aside").await
    })
    .await
}

async fn suppliers_become(window: &Window, count: usize) -> Result<()> {
    window.click("nav-suppliers").await?;
    rows_become(window, count).await
}

/// A workbook of another plant.
pub(crate) fn wrong_workbook(desk: &Desk) -> Result<PathBuf> {
    let path = desk.path("别的电厂 供应商.xlsx");
    let rows: Vec<Vec<Cell>> = vec![row!["错厂机电安装公司"], row!["错厂物资贸易公司"]];
    workbook::write(&path, "供应商", &["供应商名称"], &rows)?;
    Ok(path)
}
