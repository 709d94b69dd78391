//! The first road through the house: the sample ledger, a workbook with two bad rows, a search, an
//! edit, an export, and everything undone.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::program::Desk;
use tests::row;
use tests::workbook::{self, Cell};

use crate::play;
use crate::steps::{everything, lantai, load_the_sample, progress_becomes, rows_become};
use crate::window::{LONG_WORK, Window, answer_next_dialog};

/// A contract of the sample ledger: 汽轮机本体保温工程, nearly all of it paid.
const CONTRACT: &str = "QLW-HT-2021-0002";
const INITIALS: &str = "qljbtbw";
const AMOUNT: &str = "1088300.00";
const TWICE_THE_AMOUNT: &str = "2176600.00";
const WELL_PAID: &str = "95.0%";
const HALF_OF_THAT: &str = "47.5%";

#[tokio::test]
async fn a_person_imports_finds_edits_exports_and_undoes() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "first-start", async |window| load_the_sample(window).await).await?;
    let before = everything(&desk)?;
    let contracts = before.get(3).map_or(0, Vec::len);
    assert!(before.iter().all(|records| !records.is_empty()), "the sample has records of every kind");

    let exported = desk.path("导出 目录").join("合同 台账.xlsx");
    play(&desk, "first-road", async |window| {
        import_with_two_bad_rows(window, &desk, contracts).await?;
        find_and_edit(window).await?;
        take_the_import_back(window, contracts).await?;
        export(window, &desk, &exported).await
    })
    .await?;

    assert_eq!(everything(&desk)?, before, "the ledger is as it was");
    lantai(&desk, &["journal", "verify"])?;
    let again = dry_import(&desk, &exported)?;
    assert_eq!(again["counts"]["unchanged"], contracts, "what was exported changes nothing: {again}");
    assert_eq!(again["counts"]["update"], 0);
    Ok(())
}

async fn import_with_two_bad_rows(window: &mut Window, desk: &Desk, contracts: usize) -> Result<()> {
    window.click("nav-contracts").await?;
    rows_become(window, contracts).await?;

    answer_next_dialog(desk, &workbook_with_two_bad_rows(desk)?)?;
    window.click("nav-import").await?;
    window.click("import-choose").await?;
    window.click("import-rehearse").await?;
    window.text_when("count-error", LONG_WORK, |text| text == "2").await?;
    window.text_when("count-insert", LONG_WORK, |text| text == "2").await?;
    let amount = window.text("issue-3").await?;
    ensure!(amount.contains("一百二十万"), "the bad amount is named: {amount}");
    let date = window.text("issue-5").await?;
    ensure!(date.contains("05/06/2026"), "the bad date is named: {date}");
    window.picture("two-errors").await?;

    window.tick("import-only-valid").await?;
    window.click("import-commit").await?;
    window.appears("import-result", LONG_WORK).await?;
    window.picture("imported").await?;

    window.click("nav-contracts").await?;
    rows_become(window, contracts + 2).await
}

async fn find_and_edit(window: &mut Window) -> Result<()> {
    window.fill("list-search", INITIALS).await?;
    rows_become(window, 1).await?;
    window.click(&format!("row-{CONTRACT}")).await?;
    window.appears("record-panel", LONG_WORK).await?;
    progress_becomes(window, WELL_PAID).await?;
    window.picture("found-by-initials").await?;

    window.click("edit").await?;
    window.fill("field-amount", TWICE_THE_AMOUNT).await?;
    window.picture("editing").await?;
    window.save_form().await?;
    progress_becomes(window, HALF_OF_THAT).await?;
    window.picture("edited").await?;

    window.click("undo").await?;
    progress_becomes(window, WELL_PAID).await?;
    window.click("redo").await?;
    progress_becomes(window, HALF_OF_THAT).await?;
    window.press_control('z').await?;
    progress_becomes(window, WELL_PAID).await?;
    let amount = window.text("panel-amount").await?;
    ensure!(amount.replace(',', "").contains(AMOUNT), "the amount is as it was: {amount}");
    window.picture("edit-undone").await
}

async fn take_the_import_back(window: &mut Window, contracts: usize) -> Result<()> {
    window.click("nav-import").await?;
    window.click("import-undo").await?;
    window.appears("undo-preview", LONG_WORK).await?;
    window.picture("what-undo-will-do").await?;
    window.click("undo-confirm").await?;
    window.disappears("undo-preview").await?;
    window.appears("import-undone", LONG_WORK).await?;
    window.click("nav-contracts").await?;
    window.clear("list-search").await?;
    rows_become(window, contracts).await?;
    window.picture("import-undone").await
}

async fn export(window: &mut Window, desk: &Desk, file: &Path) -> Result<()> {
    std::fs::create_dir_all(file.parent().context("a file has a folder")?)?;
    answer_next_dialog(desk, file)?;
    window.click("export").await?;
    window.click("export-write").await?;
    window.file_appears(file).await?;
    window.picture("exported").await
}

/// Rows 3 and 5 of the sheet are bad: an amount in words, and a date that may be May or June.
fn workbook_with_two_bad_rows(desk: &Desk) -> Result<PathBuf> {
    let path = desk.path("三季度 新签合同.xlsx");
    let header = [
        "项目编码",
        "文件定位",
        "合同来源",
        "合同序号",
        "合同编号",
        "合同名称",
        "甲方",
        "乙方",
        "含税签约合同价（元）",
        "合同签订日期",
    ];
    let contract = |number: &str, name: &str, amount: Cell, signed_on: &str| {
        let (sequence, code) = (format!("LS-{number}"), format!("LS-HT-{number}"));
        let (owner, supplier) = ("青岚湾热电有限公司", "岚州碧霄环保科技股份有限公司");
        let mut row = row!["QLW-04", "主合同", "直接签订", sequence, code, name, owner, supplier];
        row.extend([amount, Cell::from(signed_on)]);
        row
    };
    let rows = [
        contract("001", "灰场渗滤液应急处理", Cell::Number(120_000.0), "2026-07-08"),
        contract("002", "灰场道路洒水", Cell::from("一百二十万"), "2026-07-15"),
        contract("003", "灰场围堤监测", Cell::from("￥86,500.50"), "2026年8月3日"),
        contract("004", "灰场绿化补种", Cell::Number(43_000.0), "05/06/2026"),
    ];
    workbook::write(&path, "合同台账", &header, &rows)?;
    Ok(path)
}

fn dry_import(desk: &Desk, file: &Path) -> Result<Value> {
    let file = file.to_str().context("the path is UTF-8")?;
    lantai(desk, &["import", file, "--kind", "contract", "--dry-run", "--json"])
}
