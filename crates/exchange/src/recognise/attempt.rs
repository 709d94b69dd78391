//! What a sheet would be as a file of one kind.

use std::cmp::Reverse;

use domain::Noun;
use domain::reading::{Basis, HeaderRows, Reading};

use super::{choose, header, headless, repeated, wide};
use crate::label::{self, Unit};
use crate::own::{Names, OwnTemplates};
use crate::source::SourceFile;
use crate::spool::SpoolReader;
use crate::template::{ColumnType, Match, template};
use crate::{Error, Result};

/// How many filled rows are searched for a header.
const HEAD_ROWS: usize = 60;
/// A header has no more columns than this: ours have 40, and a month each for some years.
pub(super) const MOST_COLUMNS: u32 = 512;

/// A filled row at the top of a sheet.
#[derive(Debug)]
pub(super) struct HeadRow {
    pub(super) number: u32,
    /// The texts of the filled cells by ascending column.
    pub(super) cells: Vec<(u32, String)>,
    /// Whether there are cells beyond those.
    pub(super) is_wider: bool,
}

impl HeadRow {
    pub(super) fn at(&self, column: u32) -> Option<&str> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.0).ok()?;
        Some(self.cells[found].1.as_str())
    }
}

/// Reads the rows in which a header may stand.
pub(super) fn head(source: &SourceFile, sheet: usize) -> Result<Vec<HeadRow>> {
    let mut reader = SpoolReader::open(source.folder(), sheet, 0).map_err(Error::scratch)?;
    let mut head = Vec::new();
    while head.len() < HEAD_ROWS {
        let Some(row) = reader.next().map_err(Error::scratch)? else { break };
        // A label that is merged with the row below stands in the upper one.
        let own = row.cells().filter(|cell| !cell.is_filled_down);
        let narrow = own.take_while(|cell| cell.column < MOST_COLUMNS);
        let cells = narrow.map(|cell| (cell.column, cell.raw.shown().trim().to_owned()));
        let is_wider = row.cells().any(|cell| cell.column >= MOST_COLUMNS);
        head.push(HeadRow { number: row.number, cells: cells.collect(), is_wider });
    }
    Ok(head)
}

/// A column with what its label was taken for.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub(super) index: u32,
    pub(super) label: String,
    pub(super) found: Option<Match>,
    /// Who left the column out, where a person did.
    pub(super) left_out: Option<Basis>,
}

impl Labelled {
    pub(super) fn new(index: u32, label: String, found: Option<Match>) -> Self {
        Self { index, label, found, left_out: None }
    }
}

/// A header that might be the one of a kind.
#[derive(Debug)]
pub(super) struct Attempt {
    pub(super) kind: Noun,
    pub(super) sheet: usize,
    /// 0 and 0 without a header.
    pub(super) header: HeaderRows,
    /// The position of the first data row among the filled rows.
    pub(super) start: u32,
    pub(super) columns: Vec<Labelled>,
    /// The unit that a line above the header states.
    pub(super) stated: Option<Unit>,
    pub(super) missing: Vec<&'static str>,
    pub(super) repeated: Vec<String>,
    pub(super) is_too_wide: bool,
}

impl Attempt {
    pub(super) fn fits(&self) -> bool {
        self.missing.is_empty()
    }

    pub(super) fn used(&self) -> usize {
        let template = template(self.kind);
        let is_used = |found: Match| template.columns[found.column].kind != ColumnType::Ignored;
        self.columns.iter().filter(|column| column.found.is_some_and(is_used)).count()
    }

    /// The more columns a kind explains and the fewer it leaves over, the better it fits.
    pub(super) fn score(&self) -> (Reverse<usize>, usize) {
        let unused = self.columns.iter().filter(|column| column.found.is_none()).count();
        (Reverse(unused), self.used())
    }
}

/// What is enough for a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Search {
    /// Three known labels, as nobody else looks at it.
    Sure,
    /// The most known labels, as a person looks at it.
    Likely,
}

