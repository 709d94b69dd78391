//! The sheets of an .xlsx, cell by cell, so that an empty sheet of a million rows costs nothing.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Progress, Refusal, Sheet, Summary, megabytes};
use crate::Limits;
use crate::raw::Raw;
use crate::spool::SpoolWriter;

/// How many cells pass between two looks at the clock and the limits.
const CELLS_PER_LOOK: u32 = 4096;

/// Spools every worksheet.
pub(super) fn spool(
    input: &Path,
    out: &Path,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let file = BufReader::new(File::open(input)?);
    let mut workbook: Xlsx<_> = Xlsx::new(file).map_err(refused)?;
    let epoch_1904 = workbook.has_1904_epoch();
    let listed: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    if listed.len() > limits.sheets {
        return Err(Refusal::TooLarge(format!("{} 张工作表", limits.sheets)));
    }
    let mut sheets = Vec::with_capacity(listed.len());
    let mut room = Room { rows: 0, bytes: limits.spool_bytes, limits, epoch_1904 };
    for (index, (name, hidden)) in listed.into_iter().enumerate() {
        let mut writer = SpoolWriter::create(out, index)?;
        let columns = spool_sheet(&mut workbook, &name, &mut writer, &mut room, progress)?;
        sheets.push(Sheet { name, rows: writer.count, columns, hidden });
        room.rows += u64::from(writer.count);
        room.bytes = room.bytes.saturating_sub(writer.written);
        writer.finish()?;
    }
    if sheets.iter().all(|sheet| sheet.rows == 0) {
        return Err(Refusal::Empty);
    }
    Ok(Summary { sheets, is_text: false, epoch_1904 })
}

/// What is left of the limits.
struct Room<'a> {
    rows: u64,
    bytes: u64,
    limits: &'a Limits,
    epoch_1904: bool,
}

/// Spools one sheet and returns the number of its columns.
fn spool_sheet(
    workbook: &mut Xlsx<BufReader<File>>,
    name: &str,
    writer: &mut SpoolWriter,
    room: &mut Room<'_>,
    progress: Progress<'_>,
) -> Result<u32, Refusal> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(refused)?;
    let mut row = 0;
    let mut columns = 0;
    let mut next_column = 0;
    let mut until_look = CELLS_PER_LOOK;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(refused)? {
        let (at, column) = cell.pos;
        if at >= room.limits.rows || column >= room.limits.columns {
            return Err(Refusal::Rejected(format!("a cell beyond the sheet: {at}, {column}")));
        }
        if at != row {
            writer.end_row(row + 1)?;
            next_column = 0;
        }
        if at < row || column < next_column {
            return Err(Refusal::Rejected(format!("cells out of order at row {}", at + 1)));
        }
        row = at;
        next_column = column + 1;
        columns = columns.max(next_column);
        put(writer, column, &cell.value, cell.formula.is_some(), room.epoch_1904);
        until_look -= 1;
        if until_look == 0 {
            until_look = CELLS_PER_LOOK;
            look(writer, room, progress)?;
        }
    }
    writer.end_row(row + 1)?;
    look(writer, room, progress)?;
    Ok(columns)
}

fn look(writer: &SpoolWriter, room: &Room<'_>, progress: Progress<'_>) -> Result<(), Refusal> {
    if writer.written > room.bytes {
        return Err(Refusal::TooLarge(megabytes(room.limits.spool_bytes)));
    }
    match progress(room.rows + u64::from(writer.count)) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Refusal::Cancelled),
    }
}

/// Adds a cell. A formula without a stored result is kept as what it is: it must not pass for an
/// empty cell.
fn put(writer: &mut SpoolWriter, column: u32, value: &DataRef<'_>, has_formula: bool, epoch_1904: bool) {
    let raw = match value {
        DataRef::Empty if has_formula => Raw::Formula("=?"),
        DataRef::Empty => Raw::Empty,
        DataRef::Int(number) => {
            #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are binary fractions")]
            let number = *number as f64;
            Raw::Number(number)
        }
        DataRef::Float(number) => Raw::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Raw::Text(text),
        DataRef::SharedString(text) => Raw::Text(text),
        DataRef::Bool(flag) => Raw::Flag(*flag),
        DataRef::DateTime(time) if time.is_datetime() => Raw::Serial { days: time.as_f64(), epoch_1904 },
        DataRef::DateTime(duration) => Raw::Number(duration.as_f64()),
        DataRef::Error(error) => return writer.cell(column, Raw::Error(&error.to_string())),
    };
    writer.cell(column, raw);
}

fn refused(error: XlsxError) -> Refusal {
    if let XlsxError::Io(error) = error { Refusal::from(error) } else { Refusal::Rejected(error.to_string()) }
}
