//! The data rows of a recognised sheet.

use std::iter::Peekable;

use domain::reading::Amendments;
use domain::{Code, Problem};

use crate::parse::{self, Manner};
use crate::raw::Raw;
use crate::skip;
use crate::source::SourceFile;
use crate::spool::{SpoolCell, SpoolCells, SpoolReader, SpoolRow};
use crate::template::{ColumnType, TemplateColumn, template};
use crate::value::Cell;
use crate::{Column, Error, Recognition, Result, Unit};

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The 1-based row of the sheet; of a text file, the line where the record begins.
    pub number: u32,
    /// One for each column of the recognition.
    pub cells: Vec<Cell>,
    /// Why the row is no record, where it is none: a note, a subtotal, the example.
    pub skip: Option<Code>,
    /// What is to be known of a row that is read all the same.
    pub notes: Vec<Problem>,
}

/// The rows of a sheet, one after the other.
#[derive(Debug)]
pub struct Rows<'a> {
    /// Holds the spool's folder.
    _source: &'a SourceFile,
    reader: SpoolReader,
    columns: Vec<KnownColumn>,
    labels: Vec<String>,
    skip: skip::Judge,
    manner: Manner,
    id_column: Option<u32>,
    /// None where nothing was amended.
    amendments: Option<&'a Amendments>,
}

/// A column of the sheet with its description.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownColumn {
    index: u32,
    pub(crate) described: Option<&'static TemplateColumn>,
    unit: Unit,
}

impl<'a> Rows<'a> {
    pub(crate) fn open(
        source: &'a SourceFile,
        recognition: &Recognition,
        amendments: &'a Amendments,
        skip_rows: u32,
    ) -> Result<Self> {
        let start = recognition.start.saturating_add(skip_rows);
        let reader =
            SpoolReader::open(source.folder(), recognition.sheet_index, start).map_err(Error::scratch)?;
        let template = template(recognition.kind);
        let known = |column: &Column| KnownColumn {
            index: u32::try_from(column.index).unwrap_or(u32::MAX),
            described: column.field.and_then(|field| template.column(field.name)),
            unit: column.unit,
        };
        let columns: Vec<KnownColumn> = recognition.columns.iter().map(known).collect();
        let summary = source.summary();
        Ok(Self {
            _source: source,
            reader,
            skip: skip::Judge::new(&columns, &recognition.columns),
            id_column: recognition.position("_id").map(|at| columns[at].index),
            columns,
            labels: recognition.columns.iter().map(|column| column.label.clone()).collect(),
            amendments: Some(amendments).filter(|amendments| !amendments.is_empty()),
            manner: Manner {
                epoch_1904: summary.epoch_1904,
                protected: summary.text.is_some(),
                literal: false,
            },
        })
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<ImportRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.reader.next() {
            Ok(Some(row)) => row,
            Ok(None) => return None,
            Err(error) => return Some(Err(Error::scratch(error))),
        };
        let is_record = self.id_column.is_some_and(|id| row.cells().any(|cell| cell.column == id));
        let manner = Manner { literal: is_record, ..self.manner };
        let cells = cells(&row, &self.columns, manner, self.amendments);
        // A row that knows its record is one, whatever it says: somebody may be called 合计.
        let skip = if is_record { None } else { self.skip.judge(&self.columns, &cells) };
        let notes = notes(&row, &self.columns, &self.labels);
        Some(Ok(ImportRow { number: row.number, cells, skip, notes }))
    }
}

fn cells(
    row: &SpoolRow<'_>,
    columns: &[KnownColumn],
    manner: Manner,
    amendments: Option<&Amendments>,
) -> Vec<Cell> {
    let mut filled = row.cells().peekable();
    let cell = |column: &KnownColumn| {
        let found = cell_at(&mut filled, column.index);
        let raw = found.map_or(Raw::Empty, |cell| cell.raw);
        let amended = amendments.and_then(|all| all.find(row.number, column.index, || raw.shown()));
        if let Some(text) = amended {
            // What a person writes is read as if the file had it, but for the marks of a text file.
            let manner = Manner { protected: false, ..manner };
            return Cell { amended: true, ..parsed(column, Raw::Text(text), manner) };
        }
        match (found, column.described) {
            (Some(SpoolCell { is_filled_down: true, .. }), Some(described))
                if !described.may_be_filled_down() =>
            {
                parse::refused(described, raw, Code::CellMergedAmount)
            }
            (Some(_) | None, _) => parsed(column, raw, manner),
        }
    };
    columns.iter().map(cell).collect()
}

fn parsed(column: &KnownColumn, raw: Raw<'_>, manner: Manner) -> Cell {
    match column.described {
        Some(described) => parse::cell(described, column.unit, raw, manner),
        None => parse::unused(raw),
    }
}

/// Takes the cell of a column; both run by ascending column.
fn cell_at<'a>(filled: &mut Peekable<SpoolCells<'a>>, column: u32) -> Option<SpoolCell<'a>> {
    while filled.next_if(|cell| cell.column < column).is_some() {}
    filled.next_if(|cell| cell.column == column)
}

/// Says what is to be known of a row that is read all the same: that the sheet hides it, that cells
/// of it stand merged with those above.
fn notes(row: &SpoolRow<'_>, columns: &[KnownColumn], labels: &[String]) -> Vec<Problem> {
    let mut notes = Vec::new();
    if row.is_hidden {
        notes.push(Problem::new(Code::RowIsHidden));
    }
    let mut filled = row.cells().filter(|cell| cell.is_filled_down).peekable();
    if filled.peek().is_some() {
        let used = |cell: SpoolCell<'_>| {
            let at = columns.iter().position(|column| column.index == cell.column)?;
            let described = columns[at].described?;
            let counts = described.kind != ColumnType::Ignored && described.may_be_filled_down();
            counts.then(|| labels[at].as_str())
        };
        let labels: Vec<&str> = filled.filter_map(used).collect();
        let note = Problem::new(Code::CellFilledDown).param("columns", &labels.join("、"));
        notes.extend((!labels.is_empty()).then_some(note));
    }
    notes
}
