//! Which sheet holds which kind of records, where its header is, and what its columns mean.

mod attempt;
mod choose;
mod header;
mod headless;
mod repeated;
mod wide;

use domain::Noun;
use domain::reading::{Amendments, Basis, HeaderRows, Reading};

use self::attempt::{Attempt, Labelled, MOST_COLUMNS, Search};
use crate::label::Unit;
use crate::source::{SheetInfo, SourceFile};
use crate::template::{ColumnType, Field, Template, template};
use crate::{Error, Result, rows};

/// What a sheet was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    pub kind: Noun,
    pub sheet: String,
    /// The 1-based row of the header, its lower row where it has two; 0 without header.
    pub header_row: u32,
    /// Both rows of the header.
    pub header: HeaderRows,
    pub columns: Vec<Column>,
    /// Labels of required columns that the sheet does not have. Empty but for a proposal.
    pub missing: Vec<String>,
    /// Labels of columns two of which would fill one field. Empty but for a proposal.
    pub repeated: Vec<String>,
    /// What tells that another file has the same header; none without header.
    pub fingerprint: Option<String>,
    /// Records below the header, rows to skip included: the filled rows, and of a table with a column
    /// for each month the filled cells of those.
    pub data_rows: u32,
    /// Whether it is an export of ours, whose rows know their records.
    pub exported: bool,
    pub(crate) sheet_index: usize,
    /// The position of the first data row among the filled rows of the sheet.
    pub(crate) start: u32,
    /// Of a table with a column for each month: how many records come before each row.
    pub(crate) before: Vec<u32>,
}

/// One column of a sheet, and the field it fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The 0-based column of the sheet.
    pub index: usize,
    /// As the file has it; `上级/下级` where the header has two rows.
    pub label: String,
    /// Under what a choice for the column is remembered.
    pub key: String,
    /// None where the column is not used.
    pub field: Option<Field>,
    pub unit: Unit,
    /// By what the field was found, or who left the column out; none where nobody knows it.
    pub basis: Option<Basis>,
    /// Whether the sheet hides the column. It is read like the others.
    pub hidden: bool,
}

impl Recognition {
    /// Whether the sheet has a column for each month, in which every filled cell is a record.
    pub fn is_wide(&self) -> bool {
        self.columns.iter().any(Column::is_period)
    }

    /// Returns the row in which a record stands, and how many of the row come before it.
    pub(crate) fn place(&self, record: u32) -> (u32, usize) {
        let row = self.before.partition_point(|before| *before <= record).saturating_sub(1);
        match self.before.get(row) {
            Some(before) => (u32::try_from(row).unwrap_or(u32::MAX), (record - before) as usize),
            None => (record, 0),
        }
    }

    /// Returns the position among the columns, and so among the cells of a row, of the column that
    /// fills a field which is not repeated.
    pub fn position(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field.is_some_and(|known| known.name == field))
    }
}

impl Column {
    /// Whether every filled cell of the column is a record.
    pub(crate) fn is_period(&self) -> bool {
        self.field.is_some_and(|field| field.name == PERIOD)
    }
}

/// The field of a column for each month.
pub const PERIOD: &str = "paid_in";

/// Finds the sheet, the header and the columns.
pub(crate) fn recognise(source: &SourceFile, reading: &Reading) -> Result<Recognition> {
    let attempts = attempts(source, reading, Search::Sure)?;
    let fitting = fitting(source, reading, &attempts);
    if fitting.is_empty() {
        return Err(unfitting(source, closest(reading, &attempts)));
    }
    let mut names: Vec<&str> =
        fitting.iter().map(|attempt| source.sheets()[attempt.sheet].name.as_str()).collect();
    names.dedup();
    if names.len() > 1 {
        return Err(Error::SheetAmbiguous { path: source.shown_path(), choices: names.join("、") });
    }
    let best = best(fitting).ok_or_else(|| unfitting(source, None))?;
    refuse_too_wide(source, best)?;
    if let Some(label) = best.repeated.first() {
        return Err(Error::ColumnRepeated { path: source.shown_path(), label: label.clone() });
    }
    recognition(source, best)
}

