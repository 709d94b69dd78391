//! Files, ledgers and places that cannot be used: each has its code, and nothing is lost or left
//! half done.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rusqlite::Connection;
use rust_xlsxwriter::Workbook;
use tests::program::{Desk, Run, lantai};
use tests::{row, workbook};

use crate::kit::{self, everything, plant, text_file};

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
        b"<html><body><table><tr><td>\xe5\x90\x88\xe5\x90\x8c</td></tr></table></body></html>",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
    ];
    for content in contents {
        let (_folder, file) = file_with(content, "付款.xlsx")?;
        refused(&file, "payment", "file.not_workbook")?;
    }
    Ok(())
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
    for (stream, code) in [("EncryptedPackage", "file.encrypted"), ("Workbook", "file.old_format")] {
        let (_folder, file) = file_with(&compound_file(stream), "付款.xlsx")?;
        refused(&file, "payment", code)?;
    }
    Ok(())
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
    let text = "合同编号,付款金额,实付金额(元),付款金额,付款日期\nHT-003,1,2,3,2024-05-01\n";
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

/// 16,384 columns are a sheet that Excel can make; the three known ones are found among them.
#[test]
fn a_sheet_with_16384_columns() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("宽表.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for column in 0..16_384_u16 {
        sheet.write_string(0, column, format!("无关{column}"))?;
        sheet.write_number(1, column, 1.0)?;
    }
    for (column, label, cell) in
        [(0, "合同编号", "HT-003"), (8_000, "付款金额", "100"), (16_383, "付款日期", "2024-05-01")]
    {
        sheet.write_string(0, column, label)?.write_string(1, column, cell)?;
    }
    book.save(&file)?;
    let desk = plant()?;
    let report = kit::import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(kit::count(&report, "insert"), Some(1));
    Ok(())
}

/// 1,000,000 rows that all fail: every one is told, and nothing is kept.
#[test]
fn a_file_with_a_million_rows() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("百万行.csv");
    let mut writer = std::io::BufWriter::new(fs::File::create(&file)?);
    writeln!(writer, "合同编号,付款金额,付款日期")?;
    for number in 0..1_000_000 {
        writeln!(writer, "HT-404,{number},2024-05-01")?;
    }
    writer.flush()?;
    drop(writer);
    let before = everything(&desk)?;
    let report = kit::import(&desk, "payment", &file, &[])?.ended_with(1)?.json()?;
    assert_eq!(kit::count(&report, "error"), Some(1_000_000));
    assert_eq!(report["committed"], false);
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn a_csv_with_more_rows_than_a_sheet_has() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("过长.csv");
    let mut text = "合同编号,付款金额,付款日期\n".to_owned();
    text.push_str(&"HT-003,1,2024-05-01\n".repeat(1_048_577));
    fs::write(&file, text)?;
    refused_on(&desk, &file, "payment", "file.too_large")
}

#[test]
fn a_ledger_that_is_open_already() -> Result<()> {
    let desk = plant()?;
    // A list whose reader does not read: the program waits with the ledger open.
    let rows: String = (1..=4000).map(|number| format!("HT-003,{number},2024-05-01\n")).collect();
    let file = text_file(&desk, "many.csv", &format!("合同编号,付款金额,付款日期\n{rows}"))?;
    kit::import(&desk, "payment", &file, &[])?.ended_with(0)?;
    let mut command = Command::new(lantai()?);
    command.arg("--ledger").arg(desk.ledger()).args(["list", "payment", "--json"]);
    let mut holder = command.stdout(Stdio::piped()).spawn()?;
    let mut lines = BufReader::new(holder.stdout.take().context("piped")?).lines();
    lines.next().context("a line")??;
    let run = desk.lantai(["list", "project"])?;
    let said = run.clone().ended_with(2);
    holder.kill()?;
    holder.wait()?;
    said?;
    assert!(
        run.stderr.contains("[ledger.in_use]") && run.stderr.contains("lantai"),
        "says who has it: {run:?}"
    );
    desk.lantai(["list", "project"])?.ended_with(0).context("free again once its holder is gone")?;
    Ok(())
}

#[test]
fn a_ledger_of_a_newer_program_keeps_every_byte() -> Result<()> {
    let desk = plant()?;
    let connection = Connection::open(desk.ledger())?;
    connection.pragma_update(None, "user_version", 9_999)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(connection);
    unusable_and_untouched(&desk, "ledger.newer")
}

