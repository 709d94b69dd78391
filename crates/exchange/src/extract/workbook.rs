//! The sheets of a workbook, cell by cell: .xlsx and .xlsb as they stream by, so that an empty
//! sheet of a million rows costs nothing; .xls and .ods from memory, of which the reading process
//! has only so much.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, DataRef, Ods, OdsError, Range, Reader, SheetType, SheetVisible};
use calamine::{Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};

use super::archive::{Archive, Kind};
use super::layout::Layout;
use super::parts::{self, SheetParts};
use super::sink::{Room, Sink};
use super::{Progress, Refusal, Sheet, Summary, hidden_xls, records, spans};
use crate::Limits;
use crate::raw::Raw;

/// Spools every worksheet of an .xlsx, .xlsb or .ods.
pub(super) fn spool_archive(
    input: &Path,
    out: &Path,
    archive: &Archive,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    match archive.kind {
        Kind::Xlsx => spool_xlsx(input, out, archive, limits, progress),
        Kind::Xlsb => spool_xlsb(input, out, archive, limits, progress),
        Kind::Ods => spool_ods(input, out, archive, limits, progress),
    }
}

/// Spools every worksheet of an .xls.
pub(super) fn spool_xls(
    input: &Path,
    out: &Path,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let mut workbook: Xls<_> = Xls::new(opened(input)?).map_err(refused_xls)?;
    let mut layouts = hidden_xls(input, workbook.sheets_metadata());
    let epoch_1904 = workbook.has_1904_epoch();
    let mut room = Room::of(limits);
    let mut sheets = Vec::new();
    for (index, (name, hidden)) in listed(workbook.sheets_metadata(), limits)?.into_iter().enumerate() {
        let mut layout = layouts.remove(&name).unwrap_or_default();
        for area in workbook.merge_cells_by_sheet_name(&name).map_err(refused_xls)? {
            layout.merge(area.start, area.end.0)?;
        }
        let cells = workbook.worksheet_range(&name).map_err(refused_xls)?;
        let formulas = workbook.worksheet_formula(&name).map_err(refused_xls)?;
        let mut sink = Sink::create(out, index, layout, &mut room, progress)?;
        put_range(&mut sink, &cells, &formulas, epoch_1904)?;
        sheets.push(sink.finish(name, hidden)?);
    }
    summary(sheets, epoch_1904)
}

/// Returns what the sheets hide; nothing where that cannot be told, as rows are read all the same.
fn hidden_xls(input: &Path, sheets: &[calamine::Sheet]) -> HashMap<String, Layout> {
    let layouts = hidden_xls::layouts(input).unwrap_or_default();
    sheets.iter().map(|sheet| sheet.name.clone()).zip(layouts).collect()
}

fn spool_xlsx(
    input: &Path,
    out: &Path,
    archive: &Archive,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let mut parts = SheetParts::find(input, archive)?;
    let mut workbook: Xlsx<_> = Xlsx::new(opened(input)?).map_err(refused_xlsx)?;
    let epoch_1904 = workbook.has_1904_epoch();
    let mut room = Room::of(limits);
    let mut sheets = Vec::new();
    for (index, (name, hidden)) in listed(workbook.sheets_metadata(), limits)?.into_iter().enumerate() {
        let layout = parts.layout(&name, spans::of_xlsx)?;
        let mut sink = Sink::create(out, index, layout, &mut room, progress)?;
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(refused_xlsx)?;
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(refused_xlsx)? {
            put(&mut sink, cell.pos, &cell.value, cell.formula.is_some(), epoch_1904)?;
        }
        sheets.push(sink.finish(name, hidden)?);
    }
    summary(sheets, epoch_1904)
}

fn spool_xlsb(
    input: &Path,
    out: &Path,
    archive: &Archive,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let mut parts = SheetParts::find(input, archive)?;
    let mut workbook: Xlsb<_> = Xlsb::new(opened(input)?).map_err(refused_xlsb)?;
    let epoch_1904 = workbook.has_1904_epoch();
    let mut room = Room::of(limits);
    let mut sheets = Vec::new();
    for (index, (name, hidden)) in listed(workbook.sheets_metadata(), limits)?.into_iter().enumerate() {
        let mut layout = parts.layout(&name, records::layout)?;
        let mut errors = std::mem::take(&mut layout.errors).into_iter().peekable();
        let mut sink = Sink::create(out, index, layout, &mut room, progress)?;
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(refused_xlsb)?;
        while let Some(cell) = cells.next_cell().map_err(refused_xlsb)? {
            let at = cell.get_position();
            while let Some(((row, column), error)) = errors.next_if(|error| error.0 < at) {
                sink.cell(row, column, Raw::Error(error))?;
            }
            put(&mut sink, at, cell.get_value(), false, epoch_1904)?;
        }
        errors.try_for_each(|((row, column), error)| sink.cell(row, column, Raw::Error(error)))?;
        sheets.push(sink.finish(name, hidden)?);
    }
    summary(sheets, epoch_1904)
}

