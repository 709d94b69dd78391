//! The binary records of .xlsb, as far as nobody else reads them: where the sheets are, merged
//! cells, hidden rows and columns, and formulas that end in an error.

use std::io::{self, BufRead, Read};

use super::Refusal;
use super::layout::Layout;

const SHEET: u16 = 0x9C;
const ROW: u16 = 0x00;
const COLUMNS: u16 = 0x3C;
const MERGED: u16 = 0xB0;
const FORMULA_ERROR: u16 = 0x0B;
/// In the flags of a row and of columns.
const ROW_IS_HIDDEN: u8 = 1 << 4;
const COLUMNS_ARE_HIDDEN: u8 = 1;
/// No record that is read here is longer; of others only this much is looked at.
const LONGEST: u64 = 1 << 16;

/// Returns name and relation of each sheet.
pub(super) fn sheets(workbook: &mut impl Read) -> Result<Vec<(String, String)>, Refusal> {
    let mut sheets = Vec::new();
    each(workbook, |kind, record| {
        if kind == SHEET {
            let found = record.get(8..).and_then(wide).and_then(|(relation, rest)| {
                let (name, _) = wide(rest)?;
                Some((name, relation))
            });
            sheets.extend(found);
        }
        Ok(())
    })?;
    Ok(sheets)
}

/// Reads the layout of a sheet.
pub(super) fn layout(sheet: &mut dyn BufRead) -> Result<Layout, Refusal> {
    let mut layout = Layout::default();
    let mut row = 0;
    each(sheet, |kind, record| {
        match kind {
            ROW => {
                row = u32_at(record, 0).unwrap_or(row);
                if record.get(11).is_some_and(|flags| flags & ROW_IS_HIDDEN != 0) {
                    layout.hidden_rows.insert(row);
                }
            }
            COLUMNS if record.get(16).is_some_and(|flags| flags & COLUMNS_ARE_HIDDEN != 0) => {
                layout.hidden_columns.extend(u32_at(record, 0).zip(u32_at(record, 4)));
            }
            MERGED => {
                let area = (u32_at(record, 0), u32_at(record, 4), u32_at(record, 8));
                if let (Some(first), Some(last), Some(column)) = area {
                    layout.merge((first, column), last)?;
                }
            }
            FORMULA_ERROR => {
                let error = u32_at(record, 0).zip(record.get(8).map(|code| error_named(*code)));
                layout.errors.extend(error.map(|(column, error)| ((row, column), error)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(layout)
}

/// Visits every record.
fn each(
    part: &mut (impl Read + ?Sized),
    mut visit: impl FnMut(u16, &[u8]) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut record = Vec::new();
    while let Some(kind) = kind(part)? {
        let length = length(part)?;
        record.clear();
        let kept = u64::from(length).min(LONGEST);
        Read::take(&mut *part, kept).read_to_end(&mut record)?;
        io::copy(&mut Read::take(&mut *part, u64::from(length) - kept), &mut io::sink())?;
        visit(kind, &record)?;
    }
    Ok(())
}

fn kind(part: &mut (impl Read + ?Sized)) -> io::Result<Option<u16>> {
    let Some(low) = byte(part)? else { return Ok(None) };
    if low & 0x80 == 0 {
        return Ok(Some(u16::from(low)));
    }
    let Some(high) = byte(part)? else { return Ok(None) };
    Ok(Some(u16::from(low & 0x7F) | u16::from(high & 0x7F) << 7))
}

fn length(part: &mut (impl Read + ?Sized)) -> io::Result<u32> {
    let mut length = 0;
    for place in 0..4 {
        let Some(byte) = byte(part)? else { break };
        length |= u32::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Ok(length)
}

fn byte(part: &mut (impl Read + ?Sized)) -> io::Result<Option<u8>> {
    let mut byte = [0];
    Ok((part.read(&mut byte)? == 1).then_some(byte[0]))
}

fn u32_at(record: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*record.get(at..)?.first_chunk()?))
}

/// Reads a text that begins with its length, and returns what follows it.
fn wide(bytes: &[u8]) -> Option<(String, &[u8])> {
    let length = usize::try_from(u32_at(bytes, 0)?).ok()?.checked_mul(2)?;
    let (text, rest) = bytes.get(4..)?.split_at_checked(length)?;
    let units: Vec<u16> = text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), rest))
}

fn error_named(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}
