//! Reading the logs again, newest first.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use domain::health::LogFacts;
use domain::list::Page;
use domain::log::{LogEntry, LogLevel, LogQuery};
use domain::{Code, Problem};
use jiff::civil::Date;

use super::{PREFIX, SLOW, SUFFIX};
use crate::{Error, Home, Result};

/// As many entries as one answer has at most, and as much text as each of them shows.
const LARGEST_PAGE: u32 = 200;
const LONGEST_TEXT: usize = 4_000;
/// So many days back health looks.
const HEALTH_DAYS: i32 = 7;

impl Home {
    /// Returns the days that have a log, newest first.
    pub fn log_days(&self) -> Vec<String> {
        files(&self.logs()).into_iter().map(|(day, _)| day.to_string()).collect()
    }

    /// Returns the log files with their days, newest first.
    pub(crate) fn log_files(&self) -> Vec<(Date, PathBuf)> {
        files(&self.logs())
    }

    /// Returns a page of the entries that fit, newest first.
    ///
    /// # Errors
    ///
    /// `request.invalid` for a day that is none.
    pub fn log_entries(&self, query: &LogQuery) -> Result<Page<LogEntry>> {
        let day = query.day.as_deref().map(day_of).transpose()?;
        let wanted = query.search.trim().to_lowercase();
        let files = self.log_files().into_iter().filter(|(of, _)| day.is_none_or(|day| day == *of));
        let (skipped, limit) = (u64::from(query.offset), u64::from(query.limit.min(LARGEST_PAGE)));
        let (mut count, mut rows) = (0_u64, Vec::new());
        for (_, path) in files {
            let fitting = fitting(&path, query.level, &wanted)?;
            for place in fitting.into_iter().rev() {
                if count >= skipped && count < skipped + limit {
                    rows.extend(entry_at(&path, place)?);
                }
                count += 1;
            }
        }
        Ok(Page { rows, count: i64::try_from(count).unwrap_or(i64::MAX), totals: BTreeMap::new() })
    }

    /// Tells what went wrong or took long in the last days before `today`.
    pub(crate) fn log_facts(&self, today: Date) -> Result<LogFacts> {
        let mut facts = LogFacts::default();
        let lately = |day: &Date| day.until(today).map_or(0, |span| span.get_days()) < HEALTH_DAYS;
        let mut files = self.log_files();
        files.retain(|(day, _)| lately(day));
        for (_, path) in files.into_iter().rev() {
            each_entry(&path, |_, text| note(&mut facts, text))?;
        }
        Ok(facts)
    }
}

/// Returns the log files of a folder with their days, newest first; a folder that is not there has none.
pub(super) fn files(folder: &Path) -> Vec<(Date, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let day = |path: &Path| -> Option<Date> {
        let name = path.file_name()?.to_str()?;
        name.strip_prefix(PREFIX)?.strip_prefix('.')?.strip_suffix(SUFFIX)?.strip_suffix('.')?.parse().ok()
    };
    let mut files: Vec<(Date, PathBuf)> =
        entries.filter_map(|entry| Some((day(&entry.path())?, entry.path()))).collect();
    files.sort_by(|one, other| other.cmp(one));
    files
}

fn day_of(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::rule(Problem::new(Code::RequestInvalid).param("detail", "day")))
}

/// Where an entry lies in its file: from here, so many bytes.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: u64,
    length: u64,
}

/// Finds the entries of a file that fit, oldest first.
fn fitting(path: &Path, level: LogLevel, wanted: &str) -> Result<Vec<Span>> {
    let mut found = Vec::new();
    each_entry(path, |span, text| {
        let is_grave = read(text).is_some_and(|entry| entry.level <= level);
        if is_grave && (wanted.is_empty() || text.to_lowercase().contains(wanted)) {
            found.push(span);
        }
    })?;
    Ok(found)
}

