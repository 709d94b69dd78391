//! What Windows does otherwise: files that others hold, names with a meaning of their own, one file under several
//! names. These tests run as Windows programs: `cargo xtask windows --test`.

use std::fs::{self, File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ledger::Ledger;
use tests::program::{Desk, Run};

use crate::kit::{self, import, plant};

/// What others may do meanwhile with a file that a program holds.
const NOTHING: u32 = 0;
const READ: u32 = 1;

/// Holds a file as another program does: Excel lets others read, a virus scanner nothing.
fn held(path: &Path, others: u32) -> Result<File> {
    Ok(OpenOptions::new().read(true).share_mode(others).open(path)?)
}

fn set_read_only(path: &Path, read_only: bool) -> Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(read_only);
    Ok(fs::set_permissions(path, permissions)?)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path of a test is UTF-8")
}

fn export(desk: &Desk, to: &Path) -> Result<Run> {
    desk.lantai(["export", "contract", "--to", text(to)?])
}

fn refused(run: Run, code: &str) -> Result<()> {
    let run = run.ended_with(2)?;
    assert!(run.stderr.contains(&format!("[{code}]")), "{code}: {run:?}");
    Ok(())
}

fn names_in(folder: &Path) -> Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names.collect()
}

#[test]
fn an_export_onto_a_file_that_excel_holds_open() -> Result<()> {
    let desk = plant()?;
    let folder = desk.path("表");
    fs::create_dir(&folder)?;
    let file = folder.join("合同.xlsx");
    fs::write(&file, "a workbook of somebody")?;
    for others in [READ, NOTHING] {
        let excel = held(&file, others)?;
        refused(export(&desk, &file)?, "file.in_use")?;
        drop(excel);
    }
    assert_eq!(fs::read(&file)?, b"a workbook of somebody");
    assert_eq!(names_in(&folder)?, ["合同.xlsx"]);
    export(&desk, &file)?.ended_with(0)?;
    Ok(())
}

#[test]
fn a_workbook_that_excel_holds_open_is_imported_and_one_that_nobody_may_read_is_not() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("合同.xlsx");
    export(&desk, &file)?.ended_with(0)?;
    let excel = held(&file, READ)?;
    assert_eq!(
        kit::count(&import(&desk, "contract", &file, &[])?.ended_with(0)?.json()?, "unchanged"),
        Some(4)
    );
    drop(excel);
    let scanner = held(&file, NOTHING)?;
    refused(desk.lantai(["import", text(&file)?, "--kind", "contract"])?, "file.unreadable")?;
    drop(scanner);
    Ok(())
}

#[test]
fn a_ledger_that_another_program_holds_is_told_and_keeps_every_byte() -> Result<()> {
    let desk = plant()?;
    let before = fs::read(desk.ledger())?;
    let scanner = held(&desk.ledger(), NOTHING)?;
    refused(desk.lantai(["list", "contract"])?, "file.held")?;
    refused(desk.lantai(["backup", "create"])?, "file.held")?;
    drop(scanner);
    assert_eq!(fs::read(desk.ledger())?, before);
    desk.lantai(["list", "contract"])?.ended_with(0)?;
    Ok(())
}

#[test]
fn a_backup_that_another_program_holds_is_restored_when_it_is_free() -> Result<()> {
    let desk = plant()?;
    let made = desk.lantai(["backup", "create", "--json"])?.ended_with(0)?.json()?;
    let (name, path) = (made["name"].as_str().context("a name")?, made["path"].as_str().context("a path")?);
    kit::import_text(&desk, "project", "项目编码,项目名称\nP9,新项目\n", &[])?;
    let after = kit::everything(&desk)?;
    let scanner = held(Path::new(path), NOTHING)?;
    refused(desk.lantai(["backup", "restore", name, "--yes"])?, "file.held")?;
    drop(scanner);
    assert_eq!(kit::everything(&desk)?, after);
    desk.lantai(["backup", "restore", name, "--yes"])?.ended_with(0)?;
    assert_ne!(kit::everything(&desk)?, after);
    Ok(())
}

#[test]
fn an_open_ledger_cannot_be_deleted_or_renamed_away() -> Result<()> {
    let desk = plant()?;
    let open = Ledger::open(&desk.ledger())?;
    assert!(fs::remove_file(desk.ledger()).is_err());
    assert!(fs::rename(desk.ledger(), desk.path("weg.lantai")).is_err());
    assert!(desk.ledger().exists());
    drop(open);
    fs::rename(desk.ledger(), desk.path("weg.lantai"))?;
    Ok(())
}

/// Dots and blanks at the end, devices, streams: the format is known, the name is not kept.
#[test]
fn names_that_windows_reads_otherwise_are_refused_for_ledgers_and_exports() -> Result<()> {
    let desk = plant()?;
    for name in
        ["CON.xlsx", "nul.csv", "COM1.xlsx", "lpt9.合同.xlsx", "aux .csv", "合同?.xlsx", "台账:b.xlsx"]
    {
        refused(desk.lantai(["export", "contract", "--to", name])?, "file.name_unsuitable")?;
    }
    for name in ["NUL", "con.sqlite3", "台账.sqlite3.", "台账.sqlite3 ", "台账.sqlite3:流"] {
        refused(desk.lantai_on(&desk.path(name), ["init"])?, "ledger.name_unsuitable")?;
    }
    let trailing = PathBuf::from(format!("{}.", desk.ledger().display()));
    refused(desk.lantai_on(&trailing, ["list", "contract"])?, "ledger.name_unsuitable")?;
    Ok(())
}

