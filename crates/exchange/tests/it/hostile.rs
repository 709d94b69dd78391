//! Files that were made, cut or bent to do harm.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::Code;
use domain::reading::{Amendments, Reading};
use exchange::extract::Refusal;
use exchange::{Error, Limits, OpenOptions, SourceFile, extract};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{fixture, go, open, options};

const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// Writes the smallest workbook with this sheet and these shared strings.
fn workbook(path: &Path, sheet: &[&str], strings: &str) -> anyhow::Result<()> {
    let mut archive = ZipWriter::new(File::create(path)?);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts = [
        ("_rels/.rels", vec![RELATIONS]),
        ("xl/workbook.xml", vec![WORKBOOK]),
        ("xl/_rels/workbook.xml.rels", vec![SHEETS]),
        ("xl/worksheets/sheet1.xml", sheet.to_vec()),
        ("xl/sharedStrings.xml", vec![strings]),
    ];
    for (name, pieces) in parts.into_iter().filter(|(_, pieces)| pieces != &[""]) {
        archive.start_file(name, packed)?;
        pieces.into_iter().try_for_each(|piece| archive.write_all(piece.as_bytes()))?;
    }
    archive.finish()?;
    Ok(())
}

fn extract(path: &Path, limits: &Limits) -> Result<extract::Summary, Refusal> {
    let out = tempfile::tempdir().map_err(|error| Refusal::Rejected(error.to_string()))?;
    extract::run(path, out.path(), None, limits, &mut go)
}

#[test]
fn a_tiny_workbook_that_announces_seven_hundred_million_strings_is_rejected() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("tiny.xlsx");
    workbook(&path, &["<worksheet><sheetData/></worksheet>"], r#"<sst uniqueCount="700000000"></sst>"#)?;
    assert!(fs::metadata(&path)?.len() < 1600);
    let refused = SourceFile::open(&path, &options(), &go).expect_err("it is rejected");
    assert_eq!(refused.code(), Code::FileRejected);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_child_that_asks_for_too_much_memory_dies_alone() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("open quote.csv");
    fs::write(&path, format!("合同编号,付款金额,付款日期\n\"{}", "长".repeat(40_000_000)))?;
    let limits = Limits { memory_bytes: 96 << 20, ..Limits::default() };
    let refused = SourceFile::open(&path, &OpenOptions { limits, ..options() }, &go);
    assert!(matches!(&refused, Err(Error::Rejected { why, .. }) if why.contains("died")), "{refused:?}");
    Ok(())
}

#[test]
fn a_sheet_with_two_cells_in_its_farthest_corners_is_read_at_once() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("wide.xlsx");
    let sheet = r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>"#;
    workbook(&path, &[sheet], "")?;
    let started = Instant::now();
    let source = SourceFile::open(&path, &options(), &go)?;
    assert_eq!((source.sheets()[0].rows, source.sheets()[0].columns), (2, 16_384));
    assert!(matches!(source.recognise(&Reading::of(None, None)), Err(Error::HeaderUnknown { .. })));
    assert!(started.elapsed() < Duration::from_secs(5));
    Ok(())
}

