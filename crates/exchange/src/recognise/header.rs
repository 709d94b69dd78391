//! The header: one row, or two whose labels join.

use domain::reading::HeaderRows;

use super::attempt::{HeadRow, Labelled};
use super::choose;
use crate::label;
use crate::own::Names;

/// A row is a header when it names this many columns.
const KNOWN_LABELS: usize = 3;

/// A header, by its first and last row among those searched.
pub(super) struct Header {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) columns: Vec<Labelled>,
}

/// Finds the first row, or pair of rows, that names three columns; else a row that consists of
/// known labels alone, all required ones among them: a list of names may have one column.
pub(super) fn find(template: &Names<'_>, head: &[HeadRow]) -> Option<Header> {
    let mut candidates = (0..head.len()).filter_map(|at| at_row(template, head, at));
    candidates.next().or_else(|| (0..head.len()).find_map(|at| complete(template, head, at)))
}

/// Finds the first of the rows that name most columns.
pub(super) fn likely(template: &Names<'_>, head: &[HeadRow]) -> Option<Header> {
    let candidates = head.iter().enumerate().map(|(at, row)| (at, single(template, row, None)));
    let named = candidates.filter(|(_, columns)| columns.len() > 1 && known(columns) > 0);
    let (at, columns) = named.rev().max_by_key(|(_, columns)| known(columns))?;
    Some(Header { first: at, last: at, columns })
}

/// Takes the rows that a person has pointed at; none where they are not among those searched.
pub(super) fn given(template: &Names<'_>, head: &[HeadRow], rows: HeaderRows) -> Option<Header> {
    let at = |number: u32| head.iter().position(|row| row.number == number);
    let (first, last) = (at(rows.first)?, at(rows.last)?);
    let columns = if first == last {
        single(template, &head[last], None)
    } else {
        over(template, &head[first], &head[last])
    };
    (first <= last).then_some(Header { first, last, columns })
}

/// Returns every row, and every pair of rows, with the fingerprint that it would have as a header.
pub(super) fn fingerprints<'a>(
    template: &'a Names<'a>,
    head: &'a [HeadRow],
) -> impl Iterator<Item = (HeaderRows, String)> + 'a {
    // A title, one cell wide, is no header.
    let candidates = (0..head.len()).filter(|at| head[*at].cells.len() > 1);
    let rows = |at: usize| {
        let first = head[at].number;
        let last = head.get(at + 1).map(|lower| lower.number);
        [Some(first), last].into_iter().flatten().map(move |last| HeaderRows { first, last })
    };
    candidates.flat_map(rows).filter_map(|rows| {
        let header = given(template, head, rows)?;
        Some((rows, choose::fingerprint(template, &header.columns)))
    })
}

fn at_row(template: &Names<'_>, head: &[HeadRow], at: usize) -> Option<Header> {
    let group =
        at.checked_sub(1).map(|above| &head[above]).filter(|above| is_group(template, above, &head[at]));
    let single = single(template, &head[at], group);
    let pair = head.get(at + 1).and_then(|lower| pair(template, &head[at], lower));
    if let Some(pair) = pair
        && known(&pair) > known(&single)
        && known(&pair) >= KNOWN_LABELS
    {
        return Some(Header { first: at, last: at + 1, columns: pair });
    }
    (known(&single) >= KNOWN_LABELS).then_some(Header { first: at, last: at, columns: single })
}

fn complete(template: &Names<'_>, head: &[HeadRow], at: usize) -> Option<Header> {
    let columns = single(template, &head[at], None);
    let is_named =
        |index: usize| columns.iter().any(|column| column.found.is_some_and(|found| found.column == index));
    let all_known = !columns.is_empty() && columns.iter().all(|column| column.found.is_some());
    let all_required =
        template.columns.iter().enumerate().all(|(index, column)| !column.required || is_named(index));
    (all_known && all_required).then_some(Header { first: at, last: at, columns })
}

fn known(columns: &[Labelled]) -> usize {
    let mut found: Vec<_> =
        columns.iter().filter_map(|column| column.found).map(|found| (found.column, found.ordinal)).collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}

fn single(template: &Names<'_>, row: &HeadRow, group: Option<&HeadRow>) -> Vec<Labelled> {
    let label = |(index, text): &(u32, String)| {
        let alone = Labelled::new(*index, text.clone(), template.find(text));
        let above = group.and_then(|group| spanning(group, row, *index));
        match above {
            Some(above) if alone.found.is_none() => joined(template, *index, above, text),
            Some(_) | None => alone,
        }
    };
    row.cells.iter().map(label).collect()
}

/// Takes two rows for one header where the upper one names columns that are empty in the lower
/// one: cells merged over both rows.
fn pair(template: &Names<'_>, upper: &HeadRow, lower: &HeadRow) -> Option<Vec<Labelled>> {
    let named: Vec<u32> =
        upper.cells.iter().filter(|cell| template.find_exact(&cell.1).is_some()).map(|cell| cell.0).collect();
    let adjacent = lower.number == upper.number + 1;
    if named.is_empty() || !adjacent || named.iter().any(|column| lower.at(*column).is_some()) {
        return None;
    }
    Some(over(template, upper, lower))
}

/// Joins an upper row and the one below it.
fn over(template: &Names<'_>, upper: &HeadRow, lower: &HeadRow) -> Vec<Labelled> {
    let alone = |index: u32, text: &str| Labelled::new(index, text.to_owned(), template.find(text));
    let mut columns: Vec<Labelled> = upper
        .cells
        .iter()
        .filter(|cell| lower.at(cell.0).is_none())
        .map(|(index, text)| alone(*index, text))
        .collect();
    columns.extend(lower.cells.iter().map(|(index, text)| match spanning(upper, lower, *index) {
        Some(above) => joined(template, *index, above, text),
        None => alone(*index, text),
    }));
    columns.sort_by_key(|column| column.index);
    columns
}

/// Whether a row above the header groups its columns; a title, which is one cell, does not.
fn is_group(template: &Names<'_>, above: &HeadRow, row: &HeadRow) -> bool {
    let is_new = |cell: &&(u32, String)| {
        template.find_exact(&cell.1).is_none() && label::stated_unit(&cell.1).is_none()
    };
    above.number + 1 == row.number && above.cells.iter().filter(is_new).count() > 1
}

/// Returns the upper label that reaches over a column: its own, or the next to the left with
/// nothing between.
fn spanning<'a>(upper: &'a HeadRow, lower: &HeadRow, column: u32) -> Option<&'a str> {
    let (at, text) = upper.cells.iter().rev().find(|cell| cell.0 <= column)?;
    let starts_group = lower.at(*at).is_some();
    (*at == column || starts_group).then_some(text.as_str())
}

/// Joins two labels; the lower one counts alone where the upper one does not change its meaning.
fn joined(template: &Names<'_>, index: u32, upper: &str, lower: &str) -> Labelled {
    let label = format!("{upper}/{lower}");
    let alone = || if label::changes_meaning(upper) { None } else { template.find(lower) };
    let found = template.find_exact(&label).or_else(alone);
    Labelled::new(index, label, found)
}
