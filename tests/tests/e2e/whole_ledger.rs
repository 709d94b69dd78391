//! A day's work on one procurement, from award to rectification, and all of it taken back.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::program::Desk;

use crate::play;
use crate::steps::{everything, lantai, load_the_sample, progress_becomes, rows_become};
use crate::window::{LONG_WORK, Window};

const PROJECT: &str = "QLW-04";
const SUPPLIER: &str = "岚州碧霄环保科技股份有限公司";
const PROCUREMENT: &str = "ZC-2026-901";
const MAIN: &str = "HT-2026-901";
const SUPPLEMENT: &str = "HT-2026-901-B1";
/// Operations of the scenario: each is taken back with one click.
const OPERATIONS: usize = 9;

#[tokio::test]
async fn a_person_takes_one_procurement_through_its_life_and_back() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "whole-ledger-start", async |window| load_the_sample(window).await).await?;
    let before = everything(&desk)?;

    play(&desk, "whole-ledger", async |window| {
        award(window).await?;
        sign(window).await?;
        supplement(window).await?;
        pay(window).await?;
        settle(window).await?;
        evaluate(window).await?;
        interview(window).await?;
        see_it_everywhere(window).await
    })
    .await?;
    let contract = listed(&desk, "contract", MAIN)?;
    // 1,300,000 of the 1,200,000 that the family was settled at.
    assert_eq!(contract["progress"], "1.0833", "the command line says what the window says: {contract}");
    assert_eq!(contract["status"], "已结算");
    lantai(&desk, &["journal", "verify"])?;

    play(&desk, "whole-ledger-undo", async |window| take_everything_back(window).await).await?;
    assert_eq!(everything(&desk)?, before, "the ledger is as it was");
    lantai(&desk, &["journal", "verify"])?;
    Ok(())
}

async fn begin(window: &Window, page: &str) -> Result<()> {
    window.click(&format!("nav-{page}")).await?;
    window.appears("list-table", LONG_WORK).await?;
    window.click("new").await?;
    window.appears("record-form", LONG_WORK).await
}

async fn award(window: &mut Window) -> Result<()> {
    begin(window, "procurements").await?;
    window.fill("field-code", PROCUREMENT).await?;
    window.fill("field-name", "灰库除尘器改造").await?;
    window.pick("field-project_id", PROJECT).await?;
    window.choose("field-category", "工程").await?;
    window.choose("field-method", "公开招标").await?;
    window.fill("field-award_amount", "1000000.00").await?;
    window.pick("field-winning_supplier_id", SUPPLIER).await?;
    window.picture("procurement").await?;
    window.save_form().await
}

/// The contract takes over what the procurement says; only its code is typed.
async fn sign(window: &mut Window) -> Result<()> {
    begin(window, "contracts").await?;
    window.choose("field-source", "采购合同").await?;
    window.pick("field-procurement_id", PROCUREMENT).await?;
    window.appears("filled-in", LONG_WORK).await?;
    window.fill("field-code", MAIN).await?;
    window.picture("contract-filled-in").await?;
    window.save_form().await?;
    let amount = window.text("panel-amount").await?;
    ensure!(amount.contains("1,000,000.00"), "the amount of the award: {amount}");
    progress_becomes(window, "0.0%").await
}

async fn supplement(window: &mut Window) -> Result<()> {
    begin(window, "contracts").await?;
    window.choose("field-kind", "补充协议").await?;
    window.pick("field-parent_id", MAIN).await?;
    window.fill("field-code", SUPPLEMENT).await?;
    window.fill("field-name", "灰库除尘器改造补充协议").await?;
    window.fill("field-amount", "150000.00").await?;
    window.save_form().await?;
    open_main_contract(window).await?;
    window.picture("family").await
}

async fn open_main_contract(window: &mut Window) -> Result<()> {
    window.click("nav-contracts").await?;
    window.fill("list-search", MAIN).await?;
    window.click(&format!("row-{MAIN}")).await?;
    window.appears("record-panel", LONG_WORK).await
}

