//! Names and business codes, as people type them.

use unicode_normalization::UnicodeNormalization;

use crate::{Code, Problem, Problems};

/// Returns a name as it is compared: NFKC, no white space, full-width brackets as plain ones,
/// Latin letters in upper case.
///
/// Suppliers are compared by this whole text, never by a part of it: "A公司" is not "A公司分公司".
pub fn normalise(name: &str) -> String {
    let folded = name.nfkc().filter(|character| !character.is_whitespace() && !is_invisible(*character));
    // What stood apart before may combine now: once more, so that the result is its own name.
    folded.flat_map(char::to_uppercase).nfkc().collect()
}

/// Returns a business code as it is kept: outer white space and invisible characters removed.
/// Leading zeros stay.
pub fn clean_code(code: &str) -> String {
    if code.is_ascii() {
        return code.trim().to_owned();
    }
    let visible: String = code.chars().filter(|character| !is_invisible(*character)).collect();
    visible.trim().to_owned()
}

/// The longest business code that a person could still have meant.
pub const LONGEST_CODE: usize = 100;

/// Adds what is wrong with a business code: empty, too long, or with a line break in it.
pub(crate) fn check_code(problems: &mut Problems, field: &'static str, code: &str) {
    if code.trim().is_empty() {
        problems.add(Problem::new(Code::RecordFieldMissing).field(field));
    } else if code.chars().count() > LONGEST_CODE || code.chars().any(char::is_control) {
        problems.add(Problem::new(Code::RecordCodeInvalid).field(field).param("value", code));
    }
}

/// Whether a character only steers the layout: zero width, direction, soft hyphen. Copying from
/// a workbook or a web page brings them along.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}'
    )
}