/// Finds what comes nearest, of several sheets the first.
pub(crate) fn propose(source: &SourceFile, reading: &Reading) -> Result<Recognition> {
    let attempts = attempts(source, reading, Search::Likely)?;
    let mut fitting = fitting(source, reading, &attempts);
    let first = fitting.first().map(|attempt| attempt.sheet);
    fitting.retain(|attempt| Some(attempt.sheet) == first);
    let best = best(fitting).or_else(|| closest(reading, &attempts));
    recognition(source, best.ok_or_else(|| unfitting(source, None))?)
}

/// Returns the kind that one sheet looks like.
pub(crate) fn kind_of_sheet(source: &SourceFile, sheet: usize) -> Result<Option<Noun>> {
    let info = &source.sheets()[sheet];
    if info.rows == 0 {
        return Ok(None);
    }
    let head = attempt::head(source, sheet)?;
    let attempts =
        attempt::of_sheet(sheet, info.columns, &head, &Reading::default(), Search::Sure, source.own())?;
    Ok(best(attempts.iter().filter(|attempt| attempt.fits()).collect()).map(|best| best.kind))
}

/// A header that people know, where it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownHeader {
    /// Which of the known ones.
    pub known: usize,
    pub sheet: String,
    pub rows: HeaderRows,
}

/// Finds the first of the known headers, each a kind and a fingerprint, that stands among the first
/// rows of a sheet. None of its labels need be known to the template.
pub(crate) fn known_header(
    source: &SourceFile,
    reading: &Reading,
    known: &[(Noun, &str)],
) -> Result<Option<KnownHeader>> {
    let mut found: Vec<KnownHeader> = Vec::new();
    for index in wanted_sheets(source, reading)? {
        let head = attempt::head(source, index)?;
        for kind in Noun::ALL.iter().filter(|kind| known.iter().any(|(of, _)| of == *kind)) {
            let names = source.own().names(*kind);
            let sheet = &source.sheets()[index].name;
            found.extend(header::fingerprints(&names, &head).filter_map(|(rows, fingerprint)| {
                let known = known.iter().position(|known| *known == (*kind, fingerprint.as_str()))?;
                Some(KnownHeader { known, sheet: sheet.clone(), rows })
            }));
        }
    }
    Ok(found.into_iter().min_by_key(|header| header.known))
}

/// Tries every kind on the sheet that was named, or else on every visible sheet.
fn attempts(source: &SourceFile, reading: &Reading, search: Search) -> Result<Vec<Attempt>> {
    let mut attempts = Vec::new();
    for index in wanted_sheets(source, reading)? {
        let head = attempt::head(source, index)?;
        let columns = source.sheets()[index].columns;
        attempts.extend(attempt::of_sheet(index, columns, &head, reading, search, source.own())?);
    }
    Ok(attempts)
}

/// Returns the filled sheet that was named, or else every visible one.
fn wanted_sheets(source: &SourceFile, reading: &Reading) -> Result<Vec<usize>> {
    let named = reading.sheet.as_deref().map(|sheet| source.sheet_index(sheet)).transpose()?;
    let sheets = source.sheets();
    let all_hidden = sheets.iter().all(|sheet| sheet.hidden || sheet.rows == 0);
    let is_wanted = |(index, sheet): &(usize, &SheetInfo)| {
        sheet.rows > 0 && named.map_or(all_hidden || !sheet.hidden, |named| named == *index)
    };
    Ok(sheets.iter().enumerate().filter(is_wanted).map(|(index, _)| index).collect())
}

fn fitting<'a>(source: &SourceFile, reading: &Reading, attempts: &'a [Attempt]) -> Vec<&'a Attempt> {
    let wanted = |attempt: &&Attempt| attempt.fits() && is_wanted(reading, attempt);
    let mut fitting: Vec<&Attempt> = attempts.iter().filter(wanted).collect();
    prefer(&mut fitting, |attempt| is_best_of_its_sheet(attempt, attempts));
    prefer(&mut fitting, |attempt| source.sheets()[attempt.sheet].rows > attempt.start);
    fitting
}

