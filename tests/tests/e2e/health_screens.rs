//! The health page and the upkeep records as an operator uses them: every view with many rows, large and
//! small, light and dark.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};
use ledger::domain::upkeep::{Incident, IncidentLevel};
use ledger::{Ledger, Session};
use tests::program::Desk;

use crate::screens::{APPEARANCES, SIZES, choose_appearance, take};
use crate::steps::load_the_sample;
use crate::window::{LONG_WORK, Window, answer_next_dialog};
use crate::{barriers, play};

/// More than a screen shows.
const MANY: usize = 80;

#[tokio::test]
async fn health_and_upkeep_are_told_mended_and_handed_over() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "health-sample", load_the_sample).await?;
    write_faults(&desk)?;
    write_log(&desk)?;
    desk.lantai_on(&desk.window_ledger(), ["backup", "create"])?.ended_with(0)?;
    play(&desk, "health-screens", async |window| {
        window.appears("nav-health", LONG_WORK).await?;
        for size in SIZES {
            window.resize(*size).await?;
            for appearance in APPEARANCES {
                choose_appearance(window, appearance).await?;
                visit(window, appearance, *size).await?;
                visit_upkeep(window, appearance, *size).await?;
            }
        }
        mend_and_check(window).await?;
        go_live(window, &desk).await?;
        hand_over(window, &desk).await?;
        barriers::expect_none(window)
    })
    .await
}

/// Writes down faults of some years, at every stage.
fn write_faults(desk: &Desk) -> Result<()> {
    let ledger = Ledger::open(&desk.window_ledger())?;
    let session = Session::named("运维甲");
    let levels = [IncidentLevel::P0, IncidentLevel::P1, IncidentLevel::P2, IncidentLevel::P3];
    for number in 0..MANY {
        let day = format!("{}-{:02}-{:02}", 2024 + number / 40, 1 + number / 4 % 12, 1 + number % 28);
        let at = |step: usize| -> Result<_> {
            let reached = number % 5 >= step;
            reached.then(|| format!("{day} {:02}:30", 8 + step).parse().context("a time")).transpose()
        };
        let fault = Incident {
            level: levels[number % levels.len()],
            title: format!("第 {number} 次：打印付款审批表时窗口没有反应，重新打开后恢复"),
            description: Some("点打印后等了两分钟。\n任务管理器中程序没有退出。".to_owned()),
            found_at: at(0)?.context("every fault was found")?,
            found_by: "李强".to_owned(),
            confirmed_at: at(1)?,
            located_at: at(2)?,
            handled_at: at(3)?,
            handled_by: at(3)?.map(|_| "运维甲".to_owned()),
            analysed_at: at(4)?,
            cause: at(2)?.map(|_| "打印机驱动程序过旧".to_owned()),
            measures: at(4)?.map(|_| "更新驱动程序，并把打印机列入每月检查".to_owned()),
            links: None,
        };
        ledger.create_upkeep(&session, &fault)?;
    }
    Ok(())
}

/// Writes a log of the day before: long lines, and a failure that the health page counts.
fn write_log(desk: &Desk) -> Result<()> {
    let at = Timestamp::now() - SignedDuration::from_hours(24);
    let mut log = String::new();
    for number in 0..MANY {
        let at =
            (at + SignedDuration::from_secs(i64::try_from(number)?)).strftime("%Y-%m-%dT%H:%M:%S.000000Z");
        let (level, text) = match number % 4 {
            0 => ("ERROR", format!("a command failed code=internal incident=\"TQ4K2A-{number}\"")),
            1 => (
                "WARN",
                "a place for backups did not get what it should have code=backup.place_unreachable"
                    .to_owned(),
            ),
            _ => ("INFO", format!("a scheduled backup was made places={number}")),
        };
        writeln!(log, "{at} {level} lantai_desktop::schedule: {text}")?;
    }
    let folder = desk.home().join("logs");
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(format!("lantai.{}.log", at.strftime("%Y-%m-%d"))), log)?)
}

async fn visit(window: &mut Window, appearance: &str, (width, height): (u32, u32)) -> Result<()> {
    let named = |what: &str| format!("{what}-{width}x{height}-{appearance}");
    window.click("nav-health").await?;
    window.click("health-view-items").await?;
    window.text_when("health-disk", LONG_WORK, |text| text.contains('%')).await?;
    take(window, &named("items")).await?;
    window.click("health-view-logs").await?;
    window.text_when("log-list", LONG_WORK, |text| text.contains("schedule")).await?;
    take(window, &named("logs")).await?;
    window.click("health-view-diagnosis").await?;
    window.text_when("diagnosis-parts", LONG_WORK, |text| text.contains("about.json")).await?;
    take(window, &named("diagnosis")).await?;
    window.click("health-view-go_live").await?;
    window.click("go-live-check").await?;
    window.text_when("go-live-totals", LONG_WORK, |text| text.contains("合同")).await?;
    take(window, &named("go-live")).await
}

async fn visit_upkeep(window: &mut Window, appearance: &str, (width, height): (u32, u32)) -> Result<()> {
    let named = |what: &str| format!("{what}-{width}x{height}-{appearance}");
    window.click("nav-upkeep").await?;
    window.click("upkeep-incident").await?;
    window.text_when("list-table", LONG_WORK, |text| text.contains("P3")).await?;
    take(window, &named("upkeep")).await?;
    window.click_on("[data-testid=\"list-table\"] .ledger-row").await?;
    window.appears("value-title", LONG_WORK).await?;
    take(window, &named("upkeep-panel")).await
}

/// A backup that nobody proved is told of; one press mends it, and a thorough check finds all well.
async fn mend_and_check(window: &mut Window) -> Result<()> {
    window.click("nav-health").await?;
    window.click("health-view-items").await?;
    window.click("health-mend-drill").await?;
    window.text_when("health-drill", LONG_WORK, |text| text.contains("最近一次演练")).await?;
    window.click("health-check").await?;
    window.text_when("health-integrity", LONG_WORK, |text| text.contains("检查通过")).await?;
    window.text_when("health-derived", LONG_WORK, |text| text.contains("检查通过")).await?;
    window.text_when("health-trust", LONG_WORK, |text| text.contains("没有发现")).await?;
    Ok(())
}

async fn go_live(window: &mut Window, desk: &Desk) -> Result<()> {
    window.click("health-view-go_live").await?;
    window.fill("go-live-own", "装好打印机").await?;
    window.click("go-live-add").await?;
    window.text_when("go-live-done", LONG_WORK, |text| text.contains("0 / 9")).await?;
    let to = desk.path("上线检查.xlsx");
    answer_next_dialog(desk, &to)?;
    window.click("go-live-export").await?;
    window.file_appears(&to).await
}

async fn hand_over(window: &mut Window, desk: &Desk) -> Result<()> {
    let to = desk.path("诊断包.zip");
    window.click("health-view-diagnosis").await?;
    answer_next_dialog(desk, &to)?;
    window.click("diagnosis-save").await?;
    window.file_appears(&to).await?;
    ensure!(fs::metadata(&to)?.len() > 500, "a package with something in it");
    Ok(())
}
