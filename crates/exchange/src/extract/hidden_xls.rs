//! Hidden rows and columns of an .xls, which nobody else reads.
//!
//! They are told, never needed: where they cannot be found, the rows are read all the same.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::layout::Layout;

const SHEET: u16 = 0x85;
const BEGIN: u16 = 0x809;
const END: u16 = 0x0A;
const ROW: u16 = 0x208;
const COLUMNS: u16 = 0x7D;
/// In the flags of a row and of columns.
const ROW_IS_HIDDEN: u16 = 1 << 5;
const COLUMNS_ARE_HIDDEN: u16 = 1;
/// The stream of the workbook, of Excel 97 and of the versions before.
const STREAMS: [&str; 2] = ["/Workbook", "/Book"];
/// The last column that a sheet can have.
const LAST_COLUMN: u16 = 255;

/// Returns the layout of every sheet in the order of the workbook, charts among them.
pub(super) fn layouts(input: &Path) -> io::Result<Vec<Layout>> {
    let mut file = cfb::OpenOptions::new().open_with(BufReader::new(File::open(input)?))?;
    let name = STREAMS.into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    let mut workbook = BufReader::new(file.open_stream(name)?);
    let mut begins = Vec::new();
    each(&mut workbook, |kind, record| {
        begins.extend(bytes(record, 0).filter(|_| kind == SHEET).map(u32::from_le_bytes));
    })?;
    let layout = |begin: u32| {
        workbook.seek(SeekFrom::Start(u64::from(begin)))?;
        layout(&mut workbook)
    };
    begins.into_iter().map(layout).collect()
}

fn layout(sheet: &mut impl Read) -> io::Result<Layout> {
    let mut layout = Layout::default();
    each(sheet, |kind, record| {
        let number = |at| bytes(record, at).map(u16::from_le_bytes);
        let is_set = |at, flag| number(at).is_some_and(|flags: u16| flags & flag != 0);
        match kind {
            ROW if is_set(12, ROW_IS_HIDDEN) => layout.hidden_rows.extend(number(0).map(u32::from)),
            COLUMNS if is_set(8, COLUMNS_ARE_HIDDEN) => {
                let last = number(2).map(|last| last.min(LAST_COLUMN));
                layout.hidden_columns.extend(number(0).map(u32::from).zip(last.map(u32::from)));
            }
            _ => {}
        }
    })?;
    Ok(layout)
}

/// Hands over the kind and the content of each record, from a beginning to the end that belongs to
/// it; what begins in between, such as a chart, is passed over.
fn each(records: &mut impl Read, mut visit: impl FnMut(u16, &[u8])) -> io::Result<()> {
    let mut record = Vec::new();
    let mut depth = 0_u32;
    loop {
        let mut head = [0; 4];
        records.read_exact(&mut head)?;
        let [kind, length] = [[head[0], head[1]], [head[2], head[3]]].map(u16::from_le_bytes);
        record.resize(usize::from(length), 0);
        records.read_exact(&mut record)?;
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => return Ok(()),
            END => depth -= 1,
            kind if depth == 1 => visit(kind, &record),
            _ => {}
        }
    }
}

fn bytes<const LENGTH: usize>(record: &[u8], at: usize) -> Option<[u8; LENGTH]> {
    record.get(at..)?.first_chunk().copied()
}