fn is_wanted(reading: &Reading, attempt: &Attempt) -> bool {
    reading.kind.is_none_or(|kind| attempt.kind == kind)
}

/// Returns the attempt that explains most, though it lacks something.
fn closest<'a>(reading: &Reading, attempts: &'a [Attempt]) -> Option<&'a Attempt> {
    // 序号, 备注 and one more label do not make it a file of any kind.
    let close = |attempt: &&Attempt| reading.kind.is_some() || attempt.used() >= 3;
    let wanted = attempts.iter().filter(|attempt| is_wanted(reading, attempt)).filter(close);
    wanted.max_by_key(|attempt| attempt.used())
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

/// Of two kinds that fit equally, takes the one that comes first among the nouns.
fn best(fitting: Vec<&Attempt>) -> Option<&Attempt> {
    fitting.into_iter().rev().max_by_key(|attempt| attempt.score())
}

fn unfitting(source: &SourceFile, closest: Option<&Attempt>) -> Error {
    let path = source.shown_path();
    match closest {
        Some(attempt) => Error::ColumnMissing { path, columns: attempt.missing.join("、") },
        None => Error::HeaderUnknown { path },
    }
}

fn refuse_too_wide(source: &SourceFile, attempt: &Attempt) -> Result<()> {
    if attempt.is_too_wide {
        return Err(Error::TooLarge { path: source.shown_path(), limit: format!("{MOST_COLUMNS} 列") });
    }
    Ok(())
}

fn recognition(source: &SourceFile, attempt: &Attempt) -> Result<Recognition> {
    refuse_too_wide(source, attempt)?;
    let template = template(attempt.kind);
    let sheet = &source.sheets()[attempt.sheet];
    let labels = attempt.columns.iter().map(|column| column.label.clone());
    let columns = attempt.columns.iter().zip(choose::keys(labels.collect()));
    let has_header = attempt.header.last > 0;
    let mut recognition = Recognition {
        kind: attempt.kind,
        sheet: sheet.name.clone(),
        header_row: attempt.header.last,
        header: attempt.header,
        columns: columns.map(|(column, key)| column.resolved(template, attempt.stated, key)).collect(),
        missing: attempt.missing.iter().map(|label| (*label).to_owned()).collect(),
        repeated: attempt.repeated.clone(),
        fingerprint: has_header
            .then(|| choose::fingerprint(&source.own().names(attempt.kind), &attempt.columns)),
        data_rows: sheet.rows.saturating_sub(attempt.start),
        exported: false,
        sheet_index: attempt.sheet,
        start: attempt.start,
        before: Vec::new(),
    };
    let hidden = &source.summary().sheets[attempt.sheet].hidden_columns;
    for column in &mut recognition.columns {
        column.hidden =
            hidden.iter().any(|(first, last)| (*first as usize..=*last as usize).contains(&column.index));
    }
    if recognition.is_wide() {
        (recognition.before, recognition.data_rows) = rows::counted(source, &recognition)?;
    }
    recognition.exported = knows_its_records(source, &recognition)?;
    Ok(recognition)
}

impl Labelled {
    fn resolved(&self, template: &'static Template, stated: Option<Unit>, key: String) -> Column {
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
            key,
            field,
            unit: unit.unwrap_or_default(),
            basis: self.found.map(|found| found.basis).or(self.left_out),
            hidden: false,
        }
    }
}

/// Whether the first row carries the hidden numbers of an exported record. A template has the
/// columns, too, but nothing in them.
fn knows_its_records(source: &SourceFile, recognition: &Recognition) -> Result<bool> {
    let (Some(id), Some(revision)) = (recognition.position("_id"), recognition.position("_revision")) else {
        return Ok(false);
    };
    let first = source.rows(recognition, &Amendments::default())?.next().transpose()?;
    Ok(first.is_some_and(|row| [id, revision].iter().all(|at| !row.cells[*at].text.is_empty())))
}
