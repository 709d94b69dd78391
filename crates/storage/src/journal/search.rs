//! Looking for operations: by person, noun, time, operation and text.

use std::collections::BTreeMap;

use domain::journal::{JournalChoices, JournalEntry, JournalQuery};
use domain::list::{Page, check_text};
use rusqlite::types::Value;
use rusqlite::{Params, params_from_iter};

use super::entries::{COLUMNS, select};
use crate::{Reader, Result};

/// A query of the journal with its days as instants.
#[derive(Debug, Clone)]
pub struct Wanted<'q> {
    pub query: &'q JournalQuery,
    /// The first instant wanted, UTC and RFC 3339.
    pub since: Option<String>,
    /// The first instant not wanted any more.
    pub before: Option<String>,
}

/// Returns a page of the operations that fit, newest first.
pub fn search(reader: &Reader<'_>, wanted: &Wanted<'_>) -> Result<Page<JournalEntry>> {
    check_text(&wanted.query.text)?;
    let connection = reader.connection();
    let Conditions { sql, mut values } = Conditions::of(wanted);
    let count = format!("SELECT count(*) FROM journal {sql}");
    let count = connection.prepare_cached(&count)?.query_row(bound(&values), |row| row.get(0))?;
    let page = format!("SELECT {COLUMNS} FROM journal {sql} ORDER BY seq DESC LIMIT ? OFFSET ?");
    values.extend([Value::from(wanted.query.limit), Value::from(wanted.query.offset)]);
    let rows = select(connection, &page, bound(&values))?;
    Ok(Page { rows, count, totals: BTreeMap::new() })
}

/// Returns who worked on the ledger, and which operations they did.
pub fn choices(reader: &Reader<'_>) -> Result<JournalChoices> {
    let texts = |sql: &str| -> Result<Vec<String>> {
        let mut statement = reader.connection().prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    Ok(JournalChoices {
        actors: texts("SELECT DISTINCT actor FROM journal ORDER BY actor")?,
        operations: texts("SELECT DISTINCT operation FROM journal ORDER BY operation")?,
    })
}

fn bound(values: &[Value]) -> impl Params {
    params_from_iter(values)
}

/// What stands behind `WHERE`, with a value for each `?`.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn of(wanted: &Wanted<'_>) -> Self {
        let mut conditions = Self { sql: String::new(), values: Vec::new() };
        let JournalQuery { actors, operations, nouns, text, .. } = wanted.query;
        conditions.any_of("actor IN", actors.iter().map(String::as_str), "");
        conditions.any_of("operation IN", operations.iter().map(String::as_str), "");
        let touched = "seq IN (SELECT seq FROM journal_touch WHERE noun IN";
        conditions.any_of(touched, nouns.iter().map(|noun| noun.name()), ")");
        if let Some(since) = &wanted.since {
            conditions.add("at >= ?", [Value::Text(since.clone())]);
        }
        if let Some(before) = &wanted.before {
            conditions.add("at < ?", [Value::Text(before.clone())]);
        }
        conditions.add_text(text.trim());
        conditions
    }

    fn add_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(seq) = text.strip_prefix(['#', '＃']).and_then(|seq| seq.parse::<i64>().ok()) {
            self.add("seq = ?", [Value::Integer(seq)]);
            return;
        }
        let escaped = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        let pattern = Value::Text(format!("%{escaped}%"));
        let sql = r"(subject LIKE ? ESCAPE '\' OR ifnull(detail, '') LIKE ? ESCAPE '\')";
        self.add(sql, [pattern.clone(), pattern]);
    }

    fn any_of<'t>(&mut self, sql: &str, texts: impl Iterator<Item = &'t str>, end: &str) {
        let values: Vec<Value> = texts.map(|text| Value::Text(text.to_owned())).collect();
        if !values.is_empty() {
            let places = vec!["?"; values.len()].join(", ");
            self.add(&format!("{sql} ({places}){end}"), values);
        }
    }

    fn add(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(if self.sql.is_empty() { "WHERE " } else { " AND " });
        self.sql.push_str(sql);
        self.values.extend(values);
    }
}
