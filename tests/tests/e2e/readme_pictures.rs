//! The pictures of the README: the sample ledger in the real window, for `cargo xtask screenshots`.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use tests::program::Desk;

use crate::backup_road::wrong_workbook;
use crate::import_road::{AMOUNT, UNKNOWN, write_ugly};
use crate::play;
use crate::screens::choose_appearance;
use crate::steps::{lantai, load_the_sample};
use crate::window::{LONG_WORK, Window, answer_next_dialog, screenshots};

const SIZE: (u32, u32) = (1440, 900);
/// What unfolds or is read again has come to rest by then.
const REST: Duration = Duration::from_millis(1_500);
/// A main contract with two supplements and payments.
const CONTRACT: &str = "QLW-HT-2022-0013";
/// In the order in which the button leads through them.
const LANGUAGES: [&str; 2] = ["zh", "en"];

#[tokio::test]
#[ignore = "makes pictures: `cargo xtask screenshots` runs it"]
async fn pictures_of_the_readme() -> Result<()> {
    let desk = Desk::of_a_picture()?;
    play(&desk, "readme-sample", load_the_sample).await?;
    lantai(&desk, &["backup", "create", "--note", "年度审计前"])?;
    lantai(&desk, &["backup", "drill"])?;
    let ugly = desk.path("2025 年合同台账（报送）.xlsx");
    write_ugly(&ugly)?;
    play(&desk, "readme", async |window| {
        window.resize(SIZE).await?;
        choose_appearance(window, "light").await?;
        check_everything(window).await?;
        for language in LANGUAGES {
            picture_home(window, language).await?;
            picture_contract(window, &format!("contract-{language}")).await?;
            picture_import(window, &desk, &ugly, language).await?;
            picture_health(window, language).await?;
            window.click("language").await?;
        }
        choose_appearance(window, "dark").await?;
        picture_contract(window, "contract-dark-zh").await
    })
    .await?;
    let wrong = wrong_workbook(&desk)?;
    lantai(&desk, &["import", &wrong.display().to_string(), "--kind", "supplier"])?;
    play(&desk, "readme-restore", async |window| {
        window.resize(SIZE).await?;
        choose_appearance(window, "light").await?;
        for language in LANGUAGES {
            picture_restore(window, language).await?;
            window.click("language").await?;
        }
        Ok(())
    })
    .await
}

/// A thorough check, so that nothing is unknown; its outcome stays while the window is open.
async fn check_everything(window: &Window) -> Result<()> {
    window.click("nav-health").await?;
    window.click("health-check").await?;
    window.text_when("health-derived", LONG_WORK, |text| text.contains("检查通过")).await.map(drop)
}

async fn picture_home(window: &Window, language: &str) -> Result<()> {
    window.click("nav-home").await?;
    window.appears("todos", LONG_WORK).await?;
    keep(window, &format!("home-{language}")).await
}

async fn picture_contract(window: &Window, name: &str) -> Result<()> {
    window.click("nav-contracts").await?;
    window.appears("status-rows", LONG_WORK).await?;
    window.fill("find", CONTRACT).await?;
    window.click_on("[data-testid^=\"found-contract-\"]").await?;
    window.clear("find").await?;
    window.appears("record-history", LONG_WORK).await?;
    keep(window, name).await
}

/// A department's workbook as it came, with the first of three cells that nobody can read.
async fn picture_import(window: &Window, desk: &Desk, file: &Path, language: &str) -> Result<()> {
    answer_next_dialog(desk, file)?;
    window.click("nav-import").await?;
    window.click("import-choose").await?;
    window.appears("import-mapping", LONG_WORK).await?;
    window.pick(&format!("map-{UNKNOWN}"), "经办人").await?;
    window.click("import-rehearse").await?;
    window.text_when("count-error", LONG_WORK, |text| text == "3").await?;
    window.appears("issue-8", LONG_WORK).await?;
    window.appears(&format!("edit-{AMOUNT}"), LONG_WORK).await?;
    keep(window, &format!("import-{language}")).await?;
    window.click("import-discard").await
}

async fn picture_health(window: &Window, language: &str) -> Result<()> {
    window.click("nav-health").await?;
    window.text_when("health-disk", LONG_WORK, |text| text.contains('%')).await?;
    keep(window, &format!("health-{language}")).await
}

/// What a restore to the moment before a wrong import would take back.
async fn picture_restore(window: &Window, language: &str) -> Result<()> {
    window.click("nav-backups").await?;
    window.click("backup-view-timeline").await?;
    window.click_on("[data-testid^=\"moment-\"]").await?;
    window.appears("moment-detail", LONG_WORK).await?;
    window.click("restore-before").await?;
    window.appears("restore-loss", LONG_WORK).await?;
    keep(window, &format!("restore-{language}")).await?;
    window.click("restore-cancel").await?;
    window.disappears("restore-dialog").await
}

async fn keep(window: &Window, name: &str) -> Result<()> {
    let folder = screenshots()?.join("readme");
    std::fs::create_dir_all(&folder)?;
    tokio::time::sleep(REST).await;
    window.picture_into(&folder.join(name).with_extension("png")).await
}
