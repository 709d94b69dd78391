//! A department's ugly workbook: read, corrected in place, imported, its rest corrected and imported
//! too, and both taken back.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Format, Workbook};
use tests::program::Desk;

use crate::play;
use crate::steps::{everything, lantai, load_the_sample, rows_become};
use crate::window::{LONG_WORK, Window, answer_next_dialog};

const HEADER: &[&str] = &[
    "项目编码",
    "文件定位",
    "合同来源",
    "合同序号",
    "合同编号",
    "合同名称",
    "甲方",
    "乙方",
    "含税签约合同价(万元)",
    "合同签订日期",
    "施工负责人",
];
/// The column that nobody knows, and the one with the amounts.
pub(crate) const UNKNOWN: usize = 10;
pub(crate) const AMOUNT: usize = 8;
const OWNER: &str = "青岚湾热电有限公司";
const SUPPLIER: &str = "岚州碧霄环保科技股份有限公司";
/// Amount and date of each contract; three of these cells are bad.
const CONTRACTS: &[(&str, &str, &str)] = &[
    ("灰场渗滤液应急处理", "12", "2025-07-08"),
    ("灰场道路洒水", "约120", "2025-07-15"),
    ("灰场围堤监测", "8.65", "2025年8月3日"),
    ("灰场绿化补种", "4.3", "2025-02-30"),
    ("灰场围栏更换", "￥6.25", "05/06/2025"),
    ("灰场照明检修", "2.80", "2025.9.1"),
];
/// What the bad dates should have been.
const CORRECTIONS: &[(&str, &str)] = &[("2025-02-30", "2025-02-28"), ("05/06/2025", "2025-06-05")];

#[tokio::test]
async fn an_ugly_workbook_goes_in_without_retyping_and_can_be_taken_back() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "import-sample", async |window| load_the_sample(window).await).await?;
    let before = everything(&desk)?;
    let contracts = before.get(3).map_or(0, Vec::len);
    let (ugly, errors) = (desk.path("2025 年合同台账（报送）.xlsx"), desk.path("错误行.xlsx"));
    write_ugly(&ugly)?;
    play(&desk, "import-road", async |window| {
        window.click("nav-import").await?;
        answer_next_dialog(&desk, &ugly)?;
        window.click("import-choose").await?;
        correct_the_mapping(window).await?;
        mend_one_cell(window).await?;
        answer_next_dialog(&desk, &errors)?;
        window.click("import-errors").await?;
        window.file_appears(&errors).await?;
        import_what_is_valid(window, "4").await?;
        let corrected = corrected(&desk, &errors)?;
        answer_next_dialog(&desk, &corrected)?;
        window.click("import-another").await?;
        window.click("import-choose").await?;
        import_the_rest(window).await?;
        window.click("nav-contracts").await?;
        rows_become(window, contracts + CONTRACTS.len()).await?;
        take_both_back(window).await?;
        window.click("nav-contracts").await?;
        rows_become(window, contracts).await
    })
    .await?;
    assert_eq!(everything(&desk)?, before, "the ledger is as it was");
    lantai(&desk, &["journal", "verify"]).map(drop)
}

pub(crate) async fn correct_the_mapping(window: &mut Window) -> Result<()> {
    window.appears("import-mapping", LONG_WORK).await?;
    let unknown = window.text(&format!("mapping-{UNKNOWN}")).await?;
    ensure!(unknown.contains("未识别"), "nothing is guessed: {unknown}");
    let amount = window.text(&format!("mapping-{AMOUNT}")).await?;
    ensure!(amount.contains("万元"), "the unit of the header is seen: {amount}");
    window.picture("columns").await?;
    window.pick(&format!("map-{UNKNOWN}"), "经办人").await?;
    window.text_when(&format!("mapping-{UNKNOWN}"), LONG_WORK, |text| text.contains("人工选择")).await?;
    window.picture("columns-corrected").await?;
    window.click("import-rehearse").await
}

