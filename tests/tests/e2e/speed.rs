//! The speed of the real window on a ledger of the size of a large site, for `cargo xtask bench
//! --window`: from a click to the painted panel, and scrolling without blank rows.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::program::Desk;

use crate::list::{CLICK, SCROLL};
use crate::play;
use crate::window::{LONG_WORK, Window};

/// The lists that are measured, with the field that is the heading of the panel.
const LISTS: [(&str, &str); 4] =
    [("contracts", "code"), ("payments", "code"), ("suppliers", "name"), ("evaluations", "contract_code")];
/// How often every list is scrolled on, after which rows of what is then shown are clicked.
const ROUNDS: usize = 8;
const CLICKS: u32 = 12;

/// Names the ledger to measure on; it is copied.
const LEDGER: &str = "LANTAI_BENCH_LEDGER";

#[tokio::test]
#[ignore = "measures the release build: `cargo xtask bench --window` runs it"]
async fn speed_of_the_window_on_a_large_ledger() -> Result<()> {
    let desk = large_ledger()?;
    play(&desk, "speed", async |window| {
        window.appears("nav-contracts", LONG_WORK).await?;
        println!("| In the window | Median | 99th percentile | Worst | Aim |\n|---|---|---|---|---|");
        for (list, heading) in LISTS {
            measure(window, list, heading).await?;
        }
        Ok(())
    })
    .await
}

/// Returns a desk with a copy of the large ledger on it.
pub(crate) fn large_ledger() -> Result<Desk> {
    let ledger = std::env::var_os(LEDGER).map(PathBuf::from);
    let ledger = ledger.with_context(|| format!("{LEDGER} names no ledger"))?;
    let desk = Desk::bare()?;
    std::fs::create_dir_all(desk.home())?;
    std::fs::copy(&ledger, desk.window_ledger())?;
    Ok(desk)
}

async fn measure(window: &mut Window, list: &str, heading: &str) -> Result<()> {
    window.click(&format!("nav-{list}")).await?;
    window.appears("list-table", LONG_WORK).await?;
    window.text_when("status-rows", LONG_WORK, |text| text.chars().any(|c| c.is_ascii_digit())).await?;
    let (mut clicks, mut scrolls) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        scrolls.push(window.run(SCROLL, Vec::new()).await?);
        for at in 0..CLICKS {
            let answer = window.run(CLICK, vec![Value::from(at), heading.into()]).await?;
            clicks.push(answer.as_f64().context("the panel did not open")?);
        }
    }
    clicks.sort_by(f64::total_cmp);
    let of = |percent: usize| clicks[(clicks.len() - 1) * percent / 100];
    println!(
        "| {list}: click to painted panel, {} clicks | {:.0} ms | {:.0} ms | {:.0} ms | ≤ 150 ms |",
        clicks.len(),
        of(50),
        of(99),
        of(100)
    );
    let sum = |name: &str| scrolls.iter().filter_map(|seen| seen[name].as_f64()).sum::<f64>();
    let most = |name: &str| scrolls.iter().filter_map(|seen| seen[name].as_f64()).fold(0.0, f64::max);
    println!(
        "| {list}: frames with a blank row of {:.0} scrolled, longest frame |  | {:.0} | {:.0} ms | none |",
        sum("frames"),
        sum("blank"),
        most("longest")
    );
    ensure!(sum("still") == 0.0, "rows stay blank after the list came to rest");
    Ok(())
}
