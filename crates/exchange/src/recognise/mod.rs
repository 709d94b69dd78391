//! Which sheet holds which kind of records, where its header is, and what its columns mean.

mod header;
mod headless;
mod repeated;

use std::cmp::Reverse;

use domain::Noun;

use crate::label::{self, Unit};
use crate::source::SourceFile;
use crate::spool::SpoolReader;
use crate::template::{ColumnType, Field, Match, Template, template};
use crate::{Error, Result};

/// What a sheet was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    pub kind: Noun,
    pub sheet: String,
    /// The 1-based row of the header, its lower row where it has two; 0 without header.
    pub header_row: u32,
    pub columns: Vec<Column>,
    /// Filled rows below the header, those to skip included.
    pub data_rows: u32,
    /// Whether it is an export of ours, whose rows know their records.
    pub exported: bool,
    pub(crate) sheet_index: usize,
    /// The position of the first data row among the filled rows of the sheet.
    pub(crate) start: u32,
}

/// One column of a sheet, and the field it fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The 0-based column of the sheet.
    pub index: usize,
    /// As the file has it; `上级/下级` where the header has two rows.
    pub label: String,
    /// None where the column is not used.
    pub field: Option<Field>,
    pub unit: Unit,
}

impl Recognition {
    /// Returns the position among the columns, and so among the cells of a row, of the column that
    /// fills a field which is not repeated.
    pub fn position(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field.is_some_and(|known| known.name == field))
    }
}

/// How many filled rows are searched for a header.
const HEAD_ROWS: usize = 60;
/// A header has no more columns than this: ours have 40, and a month each for some years.
const MOST_COLUMNS: u32 = 512;

/// A filled row at the top of a sheet.
#[derive(Debug)]
struct HeadRow {
    number: u32,
    /// The texts of the filled cells by ascending column.
    cells: Vec<(u32, String)>,
    /// Whether there are cells beyond those.
    is_wider: bool,
}

impl HeadRow {
    fn at(&self, column: u32) -> Option<&str> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.0).ok()?;
        Some(self.cells[found].1.as_str())
    }
}

/// A column with what its label was taken for.
#[derive(Debug, Clone)]
struct Labelled {
    index: u32,
    label: String,
    found: Option<Match>,
}

/// A header that might be the one of a kind.
#[derive(Debug)]
struct Attempt {
    kind: Noun,
    sheet: usize,
    header_row: u32,
    start: u32,
    columns: Vec<Labelled>,
    /// The unit that a line above the header states.
    stated: Option<Unit>,
    missing: Vec<&'static str>,
    repeated: Option<String>,
    is_too_wide: bool,
}

impl Attempt {
    fn fits(&self) -> bool {
        self.missing.is_empty()
    }

    fn used(&self) -> usize {
        let template = template(self.kind);
        let is_used = |found: Match| template.columns[found.column].kind != ColumnType::Ignored;
        self.columns.iter().filter(|column| column.found.is_some_and(is_used)).count()
    }

    /// The more columns a kind explains and the fewer it leaves over, the better it fits.
    fn score(&self) -> (Reverse<usize>, usize) {
        let unused = self.columns.iter().filter(|column| column.found.is_none()).count();
        (Reverse(unused), self.used())
    }
}

/// Finds the sheet, the header and the columns.
pub(crate) fn recognise(source: &SourceFile, kind: Option<Noun>, sheet: Option<&str>) -> Result<Recognition> {
    let attempts = attempts(source, sheet)?;
    let wanted = |attempt: &&Attempt| kind.is_none_or(|kind| attempt.kind == kind);
    let mut fitting: Vec<&Attempt> =
        attempts.iter().filter(wanted).filter(|attempt| attempt.fits()).collect();
    if fitting.is_empty() {
        // 序号, 备注 and one more label do not make it a file of any kind.
        let close = |attempt: &&Attempt| kind.is_some() || attempt.used() >= 3;
        let closest = attempts.iter().filter(wanted).filter(close).max_by_key(|attempt| attempt.used());
        return Err(unfitting(source, closest));
    }
    prefer(&mut fitting, |attempt| is_best_of_its_sheet(attempt, &attempts));
    prefer(&mut fitting, |attempt| source.sheets()[attempt.sheet].rows > attempt.start);
    let mut names: Vec<&str> =
        fitting.iter().map(|attempt| source.sheets()[attempt.sheet].name.as_str()).collect();
    names.dedup();
    if names.len() > 1 {
        return Err(Error::SheetAmbiguous { path: source.shown_path(), choices: names.join("、") });
    }
    // Of two kinds that fit equally, the one that comes first among the nouns.
    let best = fitting.into_iter().rev().max_by_key(|attempt| attempt.score());
    best.map_or_else(|| Err(unfitting(source, None)), |best| recognition(source, best))
}

/// Keeps those that satisfy a condition, where any does.
fn prefer(attempts: &mut Vec<&Attempt>, condition: impl Fn(&Attempt) -> bool) {
    if attempts.iter().any(|attempt| condition(attempt)) {
        attempts.retain(|attempt| condition(attempt));
    }
}

/// A payment sheet with settlement columns also has all that a settlement needs, yet it is a
/// payment sheet.
fn is_best_of_its_sheet(attempt: &Attempt, all: &[Attempt]) -> bool {
    let rivals = all.iter().filter(|rival| rival.sheet == attempt.sheet && rival.fits());
    rivals.map(Attempt::score).max().is_none_or(|best| attempt.score() >= best)
}

