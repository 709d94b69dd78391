//! What the start of the program says.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

const LEDGER: &str = "--ledger";

/// What a start asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// The ledger to open instead of the one that was open last.
    pub(crate) ledger: Option<PathBuf>,
    /// Files to take up: dropped on the program's icon, or opened by their type.
    pub(crate) files: Vec<PathBuf>,
}

impl Start {
    /// Reads the words behind the program's name: `--ledger FILE` or else the value of
    /// `LANTAI_LEDGER`, and files. Paths are meant from `folder`.
    pub(crate) fn read(
        words: impl IntoIterator<Item = OsString>,
        environment: Option<OsString>,
        folder: &Path,
    ) -> Self {
        let mut words = words.into_iter();
        let (mut ledger, mut files) = (environment, Vec::new());
        while let Some(word) = words.next() {
            let text = word.to_str().unwrap_or_default();
            if word == LEDGER {
                ledger = words.next().or(ledger);
            } else if let Some(value) = text.strip_prefix(LEDGER).and_then(|text| text.strip_prefix('=')) {
                ledger = Some(value.into());
            } else if !text.starts_with('-') {
                files.push(word);
            }
        }
        let whole = |path: OsString| (!path.is_empty()).then(|| folder.join(path));
        Self { ledger: ledger.and_then(whole), files: files.into_iter().filter_map(whole).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], environment: Option<&str>) -> Start {
        let folder = Path::new(if cfg!(windows) { r"D:\发来的" } else { "/发来的" });
        Start::read(words.iter().map(OsString::from), environment.map(OsString::from), folder)
    }

    fn named(words: &[&str], environment: Option<&str>) -> Option<PathBuf> {
        read(words, environment).ledger
    }

    fn at(name: &str) -> PathBuf {
        Path::new(if cfg!(windows) { r"D:\发来的" } else { "/发来的" }).join(name)
    }

    #[test]
    fn an_argument_goes_before_the_environment() {
        let path = Some(at("a.sqlite3"));
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

    #[test]
    fn files_are_taken_beside_a_ledger_and_from_where_the_start_was() {
        let start = read(&["六月付款.xlsx", "--ledger", "a.sqlite3", "--hidden", "", "b.csv"], None);
        assert_eq!(start.files, [at("六月付款.xlsx"), at("b.csv")]);
        assert_eq!(start.ledger, Some(at("a.sqlite3")));
        let whole = if cfg!(windows) { r"E:\b.xlsx" } else { "/b.xlsx" };
        assert_eq!(read(&[whole], None).files, [PathBuf::from(whole)]);
    }
}
