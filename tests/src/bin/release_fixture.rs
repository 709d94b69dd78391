//! Keeps the ledger of this version as a fixture: `cargo xtask release-fixture` runs it.
#![expect(clippy::print_stdout, reason = "this program reports to the developer's terminal")]

use anyhow::Result;
use tests::release;

fn main() -> Result<()> {
    let made = release::keep()?;
    println!("{}: schema {}", made.version, made.schema());
    for (table, count) in &made.rows {
        println!("{table:24} {count:>8}");
    }
    Ok(())
}