/// Tries every kind on one sheet, under what a person has said of it.
pub(super) fn of_sheet(
    sheet: usize,
    columns: u32,
    head: &[HeadRow],
    reading: &Reading,
    search: Search,
    own: &OwnTemplates,
) -> Result<Vec<Attempt>> {
    let mut attempts = Vec::new();
    for kind in Noun::ALL {
        attempts.extend(of_kind(&own.names(*kind), sheet, columns, head, reading, search)?);
    }
    let may_be_headless = reading.header.is_none_or(|rows| rows.last == 0)
        && reading.kind.is_none_or(|kind| kind == Noun::Evaluation);
    if may_be_headless && !attempts.iter().any(Attempt::fits) && headless::is_evaluation(head, columns) {
        let found = header::Header { first: 0, last: 0, columns: headless::columns(columns) };
        attempts.push(finish(&own.names(Noun::Evaluation), sheet, &[], found, reading)?);
    }
    Ok(attempts)
}

fn of_kind(
    template: &Names<'_>,
    sheet: usize,
    columns: u32,
    head: &[HeadRow],
    reading: &Reading,
    search: Search,
) -> Result<Option<Attempt>> {
    let found = match reading.header {
        None => header::find(template, head).or_else(|| likely(template, head, reading, search)),
        Some(HeaderRows { last: 0, .. }) => {
            let found = header::Header { first: 0, last: 0, columns: lettered(columns) };
            return finish(template, sheet, &[], found, reading).map(Some);
        }
        Some(rows) => header::given(template, head, rows),
    };
    found.map(|found| finish(template, sheet, head, found, reading)).transpose()
}

/// Finds a header by fewer labels than three where a person names the kind and looks at the outcome,
/// or has named the columns of such a header before.
fn likely(
    template: &Names<'_>,
    head: &[HeadRow],
    reading: &Reading,
    search: Search,
) -> Option<header::Header> {
    let has_choices = !reading.columns.is_empty() || !reading.remembered.is_empty();
    let is_enough = search == Search::Likely || has_choices;
    (is_enough && reading.kind == Some(template.kind)).then(|| header::likely(template, head)).flatten()
}

/// Settles which column fills which field; `head` is empty where there is no header.
fn finish(
    template: &Names<'_>,
    sheet: usize,
    head: &[HeadRow],
    found: header::Header,
    reading: &Reading,
) -> Result<Attempt> {
    let mut columns = found.columns;
    choose::apply(template, &mut columns, reading)?;
    let stood_for = wide::settle(template, &mut columns);
    let repeated = repeated::resolve(template, &mut columns);
    let is_there = |index: usize| {
        columns.iter().any(|column| column.found.is_some_and(|found| found.column == index))
            || repeated.iter().any(|twice| twice.column == index)
            || stood_for.contains(&index)
    };
    let missing = template.template().columns.iter().enumerate();
    let missing = missing.filter(|(index, column)| column.required && !is_there(*index));
    let rows = head.get(found.first..=found.last).unwrap_or_default();
    let number = |row: Option<&HeadRow>| row.map_or(0, |row| row.number);
    Ok(Attempt {
        kind: template.kind,
        sheet,
        header: HeaderRows { first: number(rows.first()), last: number(rows.last()) },
        start: if rows.is_empty() { 0 } else { u32::try_from(found.last + 1).unwrap_or(u32::MAX) },
        missing: missing.map(|(_, column)| column.label.as_str()).collect(),
        repeated: repeated.into_iter().map(|twice| twice.label).collect(),
        is_too_wide: rows.iter().any(|row| row.is_wider),
        stated: head
            .iter()
            .take(found.first)
            .flat_map(|row| &row.cells)
            .find_map(|cell| label::stated_unit(&cell.1)),
        columns,
    })
}

/// Names columns as a spreadsheet does, where no header names them.
fn lettered(columns: u32) -> Vec<Labelled> {
    (0..columns.min(MOST_COLUMNS)).map(|index| Labelled::new(index, letters(index), None)).collect()
}

/// Returns `A` for 0, `AA` for 26.
fn letters(index: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
