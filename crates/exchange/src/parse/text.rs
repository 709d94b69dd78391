//! Texts, codes and names.

use domain::{Code, name};

use crate::parse::number;
use crate::raw::Raw;

/// The most characters that a cell of a workbook holds.
pub(crate) const LONGEST: usize = 32_767;

/// Reads a text; line breaks inside it stay, outer white space and control characters go.
pub(crate) fn plain(raw: Raw<'_>) -> Result<String, Code> {
    let shown = written(raw)?;
    if !shown.contains(char::is_control) && shown.len() <= LONGEST {
        return Ok(trimmed(shown));
    }
    let text = shown.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text
        .chars()
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect();
    if text.chars().count() > LONGEST { Err(Code::CellTooLong) } else { Ok(trimmed(text)) }
}

/// Reads a business code, a number that is a name, or the name of another record.
pub(crate) fn code(raw: Raw<'_>) -> Result<String, Code> {
    if let Raw::Text(text) = raw
        && number::is_exponential(text)
    {
        return Err(Code::CellDigitsLost);
    }
    let text = plain(raw)?;
    if text.is_ascii() { Ok(text) } else { Ok(name::clean_code(&text)) }
}

/// Splits 曾用名 into names.
pub fn names(text: &str) -> Vec<String> {
    let parts = text.split(['、', ';', '；', ',', '，', '|', '\n']);
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Puts a `'` before a text of a CSV that a spreadsheet would take for a formula.
pub(crate) fn protected(text: &str) -> std::borrow::Cow<'_, str> {
    if needs_protection(text) { format!("'{text}").into() } else { text.into() }
}

/// Takes away the `'` that [`protected`] has put.
pub(crate) fn unprotected(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_protection(rest) => rest,
        _ => text,
    }
}

fn needs_protection(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn written(raw: Raw<'_>) -> Result<String, Code> {
    if let Raw::Number(number) = raw
        && number::has_lost_digits(number)
    {
        return Err(Code::CellDigitsLost);
    }
    Ok(raw.shown())
}

fn trimmed(text: String) -> String {
    let inner = text.trim();
    if inner.len() == text.len() { text } else { inner.to_owned() }
}
