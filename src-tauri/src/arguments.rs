//! What the start of the program says.

use std::ffi::OsString;
use std::path::PathBuf;

const LEDGER: &str = "--ledger";

/// Returns the ledger that the start names: `--ledger FILE`, else the value of `LANTAI_LEDGER`.
pub(crate) fn named_ledger(
    arguments: impl IntoIterator<Item = OsString>,
    environment: Option<OsString>,
) -> Option<PathBuf> {
    let mut arguments = arguments.into_iter();
    let mut named = None;
    while let Some(argument) = arguments.next() {
        if argument == LEDGER {
            named = arguments.next();
        } else if let Some(value) =
            argument.to_str().and_then(|text| text.strip_prefix(LEDGER)?.strip_prefix('='))
        {
            named = Some(value.into());
        }
    }
    let path = PathBuf::from(named.or(environment).filter(|path| !path.is_empty())?);
    Some(std::path::absolute(&path).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(arguments: &[&str], environment: Option<&str>) -> Option<PathBuf> {
        named_ledger(arguments.iter().map(OsString::from), environment.map(OsString::from))
    }

    #[test]
    fn an_argument_goes_before_the_environment() {
        let path = std::path::absolute("a.sqlite3").ok();
        assert_eq!(named(&["--ledger", "a.sqlite3"], Some("b.sqlite3")), path);
        assert_eq!(named(&["--ledger=a.sqlite3"], None), path);
        assert_eq!(named(&["--other"], Some("a.sqlite3")), path);
    }

    #[test]
    fn nothing_named_is_none() {
        assert_eq!(named(&[], None), None);
        assert_eq!(named(&["--ledger"], None), None);
        assert_eq!(named(&["--ledger="], Some("")), None);
    }
}
