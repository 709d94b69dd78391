//! The window without a network: it lacks nothing, and reaches for nothing.

use anyhow::{Context, Result, ensure};
use tests::program::Desk;

use crate::play;
use crate::steps::load_the_sample;
use crate::window::{LONG_WORK, Window};

/// Set where the scenarios run with nothing but the machine's own loopback.
const CUT_OFF: &str = "LANTAI_CUT_OFF";

/// What stands in the navigation, whoever looks.
const PAGES: &str = "arguments[0]([...document.querySelectorAll('[data-testid^=\"nav-\"]')].map(
    (page) => page.dataset.testid))";

#[tokio::test]
async fn every_page_works_without_a_network_and_no_address_is_looked_for() -> Result<()> {
    let desk = Desk::bare()?;
    play(&desk, "offline", async |window| {
        load_the_sample(window).await?;
        for page in pages(window).await? {
            window.click(&page).await?;
        }
        window.click("nav-backups").await?;
        window.click("backup-now").await?;
        window.appears("backup-made", LONG_WORK).await
    })
    .await?;
    if std::env::var_os(CUT_OFF).is_none() {
        println!("the network was not cut off: what was looked for is not known");
        return Ok(());
    }
    let counters = |file| std::fs::read_to_string(format!("/proc/self/net/{file}"));
    let (four, six) = (out_no_routes(&counters("snmp")?)?, out_no_routes_of_six(&counters("snmp6")?)?);
    ensure!((four, six) == (0, 0), "an address was looked for: {four} times IPv4, {six} times IPv6");
    Ok(())
}

async fn pages(window: &Window) -> Result<Vec<String>> {
    let pages: Vec<String> = serde_json::from_value(window.run(PAGES, Vec::new()).await?)?;
    ensure!(pages.len() > 15, "only {pages:?}");
    Ok(pages)
}

/// How often a packet had no way to go, of the table in which the names stand above the numbers.
fn out_no_routes(snmp: &str) -> Result<u64> {
    let mut lines = snmp.lines().filter_map(|line| line.strip_prefix("Ip: "));
    let (names, numbers) = (lines.next().context("names")?, lines.next().context("numbers")?);
    let mut pairs = names.split(' ').zip(numbers.split(' '));
    Ok(pairs.find(|(name, _)| *name == "OutNoRoutes").context("OutNoRoutes")?.1.parse()?)
}

fn out_no_routes_of_six(snmp6: &str) -> Result<u64> {
    let line = snmp6.lines().find_map(|line| line.strip_prefix("Ip6OutNoRoutes"));
    // Where there is no IPv6 nothing can be looked for by it.
    line.map_or(Ok(0), |number| Ok(number.trim().parse()?))
}
