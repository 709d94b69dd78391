//! The page of backups and the recovery screen as people see them: comparison, time line with
//! thousands of operations, restore, passphrase, and what is lost of a damaged ledger.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use ledger::domain::supplier::Supplier;
use ledger::{Ledger, Session};
use rusqlite::Connection;
use tests::program::Desk;

use crate::screens::{APPEARANCES, SIZES, choose_appearance, take};
use crate::steps::{lantai, load_the_sample};
use crate::window::{LONG_WORK, Window, answer_next_dialog};
use crate::{barriers, play};

const OPERATIONS: u32 = 3_000;
const PASSPHRASE: &str = "海河之水天上来，奔流";

#[tokio::test]
async fn every_screen_of_a_restore_fits_and_shows_no_error() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "restore-screens-sample", async |window| load_the_sample(window).await).await?;
    lantai(&desk, &["backup", "create", "--note", "月底对账前", "--json"])?;
    let encrypted = encrypted(&desk)?;
    work(&desk)?;
    play(&desk, "restore-screens", async |window| {
        for size in SIZES {
            window.resize(*size).await?;
            for appearance in APPEARANCES {
                choose_appearance(window, appearance).await?;
                answer_next_dialog(&desk, &encrypted)?;
                visit(window, &format!("{}x{}-{appearance}", size.0, size.1)).await?;
            }
        }
        barriers::expect_none(window)
    })
    .await?;
    damage(&desk)?;
    play(&desk, "restore-screens-lost", async |window| {
        for size in SIZES {
            window.resize(*size).await?;
            visit_the_recovery(window, &format!("{}x{}", size.0, size.1)).await?;
        }
        barriers::expect_none(window)
    })
    .await
}

async fn visit(window: &mut Window, suffix: &str) -> Result<()> {
    window.click("nav-backups").await?;
    window.click("backup-view-list").await?;
    window.click_on("[data-testid^=\"backup-db_backup_\"]").await?;
    window.appears("backup-compare", LONG_WORK).await?;
    take(window, &format!("backup-{suffix}")).await?;
    window.click("backup-compare").await?;
    window.appears("differing-fields", LONG_WORK).await?;
    take(window, &format!("comparison-{suffix}")).await?;
    window.click("compare-close").await?;
    window.disappears("compare-dialog").await?;
    window.click("backup-view-timeline").await?;
    window.click_on("[data-testid^=\"moment-\"]").await?;
    window.appears("moment-detail", LONG_WORK).await?;
    take(window, &format!("time-line-{suffix}")).await?;
    restore_far_back(window, suffix).await?;
    window.click("restore-file").await?;
    window.appears("ask-passphrase", LONG_WORK).await?;
    take(window, &format!("passphrase-{suffix}")).await?;
    window.click("restore-cancel").await?;
    window.disappears("restore-dialog").await
}

/// What would be lost by going back behind thousands of operations.
async fn restore_far_back(window: &mut Window, suffix: &str) -> Result<()> {
    window.go_to_end("timeline").await?;
    window.click_on("[data-testid=\"moment-4\"]").await?;
    window.click("restore-after").await?;
    window.appears("taken-back", LONG_WORK).await?;
    take(window, &format!("restore-operations-{suffix}")).await?;
    window.click("loss-records").await?;
    window.appears("differing-fields", LONG_WORK).await?;
    take(window, &format!("restore-records-{suffix}")).await?;
    window.click("restore-cancel").await?;
    window.disappears("restore-dialog").await
}

async fn visit_the_recovery(window: &mut Window, suffix: &str) -> Result<()> {
    window.appears("lost-backups", LONG_WORK).await?;
    take(window, &format!("recovery-{suffix}")).await?;
    window.click("lost-recovered").await?;
    window.appears("recovered", LONG_WORK).await?;
    take(window, &format!("recovered-{suffix}")).await?;
    window.click("restore-cancel").await?;
    window.disappears("restore-dialog").await?;
    window.click("lost-newest").await?;
    window.tick("restore-agree").await?;
    take(window, &format!("newest-{suffix}")).await?;
    window.click("restore-cancel").await?;
    window.disappears("restore-dialog").await
}

/// Makes an encrypted backup in a place of its own.
fn encrypted(desk: &Desk) -> Result<PathBuf> {
    let (place, file) = (desk.path("U 盘"), desk.path("passphrase.txt"));
    fs::create_dir_all(&place)?;
    fs::write(&file, PASSPHRASE)?;
    let text = |path: &PathBuf| path.to_str().map(str::to_owned).context("UTF-8");
    lantai(desk, &["backup", "settings", "passphrase", "--passphrase-file", &text(&file)?])?;
    lantai(desk, &["backup", "settings", "set", "encrypt", "true"])?;
    lantai(desk, &["backup", "create", "--to", &text(&place)?, "--json"])?;
    let files = fs::read_dir(&place)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let is_sealed = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "age");
    files.into_iter().find(is_sealed).context("an encrypted backup")
}

/// Does thousands of operations, as years of work would.
fn work(desk: &Desk) -> Result<()> {
    let ledger = Ledger::open(&desk.window_ledger())?;
    let session = Session::named("周敏");
    for number in 0..OPERATIONS {
        ledger.create_supplier(&session, &Supplier::named(&format!("第{number}建设公司")))?;
    }
    Ok(())
}

/// Overwrites the page that says which migrations were applied: nobody can open the ledger then.
fn damage(desk: &Desk) -> Result<()> {
    let path = desk.window_ledger();
    let connection = Connection::open(&path)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let page: u32 = connection.query_row(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'applied_migration'",
        [],
        |row| row.get(0),
    )?;
    let size: u32 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    drop(connection);
    let (page, size) = (usize::try_from(page)?, usize::try_from(size)?);
    let mut bytes = fs::read(&path)?;
    bytes[(page - 1) * size..page * size].fill(0xAA);
    Ok(fs::write(&path, bytes)?)
}
