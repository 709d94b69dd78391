//! The data rows of a recognised sheet.

use std::collections::VecDeque;
use std::iter::Peekable;

use domain::reading::Amendments;
use domain::{Code, Problem};

use crate::parse::{self, Manner};
use crate::raw::Raw;
use crate::skip;
use crate::source::SourceFile;
use crate::spool::{SpoolCell, SpoolCells, SpoolReader, SpoolRow};
use crate::template::{ColumnType, TemplateColumn, template};
use crate::value::{Cell, Value};
use crate::{Column, Error, Recognition, Result, Unit};

/// One record of a file: a row, or a filled cell of a row with a column for each month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The 1-based row of the sheet; of a text file, the line where the record begins.
    pub number: u32,
    pub part: Part,
    /// One for each column of the recognition. Of the months, only the record's own is filled.
    pub cells: Vec<Cell>,
    /// Why the row is no record, where it is none: a note, a subtotal, the example.
    pub skip: Option<Code>,
    /// What is to be known of a row that is read all the same.
    pub notes: Vec<Problem>,
}

/// How much of a row of the sheet a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// What stands in one column, by its position among the columns.
    Of(usize),
    /// No record of its own: what the row says of another one, such as a settlement beside months
    /// of which none has a payment.
    Beside,
}

/// The rows of a sheet, one after the other.
#[derive(Debug)]
pub struct Rows<'a> {
    /// Holds the spool's folder.
    _source: &'a SourceFile,
    reader: SpoolReader,
    columns: Vec<KnownColumn>,
    labels: Vec<String>,
    /// The positions of the columns whose filled cells are records.
    periods: Vec<usize>,
    /// Records of the row in hand that are still to come.
    waiting: VecDeque<ImportRow>,
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
            periods: (0..recognition.columns.len())
                .filter(|at| recognition.columns[*at].is_period())
                .collect(),
            waiting: VecDeque::new(),
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
        if let Some(waiting) = self.waiting.pop_front() {
            return Some(Ok(waiting));
        }
        let row = match self.reader.next() {
            Ok(Some(row)) => row,
            Ok(None) => return None,
            Err(error) => return Some(Err(Error::scratch(error))),
        };
        let is_record = self.id_column.is_some_and(|id| row.cells().any(|cell| cell.column == id));
        let manner = Manner { literal: is_record, ..self.manner };
        let cells = parsed_cells(&row, &self.columns, manner, self.amendments);
        // A row that knows its record is one, whatever it says: somebody may be called 合计.
        let skip = if is_record { None } else { self.skip.judge(&self.columns, &cells) };
        let notes = notes(&row, &self.columns, &self.labels);
        if self.periods.is_empty() {
            return Some(Ok(ImportRow { number: row.number, part: Part::Whole, cells, skip, notes }));
        }
        // How many records a row has is told by the file alone, so that an amendment moves none.
        let of_file = if self.amendments.is_some() {
            parsed_cells(&row, &self.columns, manner, None)
        } else {
            cells.clone()
        };
        let skip = self.skip.judge(&self.columns, &of_file).or(skip);
        let number = row.number;
        self.waiting = split(
            ImportRow { number, part: Part::Whole, cells, skip, notes },
            &of_file,
            &self.columns,
            &self.periods,
        );
        self.waiting.pop_front().map(Ok)
    }
}

/// Returns how many records come before each row of a table of months, and how many there are.
pub(crate) fn counted(source: &SourceFile, recognition: &Recognition) -> Result<(Vec<u32>, u32)> {
    let none = Amendments::default();
    let mut before = Vec::new();
    let mut count = 0;
    let mut last = None;
    for row in Rows::open(source, recognition, &none, 0)? {
        let number = row?.number;
        if last != Some(number) {
            before.push(count);
            last = Some(number);
        }
        count += 1;
    }
    Ok((before, count))
}

/// Makes a record of every filled month; of a row without any what it says besides.
fn split(
    row: ImportRow,
    of_file: &[Cell],
    columns: &[KnownColumn],
    periods: &[usize],
) -> VecDeque<ImportRow> {
    let filled: Vec<usize> = periods.iter().copied().filter(|at| is_paid(&of_file[*at])).collect();
    if row.skip.is_some() {
        return [row].into();
    }
    if filled.is_empty() {
        let says = |(column, cell): (&KnownColumn, &Cell)| {
            let is_beside = column.described.is_some_and(|known| known.field.starts_with(BESIDE));
            is_beside && cell.value != Ok(None)
        };
        let says_more = columns.iter().zip(of_file).any(says);
        let skip = (!says_more).then_some(Code::RowHasNoPayment);
        return [ImportRow { part: Part::Beside, skip, ..row }].into();
    }
    let record = |(count, own): (usize, &usize)| {
        let mut cells = row.cells.clone();
        for other in periods.iter().filter(|at| *at != own) {
            cells[*other] = parse::unused(Raw::Empty);
        }
        let notes = if count == 0 { row.notes.clone() } else { Vec::new() };
        ImportRow { part: Part::Of(*own), cells, notes, ..row }
    };
    filled.iter().enumerate().map(record).collect()
}

/// The fields of another record in a row of payments.
const BESIDE: &str = "settlement_";

/// Whether a month's cell is a payment. Tables of months are full of zeros: nothing was paid.
fn is_paid(cell: &Cell) -> bool {
    match &cell.value {
        Ok(Some(Value::Money(money))) => !money.is_zero(),
        Ok(value) => value.is_some(),
        Err(_) => true,
    }
}

fn parsed_cells(
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