fn unfitting(source: &SourceFile, closest: Option<&Attempt>) -> Error {
    let path = source.shown_path();
    match closest {
        Some(attempt) => Error::ColumnMissing { path, columns: attempt.missing.join("、") },
        None => Error::HeaderUnknown { path },
    }
}

/// Tries every kind on the sheet that was named, or else on every visible sheet.
fn attempts(source: &SourceFile, named: Option<&str>) -> Result<Vec<Attempt>> {
    let sheets = source.sheets();
    if let Some(named) = named
        && !sheets.iter().any(|sheet| sheet.name == named)
    {
        let choices: Vec<&str> =
            sheets.iter().filter(|sheet| !sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
        let (path, sheet) = (source.shown_path(), named.to_owned());
        return Err(Error::SheetUnknown { path, sheet, choices: choices.join("、") });
    }
    let all_hidden = sheets.iter().all(|sheet| sheet.hidden || sheet.rows == 0);
    let mut attempts = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let wanted = named.map_or(all_hidden || !sheet.hidden, |named| sheet.name == named);
        if !wanted || sheet.rows == 0 {
            continue;
        }
        let head = head(source, index)?;
        let found = Noun::ALL.iter().filter_map(|kind| attempt(template(*kind), index, &head));
        let before = attempts.len();
        attempts.extend(found);
        if !attempts[before..].iter().any(Attempt::fits) && headless::is_evaluation(&head, sheet.columns) {
            attempts.push(headless::attempt(index, sheet.columns));
        }
    }
    Ok(attempts)
}

fn head(source: &SourceFile, sheet: usize) -> Result<Vec<HeadRow>> {
    let mut reader = SpoolReader::open(source.folder(), sheet, 0).map_err(Error::scratch)?;
    let mut head = Vec::new();
    while head.len() < HEAD_ROWS {
        let Some(row) = reader.next().map_err(Error::scratch)? else { break };
        let narrow = row.cells().take_while(|(column, _)| *column < MOST_COLUMNS);
        let cells = narrow.map(|(column, cell)| (column, cell.shown().trim().to_owned()));
        let is_wider = row.cells().any(|(column, _)| column >= MOST_COLUMNS);
        head.push(HeadRow { number: row.number, cells: cells.collect(), is_wider });
    }
    Ok(head)
}

fn attempt(template: &'static Template, sheet: usize, head: &[HeadRow]) -> Option<Attempt> {
    let found = header::find(template, head)?;
    let mut columns = found.columns;
    let repeated = repeated::resolve(template, &mut columns);
    let is_there =
        |index: usize| columns.iter().any(|column| column.found.is_some_and(|found| found.column == index));
    let missing = template.columns.iter().enumerate();
    let missing = missing.filter(|(index, column)| column.required && !is_there(*index));
    Some(Attempt {
        kind: template.kind,
        sheet,
        header_row: head[found.last].number,
        start: u32::try_from(found.last + 1).unwrap_or(u32::MAX),
        missing: missing.map(|(_, column)| column.label.as_str()).collect(),
        repeated,
        is_too_wide: head[found.first..=found.last].iter().any(|row| row.is_wider),
        stated: head[..found.first]
            .iter()
            .flat_map(|row| &row.cells)
            .find_map(|cell| label::stated_unit(&cell.1)),
        columns,
    })
}

fn recognition(source: &SourceFile, attempt: &Attempt) -> Result<Recognition> {
    if attempt.is_too_wide {
        return Err(Error::TooLarge { path: source.shown_path(), limit: format!("{MOST_COLUMNS} 列") });
    }
    if let Some(label) = &attempt.repeated {
        return Err(Error::ColumnRepeated { path: source.shown_path(), label: label.clone() });
    }
    let template = template(attempt.kind);
    let sheet = &source.sheets()[attempt.sheet];
    let columns = attempt.columns.iter().map(|column| column.resolved(template, attempt.stated));
    let mut recognition = Recognition {
        kind: attempt.kind,
        sheet: sheet.name.clone(),
        header_row: attempt.header_row,
        columns: columns.collect(),
        data_rows: sheet.rows.saturating_sub(attempt.start),
        exported: false,
        sheet_index: attempt.sheet,
        start: attempt.start,
    };
    recognition.exported = knows_its_records(source, &recognition)?;
    Ok(recognition)
}

impl Labelled {
    fn resolved(&self, template: &'static Template, stated: Option<Unit>) -> Column {
        let known = self.found.map(|found| (found, &template.columns[found.column]));
        let own = self.found.and_then(|found| found.unit);
        let unit = match known {
            Some((_, column)) if column.kind == ColumnType::Money => own.or(stated),
            Some(_) | None => own,
        };
        let field = known.map(|(found, column)| Field { name: &column.field, ordinal: found.ordinal });
        Column {
            index: self.index as usize,
            label: self.label.clone(),
            field,
            unit: unit.unwrap_or_default(),
        }
    }
}

/// Whether the first row carries the hidden numbers of an exported record. A template has the
/// columns, too, but nothing in them.
fn knows_its_records(source: &SourceFile, recognition: &Recognition) -> Result<bool> {
    let (Some(id), Some(revision)) = (recognition.position("_id"), recognition.position("_revision")) else {
        return Ok(false);
    };
    let first = source.rows(recognition)?.next().transpose()?;
    Ok(first.is_some_and(|row| [id, revision].iter().all(|at| !row.cells[*at].text.is_empty())))
}
