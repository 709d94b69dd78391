//! Files that cannot be imported: each has its code, and the ledger stays as it was.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rust_xlsxwriter::Workbook;
use tests::program::Desk;
use tests::{row, workbook};

use crate::kit::{self, everything, plant};

const KNOWN: &str = "合同编号,付款金额,付款日期\nHT-003,100,2024-05-01\n";

/// Imports a file that must be refused with `code`, in words and in JSON, and must change nothing.
fn refused(file: &Path, kind: &str, code: &str) -> Result<()> {
    let desk = plant()?;
    refused_on(&desk, file, kind, code)
}

fn refused_on(desk: &Desk, file: &Path, kind: &str, code: &str) -> Result<()> {
    let before = everything(desk)?;
    let entries = desk.lantai(["journal", "list"])?.stdout;
    let as_json = kit::import(desk, kind, file, &[])?.ended_with(2)?;
    assert_eq!(as_json.stdout, "");
    let failure: serde_json::Value =
        serde_json::from_str(&as_json.stderr).with_context(|| as_json.stderr.clone())?;
    assert_eq!(failure["error"]["code"], code, "{failure}");
    let path = file.to_str().context("UTF-8")?;
    for options in [["--dry-run", "--lang=zh"], ["--accept-valid", "--lang=en"]] {
        let run = desk.lantai(["import", path, "--kind", kind].iter().chain(&options))?.ended_with(2)?;
        assert!(run.stderr.contains(&format!("[{code}]")), "{run:?}");
        assert_eq!(run.stderr.lines().count(), 1, "one plain line: {run:?}");
        assert_eq!(run.stdout, "");
    }
    assert_eq!(everything(desk)?, before);
    assert_eq!(desk.lantai(["journal", "list"])?.stdout, entries);
    Ok(())
}

fn file_with(bytes: &[u8], name: &str) -> Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(name);
    fs::write(&file, bytes)?;
    Ok((folder, file))
}

fn workbook_with(rows: &[Vec<workbook::Cell>]) -> Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("付款.xlsx");
    workbook::write(&file, "付款", &["合同编号", "付款金额", "付款日期"], rows)?;
    Ok((folder, file))
}

#[test]
fn a_file_that_is_not_there() -> Result<()> {
    refused(Path::new("/nowhere/付款.xlsx"), "payment", "file.not_found")
}

#[test]
fn a_folder_is_no_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    refused(folder.path(), "payment", "file.unreadable")
}

#[test]
fn a_file_that_is_no_workbook() -> Result<()> {
    let contents: &[&[u8]] = &[
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
    ];
    for content in contents {
        let (_folder, file) = file_with(content, "付款.xlsx")?;
        refused(&file, "payment", "file.not_workbook")?;
    }
    Ok(())
}

/// Office systems hand out web pages and XML that call themselves .xls.
#[test]
fn a_web_page_that_calls_itself_a_workbook() -> Result<()> {
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    let page = "<html><body><table><tr><td>合同</td></tr></table></body></html>";
    for content in [xml, page] {
        let (_folder, file) = file_with(content.as_bytes(), "付款.xls")?;
        refused(&file, "payment", "file.web_page")?;
    }
    Ok(())
}

/// Everything behind the mark would become one cell.
#[test]
fn a_quotation_mark_that_is_never_closed() -> Result<()> {
    let text = format!("{KNOWN}HT-003,\"200,2024-05-01\nHT-003,300,2024-05-01\n");
    let (_folder, file) = file_with(text.as_bytes(), "引号.csv")?;
    refused(&file, "payment", "file.quote_open")
}

#[test]
fn an_archive_that_is_no_workbook() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("付款.xlsx");
    let mut archive = zip::ZipWriter::new(fs::File::create(&file)?);
    archive.start_file("readme.txt", zip::write::SimpleFileOptions::default())?;
    archive.write_all(b"no workbook")?;
    archive.finish()?;
    refused(&file, "payment", "file.not_workbook")
}

