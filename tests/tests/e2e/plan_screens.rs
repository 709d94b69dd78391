//! Payment plans, upgrades and rollbacks as people see them: a list of thousands of instalments, a form
//! with many rows and long texts, and what a rollback would take of it.

use anyhow::{Context, Result};
use ledger::domain::Ratio;
use ledger::domain::list::ListQuery;
use ledger::domain::payment_plan::{PaymentPlan, PlanEntry};
use ledger::{Ledger, Session, Unwatched};
use tests::program::Desk;

use crate::screens::{APPEARANCES, SIZES, choose_appearance, take};
use crate::steps::lantai;
use crate::window::{LONG_WORK, Window};
use crate::{barriers, play};

const TO_THE_PLAN: &str =
    "document.querySelector('[data-testid=\"panel-plan\"]').scrollIntoView(); arguments[0]()";
/// Rows of a usual plan here: together they are thousands.
const MANY: i64 = 40;
/// Rows of the plan that is opened.
const LONG: i64 = 12;

#[tokio::test]
async fn every_screen_of_plans_and_rollbacks_fits_and_shows_no_error() -> Result<()> {
    let desk = Desk::bare()?;
    fill(&desk)?;
    play(&desk, "plan-screens", async |window| {
        for size in SIZES {
            window.resize(*size).await?;
            for appearance in APPEARANCES {
                choose_appearance(window, appearance).await?;
                visit(window, &format!("{}x{}-{appearance}", size.0, size.1)).await?;
            }
        }
        barriers::expect_none(window)
    })
    .await?;
    lantai(&desk, &["migrate", "down", "--for", "0.1.0", "--yes", "--json"])?;
    play(&desk, "plan-screens-upgrade", async |window| {
        for size in SIZES {
            window.resize(*size).await?;
            window.appears("migration-plan", LONG_WORK).await?;
            take(window, &format!("upgrade-{}x{}", size.0, size.1)).await?;
        }
        barriers::expect_none(window)
    })
    .await
}

/// Makes the sample with a plan for each contract; that of the first one has long texts.
fn fill(desk: &Desk) -> Result<()> {
    let session = Session::named("王芳");
    std::fs::create_dir_all(desk.home())?;
    let ledger = Ledger::create(&desk.window_ledger())?;
    ledger.load_sample(&session, &Unwatched)?;
    let contracts = ledger.list_contracts(&ListQuery { limit: 100, ..ListQuery::default() })?.rows;
    let first = contracts.first().context("the sample has contracts")?.id;
    for contract in &contracts {
        let there = i64::try_from(ledger.contract_detail(contract.id)?.plan.rows.len())?;
        let is_long = contract.id == first;
        let wanted = if is_long { LONG } else { MANY };
        let row = |number| row(contract.id, number, is_long);
        let rows: Vec<PlanEntry> = (there + 1..=wanted).map(row).collect();
        ledger.save_payment_plan(&session, contract.id, &rows, &[])?;
    }
    Ok(())
}

fn row(contract_id: i64, number: i64, is_long: bool) -> PlanEntry {
    let term = if is_long {
        format!("第{number}期进度款：完成该部位全部工程量并经监理和发包人书面确认之后三十日内")
    } else {
        format!("第{number}期")
    };
    let remarks = "须附增值税专用发票、进度确认单和农民工工资支付凭证，缺一不予支付";
    let plan = PaymentPlan {
        contract_id,
        term,
        due_on: format!("2026-{:02}-{:02}", 1 + number % 12, 1 + number % 28).parse().ok(),
        amount: None,
        percent: Some(Ratio::from_ten_thousandths(250)),
        remarks: is_long.then(|| remarks.to_owned()),
    };
    PlanEntry { known: None, plan }
}

async fn visit(window: &mut Window, suffix: &str) -> Result<()> {
    window.click("nav-payment_plans").await?;
    window.appears("status-rows", LONG_WORK).await?;
    window.click_on("[data-testid=\"list-table\"] .ledger-row[data-testid] [data-field=\"term\"]").await?;
    window.appears("panel-payable", LONG_WORK).await?;
    take(window, &format!("plans-{suffix}")).await?;
    window.click("nav-contracts").await?;
    window.appears("status-rows", LONG_WORK).await?;
    window.click_on("[data-testid=\"list-table\"] .ledger-row[data-testid] [data-field=\"code\"]").await?;
    window.appears("panel-plan", LONG_WORK).await?;
    window.run(TO_THE_PLAN, Vec::new()).await?;
    take(window, &format!("plan-of-contract-{suffix}")).await?;
    window.click("edit-plan").await?;
    window.appears("plan-11-term", LONG_WORK).await?;
    window.appears("plan-warning", LONG_WORK).await?;
    take(window, &format!("plan-form-{suffix}")).await?;
    window.click("cancel").await?;
    window.disappears("plan-form").await?;
    window.click("nav-migration").await?;
    window.appears("migration-steps", LONG_WORK).await?;
    take(window, &format!("migrations-{suffix}")).await?;
    window.click("migration-rollback").await?;
    window.appears("migration-losses", LONG_WORK).await?;
    take(window, &format!("rollback-{suffix}")).await?;
    window.click_on(".ant-modal-close").await?;
    window.disappears("rollback-dialog").await
}
