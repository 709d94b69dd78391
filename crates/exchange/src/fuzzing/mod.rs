//! What strangers' bytes are thrown at, by `cargo xtask fuzz` for hours and by the tests for a
//! moment: the same functions for both.
//!
//! Each must come to its end without a panic, and what it says of itself must hold. Only the parser
//! of a foreign workbook may panic: it does so in a child process, and the file is then rejected.

#[cfg(test)]
mod seeded;

use std::io::Write;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Noun;
use domain::reading::{Amendments, Reading};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::label::Unit;
use crate::own::OwnTemplate;
use crate::parse::{self, Manner};
use crate::raw::Raw;
use crate::template::{ColumnType, TemplateColumn, template};
use crate::{Limits, OpenOptions, OwnTemplates, Recognition, SourceFile, Value, extract};

/// A text file, or whatever else its bytes are.
pub fn csv(bytes: &[u8]) {
    with_file(bytes, read_through);
}

/// A workbook with its container.
pub fn container(bytes: &[u8]) {
    with_file(bytes, |path, folder| {
        let out = folder.join("out");
        let created = std::fs::create_dir(&out);
        let parsed = catch_unwind(AssertUnwindSafe(|| extract::run(path, &out, None, &limits(), &mut go)));
        if created.is_ok() && matches!(parsed, Ok(Ok(_))) {
            read_through(path, folder);
        }
    });
}

/// The XML of a sheet in a container that is sound.
pub fn sheet(bytes: &[u8]) {
    let parts: [(&str, &[u8]); 5] = [
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
        ("xl/worksheets/sheet1.xml", bytes),
        ("xl/sharedStrings.xml", STRINGS.as_bytes()),
    ];
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        let begun = archive.start_file(name, SimpleFileOptions::default());
        if begun.is_err() || archive.write_all(content).is_err() {
            return;
        }
    }
    if let Ok(workbook) = archive.finish() {
        container(&workbook.into_inner());
    }
}

/// A cell under every type of column.
pub fn cells(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let number = bytes.first_chunk().map_or(0.0, |bytes| f64::from_le_bytes(*bytes));
    let raws = [
        Raw::Text(&text),
        Raw::Number(number),
        Raw::Serial { days: number, epoch_1904: bytes.len().is_multiple_of(2) },
        Raw::Error(&text),
    ];
    let manners = [false, true].map(|literal| Manner { epoch_1904: literal, protected: !literal, literal });
    for column in columns() {
        for (raw, manner) in raws.iter().flat_map(|raw| manners.map(|manner| (*raw, manner))) {
            for unit in [Unit::One, Unit::TenThousand, Unit::HundredMillion, Unit::Percent] {
                let cell = parse::cell(column, unit, raw, manner);
                let says_something = text.chars().any(char::is_alphanumeric) && text.trim() != "无";
                let is_no_answer =
                    text.trim().eq_ignore_ascii_case("n/a") || column.kind == ColumnType::Ignored;
                let is_empty = cell.value == Ok(None) && matches!(raw, Raw::Text(_));
                assert!(!is_empty || !says_something || is_no_answer || folds_to_nothing(&text), "{cell:?}");
                if let Ok(Some(Value::Money(money))) = cell.value {
                    assert_eq!(money.to_string().parse(), Ok(money), "{cell:?}");
                }
            }
        }
    }
}

/// A template of one's own.
pub fn templates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err((line, error)) = OwnTemplate::read(&text) {
        assert!(line > 0, "{error}");
    }
}

/// Returns one column of every type and closed list.
fn columns() -> Vec<&'static TemplateColumn> {
    let mut found: Vec<&'static TemplateColumn> = Vec::new();
    for column in Noun::ALL.iter().flat_map(|kind| &template(*kind).columns) {
        if !found.iter().any(|known| (known.kind, known.choices) == (column.kind, column.choices)) {
            found.push(column);
        }
    }
    found
}

/// Whether a text is an empty token but for the width of its characters.
fn folds_to_nothing(text: &str) -> bool {
    let folded = parse::folded(text);
    folded.eq_ignore_ascii_case("n/a") || folded == "无"
}

/// Lets the parsers of foreign workbooks panic, and nobody else: a fuzzer aborts at every panic.
pub fn abort_outside_parsers() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or("", std::panic::Location::file);
        if !["calamine", "quick-xml", "zip", "library/"].iter().any(|parser| place.contains(parser)) {
            abort(panic);
        }
    }));
}

fn with_file(bytes: &[u8], read: impl FnOnce(&Path, &Path)) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let path = folder.path().join("文件");
    if std::fs::write(&path, bytes).is_ok() {
        read(&path, folder.path());
    }
}

/// Reads a file as what it looks like and as one kind, and holds it to what it says of itself.
fn read_through(path: &Path, scratch: &Path) {
    let options = OpenOptions {
        reader: PathBuf::new(),
        scratch: scratch.to_owned(),
        encoding: None,
        limits: limits(),
        own: OwnTemplates::default(),
    };
    let Ok(source) = SourceFile::open_trusted(path, &options, &|_| ControlFlow::Continue(())) else { return };
    let bytes = std::fs::metadata(path).map_or(0, |file| usize::try_from(file.len()).unwrap_or_default());
    for sheet in source.sheets() {
        let rows = source.raw_page(&sheet.name, 0, 20).expect("the spool is our own");
        assert!(rows.len() <= 20 && rows.windows(2).all(|pair| pair[0].number <= pair[1].number));
        // Every reading looks at every kind; the one that is asked for differs from file to file.
        let kind = Noun::ALL[bytes % Noun::ALL.len()];
        for reading in [None, Some(kind)].map(|kind| Reading::of(kind, Some(&sheet.name))) {
            if let Ok(found) = source.propose(&reading) {
                hold_to(&source, &found);
            }
            if let Ok(found) = source.recognise(&reading) {
                assert!(found.missing.is_empty() && found.repeated.is_empty());
            }
        }
    }
}

fn hold_to(source: &SourceFile, found: &Recognition) {
    let none = Amendments::default();
    let rows = source.rows(found, &none).expect("the spool is our own");
    let rows: Vec<_> = rows.map(|row| row.expect("the spool is our own")).collect();
    assert_eq!(rows.len(), found.data_rows as usize);
    assert!(rows.iter().all(|row| row.cells.len() == found.columns.len()));
    for index in [0, rows.len() / 2, rows.len().saturating_sub(1)] {
        if let (Some(row), Ok(at)) = (rows.get(index), u32::try_from(index)) {
            assert_eq!(&source.row(found, &none, at).expect("the row is there"), row);
        }
    }
}

fn go(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Small, so that harm shows before memory is short.
fn limits() -> Limits {
    Limits {
        file_bytes: 4 << 20,
        inflated_bytes: 16 << 20,
        spool_bytes: 16 << 20,
        sheets: 8,
        time: Duration::from_secs(5),
        ..Limits::default()
    }
}

const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const STRINGS: &str = "<sst><si><t>合同编号</t></si><si><t>付款金额</t></si><si><t>付款日期</t></si><si><t>2024年1月</t></si></sst>";
