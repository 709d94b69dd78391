//! Secrets that are typed: never an argument, which other programs can read.

use std::io::{self, IsTerminal};

use crate::failure::Failure;
use crate::language::Language;

/// What was typed at a terminal that shows nothing of it; none where there is no terminal.
pub(crate) fn asked(label: &str) -> Result<Option<String>, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    let terminal = console::Term::stderr();
    terminal.write_str(label)?;
    Ok(Some(terminal.read_secure_line()?))
}

/// What was typed twice; `None` where there is no terminal, and the two texts where they differ.
pub(crate) fn asked_twice(language: Language, label: &str) -> Result<Option<(String, String)>, Failure> {
    let Some(first) = asked(label)? else { return Ok(None) };
    let again = asked(language.say("再输入一次：", "Once more: "))?;
    Ok(again.map(|again| (first, again)))
}

/// What a variable of the environment says, for scripts.
pub(crate) fn in_environment(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|text| !text.is_empty())
}
