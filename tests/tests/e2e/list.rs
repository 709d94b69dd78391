//! A long list in the real window: scrolled without blank rows, and a row opened at a click.

use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::program::Desk;

use crate::play;
use crate::steps::rows_become;
use crate::window::{LONG_WORK, Window};

const CONTRACTS: usize = 5_000;
const CLICKS: u32 = 12;
/// What a click may take on the machine of a developer, in a build with all checks: the figure for
/// users is that of the release build.
const PATIENCE_MS: f64 = 1_500.0;

/// Scrolls by a hundred pixels with every frame and counts the rows on screen that say nothing.
pub(crate) const SCROLL: &str = r#"
const done = arguments[0];
const list = document.querySelector('[data-testid="list-table"]');
const seen = { frames: 0, blank: 0, worst: 0, longest: 0, still: 0 };
const box = list.getBoundingClientRect();
const shown = () => [...list.querySelectorAll('.ledger-row')].filter((row) => {
  const at = row.getBoundingClientRect();
  return at.bottom > box.top + 34 && at.top < box.bottom - 34;
});
const blank = (row) => row.textContent.trim() === '';
const begun = performance.now();
let last = begun;
const step = () => {
  const now = performance.now();
  seen.longest = Math.max(seen.longest, now - last);
  last = now;
  const rows = shown();
  const blanks = rows.filter(blank).length;
  seen.frames += 1;
  seen.blank += blanks > 0 || rows.length === 0 ? 1 : 0;
  seen.worst = Math.max(seen.worst, blanks);
  list.scrollTop += 100;
  if (seen.frames < 150 && now - begun < 20000) {
    requestAnimationFrame(step);
  } else {
    setTimeout(() => { seen.still = shown().filter(blank).length; done(seen); }, 300);
  }
};
requestAnimationFrame(step);
"#;

/// Clicks on a row and waits until the panel is painted whose heading says what a field of the row
/// does.
pub(crate) const CLICK: &str = r#"
const [at, field, done] = arguments;
const list = document.querySelector('[data-testid="list-table"]');
const row = [...list.querySelectorAll('.ledger-row[data-testid]')][at];
const cell = row.querySelector(`[data-field="${field}"]`);
const heading = cell.textContent.trim();
const start = performance.now();
cell.click();
const look = () => {
  const panel = document.querySelector('[data-testid="record-panel"]');
  const there = panel !== null && panel.getAttribute('aria-busy') === 'false'
    && panel.querySelector('h2').textContent.includes(heading);
  if (there || performance.now() - start > 10000) {
    requestAnimationFrame(() => done(there ? performance.now() - start : null));
  } else {
    requestAnimationFrame(look);
  }
};
look();
"#;

#[tokio::test]
async fn a_long_list_scrolls_without_blank_rows_and_opens_a_row_at_once() -> Result<()> {
    let desk = Desk::bare()?;
    plant(&desk)?;
    play(&desk, "list", async |window| {
        window.appears("nav-contracts", LONG_WORK).await?;
        window.click("nav-contracts").await?;
        rows_become(window, CONTRACTS).await?;
        scroll(window).await?;
        open_rows(window).await
    })
    .await
}

async fn scroll(window: &mut Window) -> Result<()> {
    let seen = window.run(SCROLL, Vec::new()).await?;
    println!("scrolling {CONTRACTS} contracts: {seen}");
    ensure!(seen["still"] == 0, "rows are still blank after the list came to rest: {seen}");
    let frames = seen["frames"].as_f64().context("no frames")?;
    let blank = seen["blank"].as_f64().context("no blanks")?;
    ensure!(blank <= frames / 100.0, "blank rows were painted: {seen}");
    Ok(())
}

async fn open_rows(window: &mut Window) -> Result<()> {
    let mut times = Vec::new();
    for at in 0..CLICKS {
        let answer = window.run(CLICK, vec![Value::from(at), "code".into()]).await?;
        times.push(answer.as_f64().context("the panel did not open")?);
    }
    // The first one loads what all share.
    times.remove(0);
    times.sort_by(f64::total_cmp);
    let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("click to painted panel: {middle:.0} ms in the middle, {worst:.0} ms at worst");
    ensure!(middle < PATIENCE_MS, "a click takes {middle:.0} ms until the panel is painted");
    window.picture("panel").await
}

/// Makes the ledger of the window, with many contracts.
fn plant(desk: &Desk) -> Result<()> {
    let ledger = desk.window_ledger();
    std::fs::create_dir_all(desk.home())?;
    desk.lantai_on(&ledger, ["init"])?.ended_with(0)?;
    let mut text = "合同编号,合同名称,乙方,含税签约合同价（元）,合同签订日期\n".to_owned();
    for number in 1..=CONTRACTS {
        writeln!(
            text,
            "HT-{number:05},第 {number} 号设备检修合同,供应商{:03},{number}000.50,2024-03-05",
            number % 200
        )?;
    }
    let file = desk.path("合同.csv");
    std::fs::write(&file, text)?;
    let file = file.to_str().context("a path in UTF-8")?;
    let import = ["import", file, "--kind", "contract", "--create-suppliers"];
    desk.lantai_on(&ledger, import)?.ended_with(0).map(drop)
}
