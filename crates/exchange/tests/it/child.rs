//! The reading child, really started.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use domain::Code;
use domain::reading::Reading;
use exchange::{Error, Limits, OpenOptions, SourceFile};

use crate::support::{fixture, go, open, options, rows};

#[test]
fn a_child_reads_what_this_process_reads() -> anyhow::Result<()> {
    let path = fixture("contracts_libreoffice.xlsx");
    let source = SourceFile::open(&path, &options(), &go)?;
    let here = open(&path)?;
    assert_eq!(source.name(), "contracts_libreoffice.xlsx");
    assert_eq!(source.sha256(), here.sha256());
    assert_eq!(source.sha256().len(), 64);
    assert_eq!(source.sheets(), here.sheets());
    let found = source.recognise(&Reading::of(None, None))?;
    assert_eq!(found, here.recognise(&Reading::of(None, None))?);
    assert_eq!(rows(&source, &found)?, rows(&here, &found)?);
    Ok(())
}

/// Each looks for folders that a killed program left, while the others make theirs.
#[test]
fn files_that_are_read_at_once_keep_their_folders() -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let file = scratch.path().join("供应商.csv");
    std::fs::write(&file, "供应商名称\n甲公司\n")?;
    let options = OpenOptions { scratch: scratch.path().to_owned(), ..options() };
    let read = || (0..150).try_for_each(|_| SourceFile::open_trusted(&file, &options, &go).map(drop));
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..8).map(|_| scope.spawn(read)).collect();
        readers.into_iter().try_for_each(|reader| reader.join().expect("no panic"))
    })?;
    Ok(())
}

#[test]
fn nothing_is_left_in_the_scratch_folder() -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let options = OpenOptions { scratch: scratch.path().to_owned(), ..options() };
    let source = SourceFile::open(&fixture("bad_cells.xlsx"), &options, &go)?;
    assert_eq!(std::fs::read_dir(scratch.path())?.count(), 1);
    drop(source);
    assert_eq!(std::fs::read_dir(scratch.path())?.count(), 0);
    SourceFile::open(&fixture("make.py"), &options, &go)?;
    assert_eq!(std::fs::read_dir(scratch.path())?.count(), 0);
    Ok(())
}

#[test]
fn what_a_killed_program_left_behind_is_removed_at_the_next_import() -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let folders = ["lantai-read-dead", "lantai-read-alive", "lantai-read-begun", "other"]
        .map(|name| scratch.path().join(name));
    for folder in &folders {
        std::fs::create_dir(folder)?;
        std::fs::write(folder.join("0.rows"), "rows")?;
    }
    std::fs::write(folders[0].join("lock"), "")?;
    let held = std::fs::File::create(folders[1].join("lock"))?;
    held.lock()?;
    let options = OpenOptions { scratch: scratch.path().to_owned(), ..options() };
    let source = SourceFile::open(&fixture("bad_cells.xlsx"), &options, &go)?;
    assert_eq!(folders.each_ref().map(|folder| folder.exists()), [false, true, true, true]);
    // Nor does one import sweep away another one that is under way.
    let other = SourceFile::open(&fixture("bad_cells.xlsx"), &options, &go)?;
    for source in [source, other] {
        let found = source.recognise(&Reading::default())?;
        assert_eq!(rows(&source, &found)?.len(), 4);
    }
    drop(held);
    SourceFile::open(&fixture("bad_cells.xlsx"), &options, &go)?;
    assert!(!folders[1].exists());
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_folder_that_never_had_a_lock_is_removed_in_time() -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    let folders = ["lantai-read-old", "lantai-read-new", "other"].map(|name| scratch.path().join(name));
    for folder in &folders {
        std::fs::create_dir(folder)?;
        std::fs::write(folder.join("0.rows"), "rows")?;
    }
    let two_days_ago = std::time::SystemTime::now() - Duration::from_secs(2 * 24 * 60 * 60);
    for folder in [&folders[0], &folders[2]] {
        std::fs::File::open(folder)?.set_modified(two_days_ago)?;
    }
    let options = OpenOptions { scratch: scratch.path().to_owned(), ..options() };
    SourceFile::open(&fixture("bad_cells.xlsx"), &options, &go)?;
    assert_eq!(folders.map(|folder| folder.exists()), [false, true, true]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_reader_that_is_no_reader_is_a_rejected_file() {
    for program in ["/bin/false", "/bin/sh", "/nowhere/reader"] {
        let options = OpenOptions { reader: program.into(), ..options() };
        let refused = SourceFile::open(&fixture("bad_cells.xlsx"), &options, &go);
        assert!(matches!(refused, Err(Error::Rejected { .. })), "{program}: {refused:?}");
    }
}

#[test]
fn cancelling_ends_the_child() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("long.csv");
    let line = "HT-1,100.00,2024-01-01,很长的备注很长的备注很长的备注\n";
    std::fs::write(&path, format!("合同编号,付款金额,付款日期,备注\n{}", line.repeat(1_000_000)))?;
    let asked = Cell::new(0);
    let started = Instant::now();
    let watch = |_| {
        asked.set(asked.get() + 1);
        if asked.get() > 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let refused = SourceFile::open(&path, &options(), &watch).expect_err("it was cancelled");
    assert_eq!(refused.code(), Code::Cancelled);
    assert!(started.elapsed() < Duration::from_secs(10));
    Ok(())
}

#[test]
fn a_child_that_takes_too_long_is_ended() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("long.csv");
    let line = "HT-1,100.00,2024-01-01,很长的备注很长的备注很长的备注\n";
    std::fs::write(&path, format!("合同编号,付款金额,付款日期,备注\n{}", line.repeat(1_000_000)))?;
    let limits = Limits { time: Duration::from_millis(1), ..Limits::default() };
    let refused = SourceFile::open(&path, &OpenOptions { limits, ..options() }, &go);
    assert!(matches!(refused, Err(Error::Rejected { .. })), "{refused:?}");
    Ok(())
}