#[test]
fn a_damaged_ledger_keeps_every_byte() -> Result<()> {
    let desk = plant()?;
    let good = fs::read(desk.ledger())?;
    let mut torn = good.clone();
    let page = 4096;
    for at in (page..torn.len().min(page * 40)).step_by(7) {
        torn[at] ^= 0x5A;
    }
    let zeros = vec![0_u8; good.len()];
    let cut = good[..good.len() / 2].to_vec();
    for bytes in [torn, zeros, cut, good[..50].to_vec(), Vec::new()] {
        fs::write(desk.ledger(), &bytes)?;
        unusable_and_untouched(&desk, "ledger.damaged").with_context(|| format!("{} bytes", bytes.len()))?;
    }
    Ok(())
}

#[test]
fn a_file_that_is_no_ledger_keeps_every_byte() -> Result<()> {
    let desk = Desk::bare()?;
    fs::write(desk.ledger(), "这不是台账。".repeat(100))?;
    unusable_and_untouched(&desk, "ledger.not_ours")?;
    fs::remove_file(desk.ledger())?;
    Connection::open(desk.ledger())?
        .execute_batch("CREATE TABLE somebody_elses (a); INSERT INTO somebody_elses VALUES (1);")?;
    unusable_and_untouched(&desk, "ledger.not_ours")
}

fn unusable_and_untouched(desk: &Desk, code: &str) -> Result<()> {
    let before = fs::read(desk.ledger())?;
    let file = text_file(desk, "p.csv", "项目编码,项目名称,项目状态\nP,项目,进行中\n")?;
    let file = file.to_str().context("UTF-8")?;
    let calls: &[&[&str]] = &[
        &["list", "project"],
        &["import", file, "--kind", "project"],
        &["journal", "verify"],
        &["export", "all", "--to", "all.xlsx"],
    ];
    for call in calls {
        let run = desk.lantai(*call)?.ended_with(2)?;
        assert!(run.stderr.contains(&format!("[{code}]")), "{call:?}: {run:?}");
    }
    ensure!(fs::read(desk.ledger())? == before, "the refused file was changed");
    ensure!(!desk.path("all.xlsx").exists());
    Ok(())
}

/// A folder into which nobody can write, the administrator neither.
#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written() -> Result<()> {
    let desk = plant()?;
    let run = run_on(Path::new("/proc/lantai.sqlite3"), &["init"])?.ended_with(2)?;
    assert!(run.stderr.contains("[ledger.not_writable]"), "{run:?}");
    for call in
        [["export", "contract", "--to", "/proc/out.xlsx"], ["template", "contract", "--to", "/proc/out.xlsx"]]
    {
        let run = desk.lantai(call)?.ended_with(2)?;
        assert!(run.stderr.contains("[file.not_writable]"), "{call:?}: {run:?}");
    }
    let below_a_file = desk.path("ledger.lantai/out.xlsx");
    let run = desk
        .lantai(["export", "contract", "--to", below_a_file.to_str().context("UTF-8")?])?
        .ended_with(2)?;
    assert!(run.stderr.contains("[file.not_writable]"), "{run:?}");
    Ok(())
}

#[test]
fn an_export_into_an_unknown_format() -> Result<()> {
    let desk = plant()?;
    for name in ["out.pdf", "out.xls", "out"] {
        let run = desk.lantai(["export", "contract", "--to", name])?.ended_with(2)?;
        assert!(run.stderr.contains("[file.format_unknown]"), "{run:?}");
        assert!(!desk.path(name).exists());
    }
    let run = desk.lantai(["export", "all", "--to", "all.csv"])?.ended_with(2)?;
    assert!(run.stderr.contains("[file.format_unknown]"), "{run:?}");
    Ok(())
}

