//! The ledger of the version before: its upgrade is read, rehearsed and done, the new screen used, and
//! all of it taken back and done again.

use anyhow::{Context, Result, ensure};
use rusqlite::Connection;
use tests::program::Desk;
use tests::release;

use crate::play;
use crate::steps::lantai;
use crate::window::{LONG_WORK, Window};

/// What a person has in the ledger of the first version; the rest the program writes itself.
const RECORDS: &[&str] = &[
    "project",
    "procurement",
    "supplier",
    "contract",
    "payment",
    "settlement",
    "evaluation",
    "evaluation_score",
    "interview",
];

#[tokio::test]
async fn the_ledger_of_the_version_before_is_upgraded_used_rolled_back_and_upgraded_again() -> Result<()> {
    let before = release::all()?.remove(0);
    let desk = Desk::bare()?;
    std::fs::create_dir_all(desk.home())?;
    before.unpack(&desk.window_ledger())?;
    play(&desk, "upgrade-road", async |window| {
        read_and_upgrade(window).await?;
        plan_a_payment(window).await?;
        roll_back(window).await
    })
    .await?;
    assert_eq!(records(&desk)?, known(&before.rows), "nothing is missing but what was announced");
    play(&desk, "upgrade-road-again", async |window| {
        window.appears("migration-rolled-back", LONG_WORK).await?;
        window.click("migration-upgrade").await?;
        window.appears("nav-contracts", LONG_WORK).await
    })
    .await?;
    let plans = lantai(&desk, &["list", "payment_plan", "--json"])?;
    ensure!(plans.as_array().is_some_and(Vec::is_empty), "what was announced is gone: {plans}");
    assert_eq!(records(&desk)?, known(&before.rows));
    lantai(&desk, &["journal", "verify"]).map(drop)
}

async fn read_and_upgrade(window: &mut Window) -> Result<()> {
    window.appears("migration-plan", LONG_WORK).await?;
    window.picture("plan").await?;
    window.click("migration-rehearse").await?;
    window.appears("migration-rehearsed", LONG_WORK).await?;
    window.picture("rehearsed").await?;
    window.click("migration-upgrade").await?;
    window.appears("nav-contracts", LONG_WORK).await
}

async fn plan_a_payment(window: &mut Window) -> Result<()> {
    window.click("nav-contracts").await?;
    window.appears("list-table", LONG_WORK).await?;
    window.click_on("[data-testid=\"list-table\"] .ledger-row[data-testid] [data-field=\"code\"]").await?;
    window.click("edit-plan").await?;
    window.fill("plan-0-term", "预付款").await?;
    window.fill("plan-0-percent", "30").await?;
    window.picture("plan-form").await?;
    window.save_form().await?;
    window.appears("panel-plan", LONG_WORK).await?;
    window.picture("planned").await
}

async fn roll_back(window: &mut Window) -> Result<()> {
    window.click("nav-migration").await?;
    window.appears("migration-steps", LONG_WORK).await?;
    window.picture("steps").await?;
    window.click("migration-rollback").await?;
    window.text_when("migration-losses", LONG_WORK, |text| text.contains("payment_plan")).await?;
    window.click("rollback-rehearse").await?;
    window.appears("migration-rehearsed", LONG_WORK).await?;
    window.tick("rollback-agree").await?;
    window.picture("what-would-be-lost").await?;
    window.click("rollback-confirm").await?;
    window.appears("migration-rolled-back", LONG_WORK).await?;
    window.picture("rolled-back").await
}

/// Counts what a person has in the ledger.
fn records(desk: &Desk) -> Result<Vec<(String, i64)>> {
    let connection = Connection::open(desk.window_ledger()).context("the ledger of the window")?;
    Ok(known(&release::counts(&connection)?))
}

fn known(counts: &[(String, i64)]) -> Vec<(String, i64)> {
    counts.iter().filter(|(table, _)| RECORDS.contains(&table.as_str())).cloned().collect()
}