fn entry_at(path: &Path, span: Span) -> Result<Option<LogEntry>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(span.from))?;
    let mut bytes = Vec::new();
    file.take(span.length).read_to_end(&mut bytes)?;
    Ok(read(String::from_utf8_lossy(&bytes).trim_end()))
}

/// Goes through the entries of a file, oldest first: a line that begins with no time belongs to the
/// entry before it.
fn each_entry(path: &Path, mut meet: impl FnMut(Span, &str)) -> io::Result<()> {
    let mut lines = BufReader::new(File::open(path)?);
    let (mut span, mut text, mut line) = (Span { from: 0, length: 0 }, String::new(), Vec::new());
    loop {
        line.clear();
        let length = lines.read_until(b'\n', &mut line)? as u64;
        let told = String::from_utf8_lossy(&line);
        if (length == 0 || head(&told).is_some()) && !text.is_empty() {
            meet(span, text.trim_end());
            span = Span { from: span.from + span.length, length: 0 };
            text.clear();
        }
        if length == 0 {
            return Ok(());
        }
        span.length += length;
        if text.len() < LONGEST_TEXT {
            text.push_str(&told);
        }
    }
}

/// Splits the first line of an entry into time, level, and the rest.
fn head(line: &str) -> Option<(&str, LogLevel, &str)> {
    let (at, rest) = line.split_once(' ')?;
    let is_time = at.len() >= 20 && at.ends_with('Z') && at.as_bytes()[10] == b'T';
    let (level, rest) = rest.trim_start().split_once(' ')?;
    let level = match level {
        "ERROR" => LogLevel::Error,
        "WARN" => LogLevel::Warn,
        "INFO" => LogLevel::Info,
        "DEBUG" | "TRACE" => LogLevel::Debug,
        _ => return None,
    };
    is_time.then_some((at, level, rest))
}

fn read(text: &str) -> Option<LogEntry> {
    let (at, level, rest) = head(text)?;
    let (source, said) = rest.split_once(": ").unwrap_or(("", rest));
    let mut text: String = said.chars().take(LONGEST_TEXT).collect();
    if text.len() < said.len() {
        text.push('…');
    }
    Some(LogEntry { at: at.to_owned(), level, source: source.to_owned(), text })
}

/// Adds what one entry tells of the health of the program.
fn note(facts: &mut LogFacts, text: &str) {
    let Some((_, level, said)) = head(text) else { return };
    if level == LogLevel::Error {
        facts.errors += 1;
        facts.last_incident = value(said, "incident").or(facts.last_incident.take());
    } else if level == LogLevel::Warn && said.contains(SLOW) {
        facts.slow += 1;
        let took: u64 = value(said, "milliseconds").and_then(|text| text.parse().ok()).unwrap_or_default();
        if facts.slowest.as_ref().is_none_or(|(_, slowest)| took > *slowest) {
            facts.slowest = Some((value(said, "command").unwrap_or_default(), took));
        }
    }
}