#[test]
fn an_encrypted_workbook_and_an_old_one() -> Result<()> {
    for (stream, code) in [("EncryptedPackage", "file.encrypted"), ("Workbook", "file.rejected")] {
        let (_folder, file) = file_with(&compound_file(stream), "付款.xlsx")?;
        refused(&file, "payment", code)?;
    }
    let (_folder, file) = file_with(b"\x09\x04\x06\x00\x00\x00\x10\x00\x0a\x00\x00\x00", "付款.xls")?;
    refused(&file, "payment", "file.old_format")
}

/// Makes the beginning of an OLE compound file: header, one allocation sector, one directory
/// sector with a root and one stream.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut file = vec![0_u8; 512 * 3];
    file[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    file[24..32].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0]);
    for (entry, name) in ["Root Entry", stream].iter().enumerate() {
        let at = 1024 + entry * 128;
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file[at..at + wide.len()].copy_from_slice(&wide);
        file[at + 64] = u8::try_from(wide.len() + 2).unwrap_or(64);
        file[at + 66] = if entry == 0 { 5 } else { 2 };
    }
    file
}

#[test]
fn an_empty_file() -> Result<()> {
    for content in [b"".as_slice(), b"\n\n  \r\n", "\u{feff}".as_bytes()] {
        let (_folder, file) = file_with(content, "付款.csv")?;
        refused(&file, "payment", "file.empty")?;
    }
    Ok(())
}

#[test]
fn a_workbook_without_a_filled_cell() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("空.xlsx");
    let mut book = Workbook::new();
    book.add_worksheet();
    book.save(&file)?;
    refused(&file, "payment", "file.empty")
}

#[test]
fn a_file_without_a_known_header() -> Result<()> {
    let (_folder, file) = file_with("甲,乙,丙,丁\n1,2,3,4\n".as_bytes(), "无表头.csv")?;
    refused(&file, "payment", "file.header_unknown")?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("无表头.xlsx");
    workbook::write(&file, "表", &["Foo", "Bar", "Baz"], &[row!["HT-003", 100.0, "2024-05-01"]])?;
    refused(&file, "payment", "file.header_unknown")
}

#[test]
fn a_file_that_lacks_a_required_column() -> Result<()> {
    let (_folder, file) =
        file_with("合同编号,付款日期,发票号码\nHT-003,2024-05-01,1\n".as_bytes(), "缺列.csv")?;
    refused(&file, "payment", "file.column_missing")
}

#[test]
fn a_file_with_two_columns_for_one_field() -> Result<()> {
    let text = "合同编号,付款金额,付款金额,付款日期\nHT-003,1,2,2024-05-01\n";
    let (_folder, file) = file_with(text.as_bytes(), "重列.csv")?;
    refused(&file, "payment", "file.column_repeated")
}

#[test]
fn a_text_in_no_known_encoding() -> Result<()> {
    let mut bytes = KNOWN.as_bytes().to_vec();
    bytes.extend(b"HT-003,\xff\xff\x81\x20,2024-05-02\n");
    let (_folder, file) = file_with(&bytes, "乱码.csv")?;
    refused(&file, "payment", "file.encoding_unknown")
}

#[test]
fn a_workbook_cut_off_in_the_middle() -> Result<()> {
    let (_folder, file) = workbook_with(&[row!["HT-003", 100.0, "2024-05-01"]])?;
    let bytes = fs::read(&file)?;
    fs::write(&file, &bytes[..bytes.len() * 2 / 3])?;
    refused(&file, "payment", "file.rejected")
}

/// A sheet that says of itself that it goes to the last cell there can be, in 612 bytes of zip.
#[test]
fn a_workbook_that_lies_about_its_size() -> Result<()> {
    let (_folder, file) = crafted(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <dimension ref=\"A1:XFD1048576\"/><sheetData>\
         <row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>\
         </sheetData></worksheet>",
    )?;
    let start = Instant::now();
    let desk = plant()?;
    let run = kit::import(&desk, "payment", &file, &[])?.ended_with(2)?;
    assert!(run.stderr.contains("file."), "{run:?}");
    assert!(start.elapsed() < Duration::from_secs(60));
    Ok(())
}

