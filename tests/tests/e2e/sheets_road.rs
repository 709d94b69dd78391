//! A workbook of a whole ledger goes into an empty one in the window, all sheets at once, and out again.

use anyhow::{Context, Result, ensure};
use tests::program::Desk;

use crate::play;
use crate::steps::{everything, lantai, load_the_sample};
use crate::window::{LONG_WORK, Window, answer_next_dialog};

#[tokio::test]
async fn a_whole_workbook_goes_into_an_empty_ledger_at_once_and_can_be_taken_back() -> Result<()> {
    let from = Desk::bare()?;
    play(&from, "sheets-sample", async |window| load_the_sample(window).await).await?;
    let workbook = from.path("全部台账.xlsx");
    lantai(&from, &["export", "all", "--to", workbook.to_str().context("UTF-8")?])?;
    let counts =
        |desk: &Desk| Ok::<_, anyhow::Error>(everything(desk)?.iter().map(Vec::len).collect::<Vec<_>>());
    let whole = counts(&from)?;

    let to = Desk::bare()?;
    std::fs::create_dir_all(to.home())?;
    lantai(&to, &["init"])?;
    play(&to, "sheets-road", async |window| {
        window.click("nav-import").await?;
        answer_next_dialog(&to, &workbook)?;
        window.click("import-choose").await?;
        import_all_sheets(window).await
    })
    .await?;
    assert_eq!(counts(&to)?, whole, "every sheet went in");
    play(&to, "sheets-road-back", async |window| {
        window.click("nav-import").await?;
        window.click_on("[data-testid^=\"import-history-undo-\"]").await?;
        window.appears("undo-preview", LONG_WORK).await?;
        window.click("undo-confirm").await?;
        window.disappears("undo-preview").await
    })
    .await?;
    ensure!(counts(&to)?.iter().all(|count| *count == 0), "one undo takes all of it back");
    lantai(&to, &["journal", "verify"]).map(drop)
}

async fn import_all_sheets(window: &mut Window) -> Result<()> {
    window.appears("import-mapping", LONG_WORK).await?;
    window.click("import-all-sheets").await?;
    window.appears("sheets-parts", LONG_WORK).await?;
    window.picture("sheets-rehearsed").await?;
    window.click("sheets-commit").await?;
    window.appears("sheets-done", LONG_WORK).await?;
    window.picture("sheets-imported").await?;
    window.click("sheets-close").await?;
    window.disappears("all-sheets").await
}