/// Returns the value of `name=…`, without its quotation marks.
fn value(said: &str, name: &str) -> Option<String> {
    let from = said.find(&format!("{name}="))? + name.len() + 1;
    let value: String = said[from..].chars().take_while(|character| !character.is_whitespace()).collect();
    Some(value.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLDER: &str = "\
2026-11-20T08:00:00.000001Z  INFO lantai_desktop: start version=\"0.3.0\"
2026-11-20T08:00:01.000001Z  WARN ledger::logs::keep: slow operation command=\"overview\" milliseconds=812
2026-11-20T08:00:02.000001Z ERROR lantai_desktop::failure: a command failed code=internal incident=\"TQ4K2A-7\" story=\"disk I/O error\"
";
    const NEWER: &str = "\
2026-11-22T08:00:00.000001Z  WARN ledger::logs::keep: slow operation command=\"find\" milliseconds=1200
a second line of it
2026-11-22T08:00:01.000001Z  INFO ledger::logs::keep: long operation command=\"commit_import\" milliseconds=9000
2026-11-22T08:00:02.000001Z DEBUG ledger: 合同";

    fn home() -> io::Result<(tempfile::TempDir, Home)> {
        let folder = tempfile::tempdir()?;
        let home = Home::at(folder.path().to_owned());
        fs::create_dir(home.logs())?;
        fs::write(home.logs().join("lantai.2026-11-20.log"), OLDER)?;
        fs::write(home.logs().join("lantai.2026-11-22.log"), NEWER)?;
        fs::write(home.logs().join("lantai.log"), "of no day")?;
        Ok((folder, home))
    }

    fn everything() -> LogQuery {
        LogQuery { day: None, level: LogLevel::Debug, search: String::new(), offset: 0, limit: 100 }
    }

    fn texts(page: &Page<LogEntry>) -> Vec<&str> {
        page.rows.iter().map(|entry| entry.text.split(' ').next().unwrap_or_default()).collect()
    }

    #[test]
    fn entries_come_newest_first_page_by_page() -> Result<()> {
        let (_folder, home) = home()?;
        assert_eq!(home.log_days(), ["2026-11-22", "2026-11-20"]);
        let all = home.log_entries(&everything())?;
        assert_eq!((all.count, texts(&all)), (6, vec!["合同", "long", "slow", "a", "slow", "start"]));
        assert!(all.rows[2].text.ends_with("\na second line of it"), "{:?}", all.rows[2]);
        assert_eq!(all.rows[5].source, "lantai_desktop");
        let page = home.log_entries(&LogQuery { offset: 2, limit: 2, ..everything() })?;
        assert_eq!((page.count, texts(&page)), (6, vec!["slow", "a"]));
        Ok(())
    }

    #[test]
    fn day_gravity_and_words_narrow_them() -> Result<()> {
        let (_folder, home) = home()?;
        let found = |query| Ok::<_, Error>(home.log_entries(&query)?.count);
        assert_eq!(found(LogQuery { level: LogLevel::Error, ..everything() })?, 1);
        assert_eq!(found(LogQuery { level: LogLevel::Warn, ..everything() })?, 3);
        assert_eq!(found(LogQuery { day: Some("2026-11-20".to_owned()), ..everything() })?, 3);
        assert_eq!(found(LogQuery { search: " tq4k2a-7 ".to_owned(), ..everything() })?, 1);
        assert_eq!(found(LogQuery { search: "second line".to_owned(), ..everything() })?, 1);
        let refused = found(LogQuery { day: Some("../settings".to_owned()), ..everything() });
        assert_eq!(refused.map_err(|error| error.code()), Err(Code::RequestInvalid));
        Ok(())
    }

    #[test]
    fn an_entry_of_any_length_is_cut_to_a_page() -> Result<()> {
        let (_folder, home) = home()?;
        let long = format!("2026-11-23T08:00:00.000001Z ERROR ledger: {}\n", "长".repeat(9_000));
        fs::write(home.logs().join("lantai.2026-11-23.log"), long)?;
        let page = home.log_entries(&LogQuery { limit: 1, ..everything() })?;
        assert_eq!(page.rows[0].text.chars().count(), LONGEST_TEXT + 1);
        assert!(page.rows[0].text.ends_with("长…"));
        Ok(())
    }

    #[test]
    fn health_hears_of_the_last_seven_days() -> Result<()> {
        let (_folder, home) = home()?;
        let facts = home.log_facts(jiff::civil::date(2026, 11, 22))?;
        assert_eq!((facts.slow, facts.errors), (2, 1));
        assert_eq!(facts.slowest, Some(("find".to_owned(), 1200)));
        assert_eq!(facts.last_incident.as_deref(), Some("TQ4K2A-7"));
        let later = home.log_facts(jiff::civil::date(2026, 11, 27))?;
        assert_eq!((later.slow, later.errors), (1, 0));
        Ok(())
    }
}
