//! Keeps the words of the records in the full-text table.

use domain::Noun;
use rusqlite::{Connection, Row};

use super::{pinyin, text};
use crate::perform::GoOn;
use crate::{Error, Result};

/// Records that one statement reads: enough to be quick, few enough to stay small.
const AT_ONCE: usize = 4096;

/// Brings the words of the given records up to date; a record that is gone is forgotten.
///
/// Payments, settlements, evaluations and interviews have no words of their own.
pub(crate) fn refresh(connection: &Connection, noun: Noun, ids: &[i64], go_on: GoOn<'_>) -> Result<()> {
    let Some(source) = Source::of(noun) else { return Ok(()) };
    let mut forget = connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?;
    for id in ids {
        go_on()?;
        forget.execute([row_id(source, *id)])?;
    }
    for some in ids.chunks(AT_ONCE) {
        let list = serde_json::to_string(some).map_err(|error| Error::Value(error.to_string()))?;
        add(connection, source, &list, go_on)?;
    }
    Ok(())
}

/// Forgets the words of every record.
pub(crate) fn forget(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("DELETE FROM search")?)
}

/// A noun that is found by its own words.
pub(super) struct Source {
    pub(super) noun: Noun,
    number: i64,
    /// Selects the id, the name, then every other text.
    select: &'static str,
    /// Holds where the name, or a former name, of `t` is typed as `?2`.
    fits_by_name: &'static str,
}

/// Every noun with words of its own. The numbers stand in the file.
static SOURCES: &[Source] = &[
    Source {
        noun: Noun::Project,
        number: 1,
        select: "SELECT t.id, t.name, t.code FROM project AS t",
        fits_by_name: "pinyin_match(t.name, ?2)",
    },
    Source {
        noun: Noun::Procurement,
        number: 2,
        select: "SELECT t.id, t.name, t.code FROM procurement AS t",
        fits_by_name: "pinyin_match(t.name, ?2)",
    },
    Source {
        noun: Noun::Supplier,
        number: 3,
        select: "SELECT t.id, t.name, t.code, t.uscc FROM supplier AS t",
        fits_by_name: "(pinyin_match(t.name, ?2) OR EXISTS (
            SELECT 1 FROM supplier_former_name AS f
            WHERE f.supplier_id = t.id AND pinyin_match(f.name, ?2)))",
    },
    Source {
        noun: Noun::Contract,
        number: 4,
        select: "SELECT t.id, t.name, t.code, t.sequence, t.party_a, t.officer FROM contract AS t",
        fits_by_name: "pinyin_match(t.name, ?2)",
    },
];

impl Source {
    /// Returns the source of a noun that has words of its own.
    pub(super) fn of(noun: Noun) -> Option<&'static Self> {
        SOURCES.iter().find(|source| source.noun == noun)
    }

    /// Tells the noun and the id of a row of the index.
    pub(super) fn of_row(row_id: i64) -> Option<(&'static Self, i64)> {
        let source = SOURCES.iter().find(|source| source.number == row_id % 8)?;
        Some((source, row_id / 8))
    }

    /// Returns the statement that compares the names of candidates: of the rows that meet the
    /// condition `?1` and are not in the set `?3`, the ids of those typed as `?2`.
    pub(super) fn candidates(&self) -> String {
        let Self { noun, number, fits_by_name, .. } = self;
        format!(
            "SELECT t.id FROM search AS w CROSS JOIN {noun} AS t ON t.id = w.rowid / 8
             WHERE w.search MATCH ?1 AND w.rowid % 8 = {number}
               AND NOT holds(?3, w.rowid / 8) AND {fits_by_name}"
        )
    }
}

/// Returns the columns of a noun whose texts are searched.
#[cfg(test)]
pub(crate) fn searched_columns(noun: Noun) -> Vec<&'static str> {
    let select = Source::of(noun).and_then(|source| source.select.split_once(" FROM "));
    let columns = select.map_or("", |(columns, _)| columns).trim_start_matches("SELECT ");
    columns.split(", ").filter_map(|column| column.strip_prefix("t.")).filter(|name| *name != "id").collect()
}

fn row_id(source: &Source, id: i64) -> i64 {
    id * 8 + source.number
}

/// Adds the words of the records whose ids stand in a JSON list.
fn add(connection: &Connection, source: &Source, list: &str, go_on: GoOn<'_>) -> Result<()> {
    let mut former = connection
        .prepare_cached("SELECT name FROM supplier_former_name WHERE supplier_id = ?1 ORDER BY position")?;
    let mut insert = connection
        .prepare_cached("INSERT INTO search (rowid, text, initials, pinyin) VALUES (?1, ?2, ?3, ?4)")?;
    let select = format!("{} WHERE t.id IN (SELECT value FROM json_each(?1))", source.select);
    let mut select = connection.prepare_cached(&select)?;
    let mut rows = select.query([list])?;
    let mut words = Words::default();
    while let Some(row) = rows.next()? {
        go_on()?;
        let id: i64 = row.get(0)?;
        words.clear();
        words.add_record(row)?;
        if source.noun == Noun::Supplier {
            let mut names = former.query([id])?;
            while let Some(name) = names.next()? {
                words.add_name(text_at(name, 0)?);
            }
        }
        insert.execute((row_id(source, id), &words.text, &words.initials, &words.pinyin))?;
    }
    Ok(())
}

/// The words of one record, column by column.
#[derive(Default)]
struct Words {
    text: String,
    initials: String,
    pinyin: String,
}

impl Words {
    fn clear(&mut self) {
        self.text.clear();
        self.initials.clear();
        self.pinyin.clear();
    }

    fn add_record(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        self.add_name(text_at(row, 1)?);
        for column in 2..row.as_ref().column_count() {
            let value = text_at(row, column)?;
            text::add_pairs(&mut self.text, &text::fold(value.unwrap_or_default()));
        }
        Ok(())
    }

    fn add_name(&mut self, name: Option<&str>) {
        let folded = text::fold(name.unwrap_or_default());
        text::add_pairs(&mut self.text, &folded);
        pinyin::add_words(&mut self.initials, &mut self.pinyin, &folded);
    }
}

fn text_at<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(column)?.as_str_or_null()?)
}