#[test]
fn one_ledger_under_several_names_has_one_lock() -> Result<()> {
    let desk = plant()?;
    let open = Ledger::open(&desk.ledger())?;
    let plain = text(&desk.ledger())?.to_owned();
    let (drive, rest) = plain.split_at(1);
    let names = [
        plain.to_uppercase(),
        plain.to_lowercase(),
        plain.replace('\\', "/"),
        format!("{}{rest}", drive.to_lowercase()),
        format!(r"\\?\{plain}"),
        "LEDGER.LANTAI".to_owned(),
        r".\home\..\ledger.lantai".to_owned(),
    ];
    fs::create_dir_all(desk.home())?;
    for name in names {
        let run = desk.lantai_on(Path::new(&name), ["list", "contract"])?.ended_with(2)?;
        assert!(run.stderr.contains("[ledger.in_use]"), "{name}: {run:?}");
    }
    drop(open);
    desk.lantai_on(Path::new("LEDGER.LANTAI"), ["list", "contract"])?.ended_with(0)?;
    Ok(())
}

#[test]
fn a_share_is_no_place_for_a_live_ledger() -> Result<()> {
    let desk = Desk::bare()?;
    for place in
        [r"\\server\share\台账.sqlite3", "//server/share/台账.sqlite3", r"\\?\UNC\server\share\台账.sqlite3"]
    {
        refused(desk.lantai_on(Path::new(place), ["init"])?, "ledger.folder_unsuitable")?;
    }
    Ok(())
}

/// Files of the user may lie deeper than 260 characters, a live ledger may not.
#[test]
fn a_path_of_more_than_260_characters() -> Result<()> {
    let desk = plant()?;
    let mut folder = desk.path("深");
    while folder.to_string_lossy().chars().count() < 300 {
        folder.push("很长的文件夹名称 (2024)");
    }
    fs::create_dir_all(&folder)?;
    for name in ["合同.xlsx", "合同.csv"] {
        let file = folder.join(name);
        export(&desk, &file)?.ended_with(0)?;
        let again = import(&desk, "contract", &file, &[])?.ended_with(0)?.json()?;
        assert_eq!(kit::count(&again, "unchanged"), Some(4), "{name}");
        let verbatim = PathBuf::from(format!(r"\\?\{}", file.display()));
        export(&desk, &verbatim)?.ended_with(0)?;
    }
    let backup = desk.lantai(["backup", "create", "--to", text(&folder)?])?;
    backup.ended_with(0)?;
    refused(desk.lantai_on(&folder.join("台账.sqlite3"), ["init"])?, "ledger.path_too_long")
}

#[test]
fn what_is_read_only_is_told_and_keeps_every_byte() -> Result<()> {
    let desk = plant()?;
    let before = fs::read(desk.ledger())?;
    set_read_only(&desk.ledger(), true)?;
    if OpenOptions::new().write(true).open(desk.ledger()).is_ok() {
        // Wine leaves it to the Unix rights of the file, which root passes over.
        println!("not tried: nothing is read-only for root under wine");
        return set_read_only(&desk.ledger(), false);
    }
    refused(desk.lantai(["list", "contract"])?, "ledger.not_writable")?;
    assert_eq!(fs::read(desk.ledger())?, before);
    set_read_only(&desk.ledger(), false)?;
    let file = desk.path("合同.xlsx");
    export(&desk, &file)?.ended_with(0)?;
    let exported = fs::read(&file)?;
    set_read_only(&file, true)?;
    refused(export(&desk, &file)?, "file.not_writable")?;
    assert_eq!(fs::read(&file)?, exported);
    import(&desk, "contract", &file, &[])?.ended_with(0)?;
    set_read_only(&file, false)
}

#[test]
fn a_backup_that_is_read_only_verifies_and_is_restored() -> Result<()> {
    let desk = plant()?;
    let made = desk.lantai(["backup", "create", "--json"])?.ended_with(0)?.json()?;
    let (name, path) = (made["name"].as_str().context("a name")?, made["path"].as_str().context("a path")?);
    set_read_only(Path::new(path), true)?;
    desk.lantai(["backup", "verify", name])?.ended_with(0)?;
    desk.lantai(["backup", "restore", name, "--yes"])?.ended_with(0)?;
    set_read_only(Path::new(path), false)
}

/// What Excel and Notepad write in a Chinese Windows: code page 936, and two characters at the end of a line.
#[test]
fn a_text_in_code_page_936_with_crlf_under_a_chinese_name() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let file = desk.path("项目 清单（终稿）.csv");
    let (bytes, _, _) = encoding_rs::GBK
        .encode("项目编码,项目名称,项目负责人\r\n0101,一号机组改造,张三\r\n0101,重复,李四\r\n");
    fs::write(&file, bytes)?;
    let report = import(&desk, "project", &file, &["--dry-run"])?.json()?;
    assert_eq!(report["issues"][0]["row"], 3, "{report}");
    let (bytes, _, _) = encoding_rs::GBK.encode("项目编码,项目名称\r\n0101,一号机组改造\r\n");
    fs::write(&file, bytes)?;
    import(&desk, "project", &file, &[])?.ended_with(0)?;
    assert_eq!(kit::list(&desk, "project", &["--search", "一号机组"])?.len(), 1);
    Ok(())
}