#[test]
fn a_path_with_chinese_spaces_and_over_200_characters() -> Result<()> {
    let desk = Desk::bare()?;
    let mut folder = desk.path("采购 与 合同");
    while folder.to_string_lossy().chars().count() < 220 {
        folder.push("很 长 的 文件夹 (2024)");
    }
    fs::create_dir_all(&folder)?;
    let ledger = folder.join("台 账.sqlite3");
    let import = folder.join("项目 表（终稿） 2.csv");
    fs::write(&import, "项目编码,项目名称,项目状态\nP1,项目,进行中\n")?;
    let export = folder.join("导出 的 表.xlsx");
    let [import, export] = [&import, &export].map(|path| path.to_string_lossy().into_owned());
    run_on(&ledger, &["init"])?.ended_with(0)?;
    run_on(&ledger, &["import", &import, "--kind", "project"])?.ended_with(0)?;
    run_on(&ledger, &["export", "project", "--to", &export])?.ended_with(0)?;
    let again =
        run_on(&ledger, &["import", &export, "--kind", "project", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(kit::count(&again, "unchanged"), Some(1));
    Ok(())
}

#[test]
fn a_path_too_long_for_a_ledger() -> Result<()> {
    let desk = Desk::bare()?;
    let mut folder = desk.path("深");
    while folder.as_os_str().len() < 600 {
        folder.push("很长的文件夹名称");
    }
    fs::create_dir_all(&folder)?;
    let run = run_on(&folder.join("台账.sqlite3"), &["init"])?.ended_with(2)?;
    assert!(run.stderr.contains("[ledger.path_too_long]"), "{run:?}");
    assert_eq!(fs::read_dir(&folder)?.count(), 0);
    Ok(())
}

#[test]
fn a_cloud_folder_is_no_place_for_a_live_ledger() -> Result<()> {
    let desk = Desk::bare()?;
    let folder = desk.path("OneDrive");
    fs::create_dir_all(&folder)?;
    let run = run_on(&folder.join("台账.sqlite3"), &["init"])?.ended_with(2)?;
    assert!(run.stderr.contains("[ledger.folder_unsuitable]"), "{run:?}");
    assert_eq!(fs::read_dir(&folder)?.count(), 0);
    Ok(())
}

/// A disk that fills up: files of the program may not grow beyond a size. Whatever the size, the
/// ledger is as before or as after, and the message is plain.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_ledger_as_it_was() -> Result<()> {
    let desk = plant()?;
    let rows: String = (1..=3000).map(|number| format!("HT-003,{number},2024-05-01\n")).collect();
    let file = text_file(&desk, "many.csv", &format!("合同编号,付款金额,付款日期\n{rows}"))?;
    let import = ["import", file.to_str().context("UTF-8")?, "--kind", "payment", "--json"];
    let before = everything(&desk)?;
    // The ledger itself is larger than the smallest of these; its write-ahead log is what grows.
    let ledger_blocks = fs::metadata(desk.ledger())?.len() / 1024;
    let mut refusals = 0;
    for blocks in [64, 128, 256, ledger_blocks + 8, ledger_blocks + 64] {
        let run = with_file_limit(&desk.ledger(), blocks, &import)?;
        if run.status == 0 {
            break;
        }
        refusals += 1;
        let run = run.ended_with(2).with_context(|| format!("{blocks} KiB"))?;
        assert!(run.stderr.contains("\"disk.full\""), "{blocks} KiB: {run:?}");
        assert_eq!(everything(&desk)?, before, "{blocks} KiB");
        desk.lantai(["journal", "verify"])?.ended_with(0)?;
    }
    assert!(refusals >= 3, "{refusals}");
    let report = kit::import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(kit::count(&report, "insert"), Some(3000));
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_export() -> Result<()> {
    let desk = plant()?;
    let rows: String = (1..=3000).map(|number| format!("HT-003,{number},2024-05-01\n")).collect();
    let file = text_file(&desk, "many.csv", &format!("合同编号,付款金额,付款日期\n{rows}"))?;
    kit::import(&desk, "payment", &file, &[])?.ended_with(0)?;
    for name in ["out.csv", "out.xlsx"] {
        let target = desk.path(name);
        fs::write(&target, "上个月的导出")?;
        let to = target.to_str().context("UTF-8")?;
        let run = with_file_limit(&desk.ledger(), 40, &["export", "payment", "--to", to])?.ended_with(2)?;
        assert!(run.stderr.contains("[disk.full]"), "{name}: {run:?}");
        assert_eq!(fs::read_to_string(&target)?, "上个月的导出", "{name}");
    }
    let left: Vec<String> = fs::read_dir(desk.path(""))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    assert!(left.iter().all(|name| !name.contains("tmp")), "{left:?}");
    Ok(())
}

/// Runs the program with a limit on the size of files it writes, in KiB, and without the signal
/// that would end it: writing fails as it does on a full disk.
#[cfg(unix)]
fn with_file_limit(ledger: &Path, kib: u64, arguments: &[&str]) -> Result<Run> {
    let mut command = Command::new("bash");
    command.args(["-c", "ulimit -f $1; trap '' XFSZ; shift; exec \"$@\"", "bash", &kib.to_string()]);
    command.arg(lantai()?).arg("--ledger").arg(ledger).args(arguments);
    finish(command)
}

fn run_on(ledger: &Path, arguments: &[&str]) -> Result<Run> {
    let mut command = Command::new(lantai()?);
    command.arg("--ledger").arg(ledger).args(arguments);
    finish(command)
}

fn finish(mut command: Command) -> Result<Run> {
    let output = command.env("LANTAI_HOME", "/nonexistent").output()?;
    Ok(Run {
        status: output.status.code().context("the program was killed")?,
        stdout: String::from_utf8(output.stdout)?,
        stderr: String::from_utf8(output.stderr)?,
    })
}