fn spool_ods(
    input: &Path,
    out: &Path,
    archive: &Archive,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let mut layouts = HashMap::new();
    if !archive.laid_out.is_empty() {
        layouts = spans::of_ods(parts::part(&mut parts::zipped(input)?, "content.xml")?)?;
    }
    let mut workbook: Ods<_> = Ods::new(opened(input)?).map_err(refused_ods)?;
    let mut room = Room::of(limits);
    let mut sheets = Vec::new();
    for (index, (name, hidden)) in listed(workbook.sheets_metadata(), limits)?.into_iter().enumerate() {
        let cells = workbook.worksheet_range(&name).map_err(refused_ods)?;
        let formulas = workbook.worksheet_formula(&name).map_err(refused_ods)?;
        let layout = layouts.remove(&name).unwrap_or_default();
        let mut sink = Sink::create(out, index, layout, &mut room, progress)?;
        put_range(&mut sink, &cells, &formulas, false)?;
        sheets.push(sink.finish(name, hidden)?);
    }
    summary(sheets, false)
}

fn opened(input: &Path) -> Result<BufReader<File>, Refusal> {
    Ok(BufReader::new(File::open(input)?))
}

/// Returns name and visibility of the sheets that hold cells.
fn listed(sheets: &[calamine::Sheet], limits: &Limits) -> Result<Vec<(String, bool)>, Refusal> {
    let cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let listed: Vec<_> =
        cells.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect();
    if listed.len() > limits.sheets {
        return Err(Refusal::TooLarge(format!("{} 张工作表", limits.sheets)));
    }
    Ok(listed)
}

fn summary(sheets: Vec<Sheet>, epoch_1904: bool) -> Result<Summary, Refusal> {
    if sheets.iter().all(|sheet| sheet.rows == 0) {
        return Err(Refusal::Empty);
    }
    Ok(Summary { sheets, text: None, epoch_1904 })
}

/// Adds a cell. A formula without a stored result is kept as what it is: it must not pass for an
/// empty cell.
fn put(
    sink: &mut Sink<'_, '_>,
    (row, column): (u32, u32),
    value: &DataRef<'_>,
    has_formula: bool,
    epoch_1904: bool,
) -> Result<(), Refusal> {
    let raw = match value {
        DataRef::Empty if has_formula => Raw::Formula("=?"),
        DataRef::Empty => Raw::Empty,
        DataRef::Int(number) => whole(*number),
        DataRef::Float(number) => Raw::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Raw::Text(text),
        DataRef::SharedString(text) => Raw::Text(text),
        DataRef::Bool(flag) => Raw::Flag(*flag),
        DataRef::DateTime(time) if time.is_datetime() => Raw::Serial { days: time.as_f64(), epoch_1904 },
        DataRef::DateTime(duration) => Raw::Number(duration.as_f64()),
        DataRef::Error(error) => return sink.cell(row, column, Raw::Error(&error.to_string())),
    };
    sink.cell(row, column, raw)
}

/// Adds the cells of a sheet that lies in memory.
fn put_range(
    sink: &mut Sink<'_, '_>,
    cells: &Range<Data>,
    formulas: &Range<String>,
    epoch_1904: bool,
) -> Result<(), Refusal> {
    let Some((top, left)) = cells.start() else { return Ok(()) };
    for (row, cells) in (top..).zip(cells.rows()) {
        for (column, cell) in (left..).zip(cells) {
            let raw = match cell {
                Data::Empty
                    if formulas.get_value((row, column)).is_some_and(|formula| !formula.is_empty()) =>
                {
                    Raw::Formula("=?")
                }
                Data::Empty => continue,
                Data::Int(number) => whole(*number),
                Data::Float(number) => Raw::Number(*number),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Raw::Text(text),
                Data::Bool(flag) => Raw::Flag(*flag),
                Data::DateTime(time) if time.is_datetime() => Raw::Serial { days: time.as_f64(), epoch_1904 },
                Data::DateTime(duration) => Raw::Number(duration.as_f64()),
                Data::Error(error) => {
                    sink.cell(row, column, Raw::Error(&error.to_string()))?;
                    continue;
                }
            };
            sink.cell(row, column, raw)?;
        }
    }
    Ok(())
}

fn whole(number: i64) -> Raw<'static> {
    #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are binary fractions")]
    Raw::Number(number as f64)
}

/// Says why the parser of a format refused a file: the types of its errors differ by format, their
/// cases do not.
macro_rules! refused {
    ($($name:ident: $error:ident),+ $(,)?) => {$(
        fn $name(error: $error) -> Refusal {
            match error {
                $error::Io(error) => Refusal::from(error),
                $error::Password => Refusal::Encrypted,
                error => Refusal::Rejected(error.to_string()),
            }
        }
    )+};
}

refused! {
    refused_xls: XlsError,
    refused_xlsx: XlsxError,
    refused_xlsb: XlsbError,
    refused_ods: OdsError,
}