/// An .xlsx around one sheet of any XML.
fn crafted(sheet: &str) -> Result<(tempfile::TempDir, PathBuf)> {
    const NAMESPACE: &str = "http://schemas.openxmlformats.org";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{NAMESPACE}/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{NAMESPACE}/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"{NAMESPACE}/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{NAMESPACE}/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"{NAMESPACE}/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{NAMESPACE}/spreadsheetml/2006/main\" \
             xmlns:r=\"{NAMESPACE}/officeDocument/2006/relationships\"><sheets>\
             <sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("crafted.xlsx");
    let mut archive = zip::ZipWriter::new(fs::File::create(&file)?);
    for (name, content) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default())?;
        archive.write_all(content.as_bytes())?;
    }
    archive.finish()?;
    Ok((folder, file))
}

/// 16,384 columns are a sheet that Excel can make, but no table of any department.
#[test]
fn a_sheet_with_16384_columns() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for (places, code) in [([0, 200, 400], "file.too_large"), ([0, 8_000, 16_383], "file.header_unknown")] {
        let file = folder.path().join("宽表.xlsx");
        wide_workbook(&file, places)?;
        refused(&file, "payment", code)?;
    }
    Ok(())
}

fn wide_workbook(file: &Path, places: [u16; 3]) -> Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for column in 0..16_384_u16 {
        sheet.write_string(0, column, format!("无关{column}"))?;
        sheet.write_number(1, column, 1.0)?;
    }
    let cells = [("合同编号", "HT-003"), ("付款金额", "100"), ("付款日期", "2024-05-01")];
    for (column, (label, cell)) in places.into_iter().zip(cells) {
        sheet.write_string(0, column, label)?.write_string(1, column, cell)?;
    }
    Ok(book.save(file)?)
}

/// A table that somebody formatted down to the millionth row: the filled ones are found, and their
/// numbers are those of the sheet.
#[test]
fn a_file_with_a_million_rows() -> Result<()> {
    let desk = plant()?;
    let csv = desk.path("百万行.csv");
    let mut text = "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\n".to_owned();
    text.push_str(&",,\n".repeat(999_998));
    text.push_str("HT-404,2,2024-05-01\n");
    fs::write(&csv, text)?;
    let xlsx = desk.path("百万行.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0_u16..).zip(["合同编号", "付款金额", "付款日期"]) {
        sheet.write_string(0, column, label)?;
    }
    for (row, code, amount) in [(1, "HT-003", 1.0), (1_000_000, "HT-404", 2.0)] {
        sheet.write_string(row, 0, code)?.write_number(row, 1, amount)?.write_string(row, 2, "2024-05-01")?;
    }
    book.save(&xlsx)?;
    for file in [csv, xlsx] {
        let report = kit::import(&desk, "payment", &file, &["--dry-run"])?.ended_with(1)?.json()?;
        assert_eq!(
            (kit::count(&report, "insert"), kit::count(&report, "error")),
            (Some(1), Some(1)),
            "{report}"
        );
        assert_eq!(report["issues"][0]["row"], 1_000_001);
    }
    Ok(())
}

/// The wrong file: every row is counted, and as many as anybody could read are explained.
#[test]
fn a_file_of_which_no_row_can_be_imported() -> Result<()> {
    let desk = plant()?;
    let mut text = "合同编号,付款金额,付款日期\n".to_owned();
    text.push_str(&"HT-404,2,2024-05-01\n".repeat(100_100));
    let file = kit::text_file(&desk, "错误文件.csv", &text)?;
    let report = kit::import(&desk, "payment", &file, &["--dry-run"])?.ended_with(1)?.json()?;
    assert_eq!(kit::count(&report, "error"), Some(100_100));
    let issues = report["issues"].as_array().context("issues")?;
    let last = issues.last().context("an issue")?;
    assert_eq!((issues.len(), last["code"].as_str()), (100_001, Some("import.more_problems")));
    let message = last["message"].as_str().context("a message")?;
    assert!(message.contains("100 "), "{message}");
    Ok(())
}
