//! Removing the program, with and without what it was used for.

use std::fs;

use anyhow::{Result, ensure};

use super::Trial;
use super::desk::{Desk, PROGRAMS, USER_KEY, files};

pub(crate) const TRIALS: &[Trial] = &[
    ("a removal keeps ledger, backups and settings", the_data_stays),
    ("a removal with /PURGE takes them along", the_data_goes),
    ("a removal with /PURGE leaves what others put there", what_is_foreign_stays),
    ("a second ledger in the folder keeps the backups", another_ledger_keeps_the_backups),
    ("a removal leaves what others put beside the program", foreign_files_beside_the_program),
];

fn the_data_stays(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    let before = desk.make_ledger()?;
    desk.remove_wholly(&desk.user_place(), "")?;
    ensure!(files(&desk.data())? == before, "the removal touched the data");
    nothing_is_left(desk)
}

fn nothing_is_left(desk: &Desk) -> Result<()> {
    let place = desk.user_place();
    ensure!(!desk.computer.file(&place).exists(), "{place} is still there");
    for (key, name) in [
        (USER_KEY, "Version"),
        (&format!(r"HKCU\{PROGRAMS}"), "DisplayVersion"),
        (r"HKCU\Software\Classes\Lantai.Backup\shell\open\command", ""),
        (r"HKCU\Software\Classes\.sqlite3\OpenWithProgids", "Lantai.Backup"),
        (r"HKCU\Software\Classes\.age\OpenWithProgids", "Lantai.Backup"),
    ] {
        ensure!(desk.computer.registered(key, name)?.is_none(), "{key} is still there");
    }
    let menu = format!(r"{}\Microsoft\Windows\Start Menu\Programs", desk.computer.variable("APPDATA")?);
    ensure!(!desk.computer.file(&menu).join("兰台 Lantai.lnk").exists(), "the start menu still has it");
    Ok(())
}

fn the_data_goes(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    desk.make_ledger()?;
    // What the window adds, and what an import, a damaged ledger and a killed program leave.
    for name in [
        "preferences.json",
        "window/place.json",
        "window/page/EBWebView/Default/Cache/data_0",
        "import-drafts/lantai-00ff.json",
        "quarantine/2026-11-22_093000/lantai.sqlite3",
        "quarantine/2026-11-22_093000/why.json",
        ".lantai-work-a1b2c3/lock",
        "backups/.lantai-work-a1b2c3/lock",
    ] {
        let path = desk.data().join(name);
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(path, "{}")?;
    }
    desk.remove_wholly(&desk.user_place(), "/PURGE")?;
    let data = desk.data();
    ensure!(
        !data.exists(),
        "still there: {:?}",
        files(&data)?.iter().map(|(path, _)| path).collect::<Vec<_>>()
    );
    nothing_is_left(desk)
}

fn what_is_foreign_stays(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    desk.make_ledger()?;
    let foreign = [
        "notes.txt",
        "backups/合同 扫描件.pdf",
        "quarantine/notes.txt",
        "logs/other.log",
        "templates/own.yaml",
    ];
    for name in foreign {
        let path = desk.data().join(name);
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(path, name)?;
    }
    desk.remove_wholly(&desk.user_place(), "/PURGE")?;
    let mut expected: Vec<_> =
        foreign.iter().map(|name| (desk.data().join(name), name.as_bytes().to_vec())).collect();
    expected.sort();
    let mut left = files(&desk.data())?;
    left.sort();
    ensure!(left == expected, "left: {:?}", left.iter().map(|(path, _)| path).collect::<Vec<_>>());
    Ok(())
}

fn another_ledger_keeps_the_backups(desk: &Desk) -> Result<()> {
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    let before = desk.make_ledger()?;
    fs::copy(desk.data().join("lantai.sqlite3"), desk.data().join("branch.sqlite3"))?;
    desk.remove_wholly(&desk.user_place(), "/PURGE")?;
    let left = files(&desk.data())?;
    ensure!(!desk.data().join("lantai.sqlite3").exists(), "the ledger is still there");
    let is_backup = |path: &std::path::Path| path.starts_with(desk.data().join("backups"));
    let backups =
        |all: &[(std::path::PathBuf, Vec<u8>)]| all.iter().filter(|(path, _)| is_backup(path)).count();
    ensure!(
        backups(&before) > 0 && backups(&left) == backups(&before),
        "backups are gone: {}",
        backups(&left)
    );
    Ok(())
}

fn foreign_files_beside_the_program(desk: &Desk) -> Result<()> {
    let place = desk.user_place();
    desk.install(&desk.made.user, "")?.ended_with(0)?;
    let foreign = desk.in_place(&place, "notes.txt");
    fs::write(&foreign, "kept")?;
    desk.remove_wholly(&place, "/PURGE")?;
    let left = super::desk::names(&desk.computer.file(&place))?;
    fs::remove_file(&foreign)?;
    fs::remove_dir(desk.computer.file(&place))?;
    ensure!(left == ["notes.txt"], "left: {left:?}");
    Ok(())
}