async fn mend_one_cell(window: &mut Window) -> Result<()> {
    window.text_when("count-error", LONG_WORK, |text| text == "3").await?;
    window.picture("three-errors").await?;
    let editor = format!("edit-{AMOUNT}");
    window.fill(&editor, "120").await?;
    window.picture("one-cell-written").await?;
    window.click_on(&format!("[data-testid=\"{editor}\"] .ant-btn")).await?;
    window.text_when("count-error", LONG_WORK, |text| text == "2").await?;
    window.picture("one-cell-mended").await
}

async fn import_what_is_valid(window: &mut Window, rows: &str) -> Result<()> {
    window.text_when("count-insert", LONG_WORK, |text| text == rows).await?;
    window.tick("import-only-valid").await?;
    window.click("import-commit").await?;
    window.appears("import-result", LONG_WORK).await?;
    window.picture("imported").await
}

async fn import_the_rest(window: &mut Window) -> Result<()> {
    window.appears("import-mapping", LONG_WORK).await?;
    window.text_when(&format!("mapping-{UNKNOWN}"), LONG_WORK, |text| text.contains("沿用上次")).await?;
    window.picture("columns-remembered").await?;
    window.click("import-rehearse").await?;
    window.text_when("count-insert", LONG_WORK, |text| text == "2").await?;
    window.text_when("count-error", LONG_WORK, |text| text == "0").await?;
    window.click("import-commit").await?;
    window.appears("import-result", LONG_WORK).await
}

/// The second import from its result, the first from the history.
async fn take_both_back(window: &mut Window) -> Result<()> {
    window.click("nav-import").await?;
    window.click("import-undo").await?;
    confirm_undo(window).await?;
    window.appears("import-undone", LONG_WORK).await?;
    window.picture("second-undone").await?;
    window.click_on("[data-testid^=\"import-history-undo-\"]").await?;
    confirm_undo(window).await?;
    window.picture("both-undone").await
}

async fn confirm_undo(window: &Window) -> Result<()> {
    window.appears("undo-preview", LONG_WORK).await?;
    window.click("undo-confirm").await?;
    window.disappears("undo-preview").await
}

/// A title, a header of two rows, one supplier over many rows, 万元, a sum below.
pub(crate) fn write_ugly(path: &Path) -> Result<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("合同")?;
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 10, "青岚湾热电 2025 年合同台账", &plain)?;
    sheet.merge_range(1, 0, 1, 5, "合同", &plain)?;
    sheet.merge_range(1, 6, 1, 7, "签约方", &plain)?;
    sheet.merge_range(1, 8, 1, 10, "签订", &plain)?;
    for (column, label) in (0..).zip(HEADER) {
        sheet.write_string(2, column, *label)?;
    }
    for (row, (name, amount, signed_on)) in (3..).zip(CONTRACTS) {
        let number = row - 2;
        let (sequence, code) = (format!("LS-{number:03}"), format!("LS-HT-{number:03}"));
        let texts = ["QLW-04", "主合同", "直接签订", &sequence, &code, name];
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text)?;
        }
        for (column, text) in [(8, *amount), (9, signed_on), (10, "周敏")] {
            sheet.write_string(row, column, text)?;
        }
    }
    let last = 2 + u32::try_from(CONTRACTS.len())?;
    sheet.merge_range(3, 6, last, 6, OWNER, &plain)?;
    sheet.merge_range(3, 7, last, 7, SUPPLIER, &plain)?;
    sheet.write_string(last + 1, 0, "合计")?;
    workbook.save(path)?;
    Ok(())
}

/// Corrects what an error workbook asks for, as a clerk would, and changes nothing else.
fn corrected(desk: &Desk, errors: &Path) -> Result<PathBuf> {
    let mut read: Xlsx<_> = open_workbook(errors)?;
    let name = read.sheet_names().first().context("a sheet")?.clone();
    let range = read.worksheet_range(&name)?;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name(&name)?;
    for (row, cells) in (0..).zip(range.rows()) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| **cell != Data::Empty) {
            let text = cell.to_string();
            let known = CORRECTIONS.iter().find(|(bad, _)| *bad == text);
            sheet.write_string(row, column, known.map_or(text.as_str(), |(_, good)| good))?;
        }
    }
    let path = desk.path("错误行（已改）.xlsx");
    workbook.save(&path)?;
    Ok(path)
}