/// Three payments; the last takes the family over its 1,150,000 and needs a reason.
async fn pay(window: &mut Window) -> Result<()> {
    for (amount, progress) in [("600000.00", "52.2%"), ("500000.00", "95.7%")] {
        write_payment(window, amount).await?;
        window.save_form().await?;
        progress_becomes(window, progress).await?;
    }
    write_payment(window, "200000.00").await?;
    window.click("save").await?;
    window.fill("overpay-reason", "应急抢修，先付后补协议").await?;
    window.picture("overpaying").await?;
    window.save_form().await?;
    progress_becomes(window, "113.0%").await?;
    window.picture("overpaid").await
}

async fn write_payment(window: &Window, amount: &str) -> Result<()> {
    window.click("new-payment").await?;
    window.fill("field-amount", amount).await?;
    window.fill("field-paid_on", "2026-03-05").await
}

/// The settlement becomes the base of the progress at once.
async fn settle(window: &mut Window) -> Result<()> {
    window.click("settle").await?;
    window.fill("field-final_amount", "1200000.00").await?;
    window.fill("field-completed_on", "2026-06-30").await?;
    window.save_form().await?;
    progress_becomes(window, "108.3%").await?;
    window.picture("settled").await
}

async fn evaluate(window: &mut Window) -> Result<()> {
    begin(window, "evaluations").await?;
    window.pick("field-contract_id", MAIN).await?;
    window.fill("year", "2025").await?;
    window.click("add-year").await?;
    window.fill("field-yearly_2025", "80").await?;
    window.fill("field-last_score", "90").await?;
    // 60 % of 90 and 40 % of 80.
    window.text_when("rating", LONG_WORK, |text| text.contains("86.00")).await?;
    window.picture("evaluation").await?;
    window.save_form().await
}

async fn interview(window: &mut Window) -> Result<()> {
    begin(window, "interviews").await?;
    window.pick("field-supplier_id", SUPPLIER).await?;
    window.choose("field-kind", "违约约谈").await?;
    window.fill("field-held_on", "2026-07-01").await?;
    window.fill("field-interviewer", "周敏").await?;
    window.fill("field-reason", "除尘器布袋批次不合格").await?;
    window.fill("field-content", "要求更换并复检").await?;
    window.choose("field-status", "待整改").await?;
    window.fill("field-rectification", "七日内更换全部布袋").await?;
    window.fill("field-due_on", "2026-07-08").await?;
    window.picture("interview").await?;
    window.save_form().await
}

/// The home page, the supplier's undertakings and the list all know of it.
async fn see_it_everywhere(window: &mut Window) -> Result<()> {
    window.click("nav-home").await?;
    window.appears("todo.overpaid", LONG_WORK).await?;
    window.appears("todo.rectification_overdue", LONG_WORK).await?;
    window.picture("home").await?;
    window.click("todo.rectification_overdue").await?;
    window.appears("list-table", LONG_WORK).await?;
    window.picture("overdue-rectifications").await?;
    window.click("nav-undertaking").await?;
    window.fill("supplier-search", SUPPLIER).await?;
    window.click(&format!("supplier-{SUPPLIER}")).await?;
    window.text_when("summary-progress", LONG_WORK, |text| text.trim() == "108.3%").await?;
    window.picture("undertaken").await
}

async fn take_everything_back(window: &mut Window) -> Result<()> {
    window.click("nav-contracts").await?;
    window.appears("list-table", LONG_WORK).await?;
    window.fill("list-search", MAIN).await?;
    rows_become(window, 2).await?;
    for _ in 0..OPERATIONS {
        let next = window.title("undo").await?;
        window.click("undo").await?;
        window.title_changes("undo", &next).await?;
    }
    rows_become(window, 0).await?;
    window.picture("all-taken-back").await
}

/// Returns the record of a kind that has a code, as the command line lists it.
fn listed(desk: &Desk, kind: &str, code: &str) -> Result<Value> {
    let list = lantai(desk, &["list", kind, "--json"])?;
    let records = list.as_array().context("a list is an array")?;
    let found = records.iter().find(|record| record["code"] == code);
    found.cloned().with_context(|| format!("{code} is not listed"))
}
