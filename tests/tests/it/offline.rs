//! The command line has nothing with which it could reach another computer.

use std::fs;

use anyhow::{Context, Result, ensure};
use object::{Object, ObjectSymbol};
use tests::program::lantai;

/// What the system offers to whoever wants to speak to another computer, or to look for one.
const REACHING: &[&str] =
    &["socket", "connect", "bind", "listen", "accept", "accept4", "getaddrinfo", "res_query"];

#[test]
fn the_command_line_asks_the_system_for_no_socket() -> Result<()> {
    let program = fs::read(lantai()?)?;
    let program = object::File::parse(&*program)?;
    let asked: Vec<&str> = program
        .dynamic_symbols()
        .filter(object::ObjectSymbol::is_undefined)
        .map(|symbol| symbol.name().context("a name that is no text"))
        .collect::<Result<_>>()?;
    ensure!(asked.contains(&"write"), "what the program asks of the system is not told: {asked:?}");
    let reaching: Vec<&str> = asked.into_iter().filter(|name| REACHING.contains(name)).collect();
    ensure!(reaching.is_empty(), "the program asks for {reaching:?}");
    Ok(())
}