#[test]
fn cells_beyond_the_sheet_or_out_of_order_are_rejected() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for (name, cells) in [
        ("beyond.xlsx", r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#),
        ("below.xlsx", r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#),
        ("back.xlsx", r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#),
        ("twice.xlsx", r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#),
    ] {
        let path = folder.path().join(name);
        let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
        workbook(&path, &[&sheet], "")?;
        let refused = extract(&path, &Limits::default());
        assert!(matches!(refused, Err(Refusal::Rejected(_))), "{name}: {refused:?}");
    }
    Ok(())
}

#[test]
fn a_bomb_is_refused_by_its_size_and_by_its_packing() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bomb.xlsx");
    let padding = " ".repeat(1 << 20);
    let mut pieces = vec!["<worksheet><sheetData>"];
    pieces.extend(std::iter::repeat_n(padding.as_str(), 24));
    workbook(&path, &pieces, "")?;
    assert!(fs::metadata(&path)?.len() < 64 << 10);
    assert!(matches!(extract(&path, &Limits::default()), Err(Refusal::Rejected(_))));
    let limits = Limits { inflated_bytes: 8 << 20, ..Limits::default() };
    assert_eq!(extract(&path, &limits), Err(Refusal::TooLarge("8 MB".into())));
    let limits = Limits { parts: 2, ..Limits::default() };
    assert!(matches!(extract(&path, &limits), Err(Refusal::TooLarge(_))));

    let mut lying = fs::read(&path)?;
    let true_size = u32::try_from(24 * (1 << 20) + pieces[0].len())?.to_le_bytes();
    let at: Vec<usize> =
        lying.windows(4).enumerate().filter(|(_, size)| *size == true_size).map(|(at, _)| at).collect();
    assert!(!at.is_empty(), "the archive states the size");
    for at in at {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    fs::write(&path, lying)?;
    let refused = extract(&path, &Limits { inflated_bytes: 8 << 20, ..Limits::default() });
    assert!(matches!(refused, Err(Refusal::TooLarge(_) | Refusal::Rejected(_))), "{refused:?}");
    Ok(())
}

#[test]
fn a_long_string_shared_by_many_cells_does_not_fill_the_disk() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("shared.xlsx");
    let rows = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(20_000);
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(10_000));
    workbook(&path, &["<worksheet><sheetData>", &rows, "</sheetData></worksheet>"], &strings)?;
    let limits = Limits { spool_bytes: 16 << 20, ..Limits::default() };
    assert_eq!(extract(&path, &limits), Err(Refusal::TooLarge("16 MB".into())));
    Ok(())
}

#[test]
fn entities_are_not_expanded() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("laughs.xlsx");
    let strings =
        r#"<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
    workbook(
        &path,
        &[r#"<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c></row></sheetData></worksheet>"#],
        strings,
    )?;
    let refused = extract(&path, &Limits::default());
    assert!(matches!(refused, Err(Refusal::Rejected(_))), "{refused:?}");
    Ok(())
}

#[test]
fn a_truncated_workbook_is_rejected_wherever_it_was_cut() -> anyhow::Result<()> {
    let whole = fs::read(fixture("contracts_openpyxl.xlsx"))?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("cut.xlsx");
    for length in (4..whole.len()).step_by(61) {
        fs::write(&path, &whole[..length])?;
        let refused = extract(&path, &Limits::default());
        assert!(matches!(refused, Err(Refusal::Rejected(_))), "{length}: {refused:?}");
    }
    Ok(())
}

#[test]
fn a_bent_workbook_never_brings_this_process_down() -> anyhow::Result<()> {
    let whole = fs::read(fixture("evaluations_two_rows.xlsx"))?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bent.xlsx");
    // A fixed sequence: xorshift from a printed seed.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..150 {
        let mut bent = whole.clone();
        for _ in 0..3 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = usize::try_from(state % bent.len() as u64)?;
            bent[at] ^= 1 << (state >> 60 & 7);
        }
        fs::write(&path, bent)?;
        if let Ok(source) = SourceFile::open(&path, &options(), &go)
            && let Ok(found) = source.recognise(&Reading::of(None, None))
        {
            source.rows(&found, &Amendments::default())?.for_each(drop);
        }
    }
    Ok(())
}

#[test]
fn what_is_no_workbook_is_told_by_its_bytes() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let ole = |name: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.extend([0; 1024]);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let mut other_archive = Vec::new();
    let mut writer = ZipWriter::new(std::io::Cursor::new(&mut other_archive));
    writer.start_file("word/document.xml", SimpleFileOptions::default())?;
    writer.write_all(b"<document/>")?;
    writer.finish()?;
    for (bytes, code) in [
        (Vec::new(), Code::FileEmpty),
        (b" \r\n".to_vec(), Code::FileEmpty),
        (b"%PDF-1.7 ...".to_vec(), Code::FileNotWorkbook),
        (b"<html><table></table></html>".to_vec(), Code::FileWebPage),
        (other_archive, Code::FileNotWorkbook),
        (ole("EncryptedPackage"), Code::FileEncrypted),
        (ole("Workbook"), Code::FileRejected),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00".to_vec(), Code::FileOldFormat),
        (b"PK\x03\x04garbage".to_vec(), Code::FileRejected),
        (b"name\n\xff\xff\xff\n".to_vec(), Code::FileEncodingUnknown),
    ] {
        let path = folder.path().join("文件.xlsx");
        fs::write(&path, &bytes)?;
        let refused = SourceFile::open(&path, &options(), &go).expect_err("no workbook");
        assert_eq!(refused.code(), code, "{}", String::from_utf8_lossy(&bytes));
        let shown = refused.code().message_zh(&refused.params());
        assert!(shown.contains("文件.xlsx"), "{shown}");
    }
    let missing = open(&folder.path().join("没有.xlsx")).expect_err("no file");
    assert_eq!(missing.code(), Code::FileNotFound);
    assert_eq!(open(folder.path()).expect_err("a folder").code(), Code::FileUnreadable);
    let limits = Limits { file_bytes: 100, ..Limits::default() };
    let large = SourceFile::open(&fixture("bad_cells.xlsx"), &OpenOptions { limits, ..options() }, &go);
    assert_eq!(large.expect_err("too large").code(), Code::FileTooLarge);
    Ok(())
}

#[test]
fn a_header_of_all_columns_is_too_wide_but_stray_cells_are_not() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("wide.csv");
    let header = format!("合同编号,付款金额,付款日期{}", ",付款日期".repeat(16_381));
    fs::write(&path, format!("{header}\nA,1,2024-01-01\n"))?;
    let source = open(&path)?;
    let refused = source.recognise(&Reading::of(None, None)).expect_err("too wide");
    assert_eq!(refused.code(), Code::FileTooLarge);
    fs::write(&path, format!("合同编号,付款金额,付款日期\nA,1,2024-01-01{}x\n", ",".repeat(16_000)))?;
    assert_eq!(open(&path)?.recognise(&Reading::of(None, None))?.data_rows, 1);
    fs::write(&path, format!("{header},甲\n"))?;
    assert_eq!(open(&path).expect_err("more columns than a sheet").code(), Code::FileTooLarge);
    Ok(())
}
