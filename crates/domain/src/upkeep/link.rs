//! What a record refers to: operations of the journal, and backups.

use crate::{Code, Problem};

/// An operation by its number, or a backup by the name of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    Operation(i64),
    Backup(String),
}

/// Reads the operations and backups of a text: `#120`, or the file name of a backup, with spaces or
/// commas between them.
///
/// A backup is not looked for: it is removed in time, and the record goes on naming it.
pub fn links(text: &str) -> Result<Vec<Link>, Problem> {
    let separates = |character: char| character.is_whitespace() || ",，、;；".contains(character);
    text.split(separates).filter(|part| !part.is_empty()).map(link).collect()
}

fn link(part: &str) -> Result<Link, Problem> {
    let number = part.strip_prefix('#').and_then(|digits| digits.parse().ok()).filter(|seq| *seq > 0);
    match number {
        Some(seq) => Ok(Link::Operation(seq)),
        None if names_backup(part) => Ok(Link::Backup(part.to_owned())),
        None => Err(Problem::new(Code::UpkeepLinkUnreadable).field("links").param("value", part)),
    }
}

/// Whether a word is the name of a file as backups have it; a path tells more than a record should.
fn names_backup(word: &str) -> bool {
    let ends = word.ends_with(".sqlite3") || word.ends_with(".sqlite3.age");
    ends && !word.contains(['/', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_and_backups_are_told_apart_with_any_separator() -> Result<(), Problem> {
        let backup = "db_backup_20261121_170200.sqlite3";
        let found = links(&format!(" #120，{backup}、#7; {backup}.age "))?;
        let named = |name: String| Link::Backup(name);
        let expected = [
            Link::Operation(120),
            named(backup.to_owned()),
            Link::Operation(7),
            named(format!("{backup}.age")),
        ];
        assert_eq!(found, expected);
        assert_eq!(links("  ")?, []);
        Ok(())
    }

    #[test]
    fn what_is_neither_is_named_and_refused() {
        for word in ["120", "#0", "#-3", "#x", "昨天的备份", "C:\\b\\db_backup_1.sqlite3", "/b/a.sqlite3"]
        {
            let problem = links(word).expect_err(word);
            assert_eq!(problem.code, Code::UpkeepLinkUnreadable);
            assert_eq!(problem.params["value"], word);
        }
    }
}
