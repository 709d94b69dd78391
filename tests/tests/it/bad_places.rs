//! Places that cannot be used: each has its code, and nothing is left half done.

use std::fs;

use anyhow::Result;
use tests::program::Desk;

use crate::kit::{self, plant};

/// A folder into which nobody can write, the administrator neither.
#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written() -> Result<()> {
    use std::path::Path;

    use anyhow::Context;

    let desk = plant()?;
    let run = desk.lantai_on(Path::new("/proc/lantai.sqlite3"), ["init"])?.ended_with(2)?;
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
    desk.lantai_on(&ledger, ["init"])?.ended_with(0)?;
    desk.lantai_on(&ledger, ["import", &import, "--kind", "project"])?.ended_with(0)?;
    desk.lantai_on(&ledger, ["export", "project", "--to", &export])?.ended_with(0)?;
    let again =
        desk.lantai_on(&ledger, ["import", &export, "--kind", "project", "--json"])?.ended_with(0)?.json()?;
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
    let run = desk.lantai_on(&folder.join("台账.sqlite3"), ["init"])?.ended_with(2)?;
    assert!(run.stderr.contains("[ledger.path_too_long]"), "{run:?}");
    assert_eq!(fs::read_dir(&folder)?.count(), 0);
    Ok(())
}

#[test]
fn a_cloud_folder_is_no_place_for_a_live_ledger() -> Result<()> {
    let desk = Desk::bare()?;
    let folder = desk.path("OneDrive");
    fs::create_dir_all(&folder)?;
    let run = desk.lantai_on(&folder.join("台账.sqlite3"), ["init"])?.ended_with(2)?;
    assert!(run.stderr.contains("[ledger.folder_unsuitable]"), "{run:?}");
    assert_eq!(fs::read_dir(&folder)?.count(), 0);
    Ok(())
}
